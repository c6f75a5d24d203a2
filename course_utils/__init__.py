"""Two Machines: what the notebooks of the course import.

Importing this package loads nothing heavy, prints nothing and fetches nothing; each room is imported by name.
"""

__version__ = "0.2.0"
