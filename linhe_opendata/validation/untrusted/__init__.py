"""What keeps a stranger's package from doing harm.

It reads only below its own folder, no file unpacks without an end, and what may never end is done
by a process apart.
"""
