"""No sleep and no screen saver while presenting; where the system does not allow it, the room is told once."""

import logging
from contextlib import ExitStack
from typing import Any

log = logging.getLogger(__name__)


class Awake:
    """Holds the computer awake between `hold` and `release`; asking twice is one."""

    def __init__(self) -> None:
        self._held: ExitStack | None = None
        self.works: bool | None = None  # None until it was tried

    def hold(self) -> bool:
        """True when the system agreed."""
        if self._held is None:
            self._held = ExitStack()
            self.works = self._enter(self._held)
        return bool(self.works)

    def release(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    def _enter(self, held: ExitStack) -> bool:
        from wakepy import keep  # looks for the desktop's services: only when it is needed

        mode: Any = held.enter_context(keep.presenting(on_fail="pass"))
        if not mode.active:
            log.info("the system does not let us keep the screen awake")
        return bool(mode.active)
