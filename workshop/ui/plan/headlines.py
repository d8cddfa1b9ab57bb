"""The printed headlines: what the numbers propose, the facilitator's own wording, and whether the numbers have moved since."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop.findings import Finding, findings
from workshop.model.change import Change
from workshop.model.content import Pack
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.view import View
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.fields import Field, TextArea
from workshop.ui.widgets.text import Prose
from workshop.words import Words

LIMIT = 200


def headline_name(words: Words, pack: Pack, key: str) -> str:
    """Where a headline is printed."""
    _ = words
    if key.startswith("dimension."):
        return pack.dimensions[key.partition(".")[2]].short
    names = {"board": _("首页结论"), "board.lead": _("首页导语"), "heat": _("看法分布"), "priority": _("举措次序"), "roadmap": _("路线图")}
    return names[key]


class HeadlineRow(QWidget):
    """One headline; an empty field prints the proposal, which stands in it in grey."""

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.key = session, key
        _ = session.words
        name = headline_name(_, session.pack, key)
        self._finding: Finding | None = None
        self.text = TextArea(_, limit=LIMIT, name=name, lines=4 if key == "board.lead" else 2)
        self.text.committed.connect(self._save)
        self.field = Field(name, self.text)
        self.stale = Prose(_("数字已变，请核对。"), "caption", "discuss-text")
        self.keep, self.renew = Button(_("仍用此句"), "link"), Button(_("改用新提议"), "link")
        self.keep.clicked.connect(lambda: self._save(self.text.text()))
        self.renew.clicked.connect(lambda: session.do(Store.set_text, key, ""))
        self.proposal = Prose("", "caption", "ink3")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.stale, 1)
        row.addWidget(self.keep)
        row.addWidget(self.renew)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.proposal)
        column.addLayout(row)

    def show_finding(self, finding: Finding) -> None:
        """The stored wording beside the present proposal."""
        self._finding = finding
        own = self.session.state.texts.get(self.key)
        self.text.setPlaceholderText(finding.proposal)
        self.text.set_text(own.text if own else "")
        self.proposal.set_text(self.session.words("提议：{text}", text=finding.proposal) if own else "")
        self.proposal.setVisible(own is not None)
        for widget in (self.stale, self.keep):
            widget.setVisible(finding.stale)
        self.renew.setVisible(own is not None)

    def _save(self, text: str) -> None:
        if self._finding is not None:
            own = "" if text.strip() == self._finding.proposal else text.strip()
            self.session.do(Store.set_text, self.key, own, self._finding.basis)


class HeadlinesPanel(View):
    """All headlines under one another."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.rows: dict[str, HeadlineRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addWidget(Prose(self.words("每章一句话标题。留空即用系统按数字提议的句子。"), "caption", "ink2"))
        for key in findings(session.state, session.pack, self.words):
            self.rows[key] = HeadlineRow(session, key)
            self._column.addWidget(self.rows[key])
        self._column.addStretch(1)

    def show_state(self, state: State) -> None:
        for key, finding in findings(state, self.session.pack, self.words).items():
            self.rows[key].show_finding(finding)
