"""What lies in a store, read with proof.

Those who write releases and those who read them share this room and never meet otherwise.
"""
