"""PDFium serves one thread at a time: whoever opens, draws, reads or closes a page of it holds this lock meanwhile."""

from threading import RLock

LOCK = RLock()
