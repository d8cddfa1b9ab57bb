"""Case card: what another bank did, one figure, where it is written, and the way to the wall."""

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.cards import Card
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.ui.widgets.tips import set_tip
from workshop.words import Words


class CaseValues(Struct, frozen=True):
    """A case in words: bank, its type and year, one sentence, a figure with its caption, measure and source."""

    id: str
    bank: str
    kind: str
    did: str
    figure: str
    caption: str
    source: str


class CaseCard(Card):
    """Bank, sentence, figure, source; `wall_asked` tells the case's id."""

    wall_asked = Signal(str)

    def __init__(self, words: Words, case: CaseValues, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        _ = words
        self._case = case
        self._bank, self._about = Label(role="lead"), Label(role="caption", tone="ink2", elide=True)
        self._did = Prose()
        self._figure, self._caption = Label(role="title"), Prose(role="caption", tone="ink2")
        self._source = Label(role="caption", tone="ink3", elide=True)
        self.wall_button = Button(_("推上大屏"), "link")
        self.wall_button.clicked.connect(lambda: self.wall_asked.emit(self._case.id))
        self._build()
        self.set_case(case)

    def _build(self) -> None:
        self.body.setContentsMargins(15, 11, 15, 8)
        self.body.setSpacing(6)
        self.body.addLayout(_row(self._bank, self._about))
        self.body.addWidget(self._did)
        self._number = QWidget()
        line = _row(self._figure, self._caption)
        line.setContentsMargins(0, 2, 0, 2)
        self._number.setLayout(line)
        self.body.addWidget(self._number)
        self.body.addWidget(HairLine())
        self.body.addLayout(_row(self._source, None, self.wall_button))

    def set_case(self, case: CaseValues) -> None:
        """Another case; a case without a figure shows none."""
        self._case = case
        self._bank.set_text(case.bank)
        self._about.set_text(case.kind)
        self._did.set_text(case.did)
        self._figure.set_text(case.figure)
        self._caption.set_text(case.caption)
        self._source.set_text(case.source)
        self._number.setHidden(not case.figure)
        self.setAccessibleName(f"{case.bank} {case.kind}")

    def set_wall_allowed(self, allowed: bool, why: str = "") -> None:
        """Off until the votes are revealed; `why` is told as a tooltip."""
        self.wall_button.setEnabled(allowed)
        set_tip(self.wall_button, "" if allowed else why)


def _row(left: QWidget, middle: QWidget | None, right: QWidget | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(left, 0 if middle is not None else 1, Qt.AlignmentFlag.AlignVCenter)
    if middle is not None:
        row.addWidget(middle, 1, Qt.AlignmentFlag.AlignVCenter)
    if right is not None:
        row.addWidget(right)
    return row
