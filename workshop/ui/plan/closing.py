"""The close of the day: what was decided read back once, then the end is marked; later entries carry a mark of their own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop.model import assessment
from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.measures.values import tiers
from workshop.ui.theme import font
from workshop.ui.view import View
from workshop.ui.wall.slides import ListSlide
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.paint import width_of
from workshop.ui.widgets.text import HairLine, Label, Prose

Row = tuple[str, str, str]


def read_back(session: Session) -> tuple[Row, ...]:
    """At most eight rows: what is done first and by whom, what is asked of whom, what stays open."""
    _, state, pack = session.words, session.state, session.pack
    first = tiers(assessment.rank(state, pack)).first[:3]
    rows: list[Row] = [(_("先做"), pack.measures[m].short, state.measures[m].lead or _("待定牵头")) for m in first]
    rows += [(_("提请"), one.text, one.body) for one in sorted(state.decisions, key=lambda one: one.position)[:3]]
    parked = [one for one in state.parked if not one.done]
    rows += [(_("待议"), one.text, one.owner) for one in parked[:2]]
    return tuple(rows)


class ReadBack(QWidget):
    """What is read: kind, matter, and below it who has it in hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Made anew only when something else is to be read."""
        if rows == self._rows:
            return
        self._rows = rows
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        widest = max((width_of(kind, font("caption")) for kind, _text, _who in rows), default=0.0)
        for kind, text, who in rows:
            self._column.addWidget(_line(kind, text, who, round(widest) + 1))
            self._column.addWidget(HairLine())


def _line(kind: str, text: str, who: str, width: int) -> QWidget:
    line, matter = QWidget(), QVBoxLayout()
    matter.setSpacing(0)
    matter.addWidget(Prose(text, "body"))
    if who:
        matter.addWidget(Prose(who, "caption", "ink2"))
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 8, 0, 8)
    row.setSpacing(12)
    label = Label(kind, "caption", "ink3")
    label.setFixedWidth(width)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(matter, 1)
    return line


class ClosingPanel(View):
    """The read-back and the button that ends the day."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.lines = ReadBack()
        self.none = Prose(_("还没有举措、提请事项或待议事项。"), "body", "ink2")
        self.status = Prose("", "body", "ink2")
        self.close_button = Button(_("结束会议"), "plain")
        self.close_button.clicked.connect(self.close_day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(_("向全场读一遍"), "lead"))
        column.addWidget(self.lines)
        column.addWidget(self.none)
        column.addWidget(HairLine())
        column.addWidget(self.status)
        column.addWidget(self.close_button)
        column.addStretch(1)

    def show_state(self, state: State) -> None:
        _, closed = self.words, state.engagement.closed_at
        rows = read_back(self.session)
        self.lines.show_rows(rows)
        self.none.setVisible(not rows)
        if closed:
            self.status.set_text(_("会议已于 {time} 结束；之后的补充会注明“会后补充”。", time=closed[11:16]))
        else:
            self.status.set_text(_("结束之后仍可修改，补充的内容会注明“会后补充”。"))
        self.close_button.setVisible(not closed)

    def close_day(self) -> None:
        """Mark the end of the session once."""
        if not self.session.state.engagement.closed_at:
            self.session.do(Store.close_day)

    def slide(self) -> ListSlide:
        """What the room hears."""
        _ = self.words
        return ListSlide(_("会议总结"), title=_("今天定下的事"), rows=read_back(self.session), footer=_("有不同意见，现在提出"))
