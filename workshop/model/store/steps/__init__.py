"""Every step a file's schema went through, oldest first: append one, never edit or reorder a released one."""

from . import box, delivery, first, peers, roadmap
from .step import Step

STEPS: tuple[Step, ...] = (first.STATEMENTS, delivery.STATEMENTS, roadmap.STATEMENTS, peers.STATEMENTS, box.STATEMENTS)
