"""Many engagements side by side: read in parallel, told apart by type, size, region and date, and a de-identified library of peers."""

from .peers import AT_LEAST, Band, Peers, bands, load_peers, save_peers
from .reading import Entry, Left, Portfolio, Rating, files_of, read_all, read_one

__all__ = [
    "AT_LEAST", "Band", "Entry", "Left", "Peers", "Portfolio", "Rating", "bands", "files_of", "load_peers", "read_all", "read_one",
    "save_peers",
]  # fmt: skip
