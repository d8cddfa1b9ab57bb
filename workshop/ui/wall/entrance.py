"""A reveal's quiet entrance: the columns one after the other, then what they mean; how much of each is there after so many ms."""

from msgspec import Struct
from PySide6.QtCore import QEasingCurve

APART, COLUMN, MEANING = 60, 180, 160  # ms between two columns, for one column, for the verdict
LAST = 4 * APART + COLUMN  # ms until the fifth column stands
WHOLE = LAST + MEANING
RISE = 8 / 1080  # how far below its place a vote begins, as a share of the wall's height


class Entrance(Struct, frozen=True):
    """A moment of the entrance, ms after its beginning; shares run from 0 (not there yet) to 1 (as on the still slide)."""

    elapsed: float = float(WHOLE)

    def column(self, level: int) -> float:
        """The share of the votes over a level, 1 to 5."""
        return _share(self.elapsed - (level - 1) * APART, COLUMN)

    def meaning(self) -> float:
        """The share of verdict, median, boundary and question: nothing is concluded before every vote stands."""
        return _share(self.elapsed - LAST, MEANING)


STILL = Entrance()


def _share(since: float, whole: int) -> float:
    if since >= whole:
        return 1.0
    return QEasingCurve(QEasingCurve.Type.OutCubic).valueForProgress(max(0.0, since / whole))
