"""The close of the day: what was decided read back once, then the end is marked; later entries carry a mark of their own."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.model import assessment
from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.measures.values import tiers
from workshop.ui.view import View
from workshop.ui.wall.slides import ListSlide
from workshop.ui.widgets.buttons import Button
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


class ClosingPanel(View):
    """The read-back and the button that ends the day."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.body = Prose("", "body")
        self.status = Prose("", "body", "ink2")
        self.close_button = Button(_("结束会议"), "plain")
        self.close_button.clicked.connect(self.close_day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(_("向全场读一遍"), "lead"))
        column.addWidget(self.body)
        column.addWidget(HairLine())
        column.addWidget(self.status)
        column.addWidget(self.close_button)
        column.addStretch(1)

    def show_state(self, state: State) -> None:
        _, closed = self.words, state.engagement.closed_at
        rows = [" · ".join(part for part in row if part) for row in read_back(self.session)]
        self.body.set_text("\u2028".join(rows) or _("还没有举措、提请事项或待议事项。"))
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
