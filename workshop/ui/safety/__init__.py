"""Saving, backups, protection: what the room sees of them."""
