"""The commands of whoever publishes releases, and answers for them."""
