"""Tables as the frames that people receive: typed, chosen, of several packages, with titles."""
