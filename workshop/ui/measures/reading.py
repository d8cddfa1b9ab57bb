"""The order read once more: first, next, later in words, and a sentence for every clash with the order of work."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workshop.model import assessment
from workshop.model.change import Change
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.measures.values import clashes, missing_word, tiers
from workshop.ui.view import View
from workshop.ui.widgets.cards import Card
from workshop.ui.widgets.text import Label, Prose
from workshop.wording_roadmap import label

LINES = "\u2028"  # a line end within one paragraph


class ReadPanel(View):
    """Three columns of names; no ratio and no percentage."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.bodies: list[Prose] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        grid = QGridLayout()
        grid.setSpacing(12)
        for at, name in enumerate((_("先做"), _("接着做"), _("后做"))):
            card, body = Card(), Prose("", "script")
            card.body.addWidget(Label(name, "title"))
            card.body.addWidget(body)
            card.body.addStretch(1)
            grid.addWidget(card, 0, at)
            grid.setColumnStretch(at, 1)
            self.bodies.append(body)
        self.notes = Prose("", "body", "ink2")
        column.addLayout(grid)
        column.addWidget(Label(_("要说清的几点"), "lead"))
        column.addWidget(self.notes)
        column.addStretch(1)

    def show_state(self, state: State) -> None:
        _, pack = self.words, self.session.pack
        rows = assessment.rank(state, pack)
        found = tiers(rows)
        for body, names in zip(self.bodies, (found.first, found.next, found.later), strict=True):
            body.set_text(LINES.join(label(pack, name) for name in names) or _("没有"))
        told = list(clashes(state, _, pack, rows))
        told += [
            _("{measure} 还没有名次：{missing}", measure=label(pack, row.measure), missing=missing_word(_, row))
            for row in rows
            if row.measure in found.waiting
        ]
        self.notes.set_text(LINES.join(told) or _("次序与先后依赖没有冲突，各项都已有名次。"))
