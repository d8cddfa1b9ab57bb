"""The only SQL: an engagement's file, its operations and the State they lead to."""

from .store import Store, default_engagement, needs_passphrase

__all__ = ["Store", "default_engagement", "needs_passphrase"]
