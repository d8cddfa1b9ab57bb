"""When Python looks for cyclic garbage: a full round over an open engagement halts every thread for 40 to 100 ms.

So none begins by itself in the midst of work (a plan of 43 pages would set one off every other time) but when the window has been quiet.
It then runs in the window's thread, where a forgotten widget may be deleted.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 5000
QUIET = 0.02  # of a processor: nobody types, moves the mouse or waits for an answer
DUE = 10  # rounds over the middle-aged since the last full one: where Python would begin one itself
RARE = 100  # where it does all the same, if the window was never quiet; an export has eight
YOUNG, MIDDLE = 700, 10  # Python's own: rounds of 0.5 and 3 ms


class Collector(QObject):
    """Looks every five seconds whether a full round is due and nobody would notice it. Made in the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.set_threshold(YOUNG, MIDDLE, RARE)
        self._spent = time.process_time()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> bool:
        """Whether it collected: the program, its workers counted, has hardly run since the last look, and a round is due."""
        spent, before = time.process_time(), self._spent
        self._spent = spent
        if spent - before > QUIET * LOOK_MS / 1000 or gc.get_count()[2] < DUE:
            return False
        gc.collect()
        self._spent = time.process_time()
        return True
