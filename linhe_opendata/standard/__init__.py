"""What the Data Package standard 2.0 lets one say. Pure."""
