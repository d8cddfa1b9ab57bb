"""The dimension's two last steps: from pain points to measures and cases, and one sentence to remember."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workshop.model.change import Change
from workshop.model.content import Pain
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.dimension.derive import INDICATOR, linked_measures, ordered_pains
from workshop.ui.dimension.layout import column, empty, row
from workshop.ui.dimension.notes import NoteField
from workshop.ui.dimension.speech import level_basis
from workshop.ui.dimension.whole import WholePanel
from workshop.ui.view import View
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.cards import Card
from workshop.ui.widgets.levels import LevelToken
from workshop.ui.widgets.text import HairLine, Label, Prose


class ChainPanel(View):
    """Each ticked pain point with the measures against it and the banks that did something like it."""

    watches = Change.NOTES | Change.PROFILE

    def __init__(self, session: Session, dimension: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._dimension = dimension
        self._title = Label("", "title")
        self._hint = Prose("", "body", "ink2")
        self._list = column(12)
        whole = column(12, self._title, self._hint, self._list, parent=self)
        whole.addStretch(1)

    def show_state(self, state: State) -> None:
        _ = self.words
        pains = [pain for pain in ordered_pains(state, self.session.pack, self._dimension) if pain.id in state.pains]
        pains.sort(key=lambda pain: -state.pains[pain.id])
        empty(self._list)
        if pains:
            self._title.set_text(self.words.plural("{n} 个痛点，牵出这些举措", "{n} 个痛点，牵出这些举措", len(pains)))
            self._hint.set_text(_("勾选越重，对应举措的需要程度越高。"))
        else:
            self._title.set_text(_("还没有勾选痛点"))
            self._hint.set_text(_("在右侧“痛点”里逐条问：本行有没有？重不重？勾选后这里列出对应的举措和案例。"))
        for pain in pains:
            self._list.addWidget(self._card(pain, state.pains[pain.id]))

    def _card(self, pain: Pain, weight: int) -> Card:
        _ = self.words
        pack = self.session.pack
        measures = linked_measures(pack, pain.id)
        cases = dict.fromkeys(case for name in measures for case in pack.measures[name].cases)
        card = Card()
        head = row(12, Prose(pain.title, "lead"), Label(_("重") if weight == 2 else _("有"), "body", "accent", bold=True))
        head.setStretch(0, 1)
        card.body.addLayout(head)
        card.body.addWidget(Prose(pain.detail, "body", "ink2"))
        if measures:
            names = _("、").join(f"{name} {pack.measures[name].short}" for name in measures)
            card.body.addWidget(Prose(names, "body", lead=_("举措：")))
        if banks := [pack.cases[case].bank for case in cases if self._dimension in pack.cases[case].dimensions]:
            card.body.addWidget(Prose(_("、").join(dict.fromkeys(banks)), "caption", "ink2", lead=_("案例：")))
        return card


class RecapPanel(View):
    """The recorded levels of the dimension and its recap sentence; a click goes back to an indicator."""

    watches = Change.RECORDS | Change.VOTES
    indicator_clicked = Signal(str)

    def __init__(self, session: Session, dimension: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._dimension = session.pack.dimensions[dimension]
        self._list = column(8)
        self.recap = NoteField(session, "recap", "dimension", _("小结"), _("一句话：我们在哪里，先补什么"), lines=3)
        self.whole = WholePanel(session, dimension)
        whole = column(16, Label(_("这个维度，我们记下了什么"), "title"), self._list, self.whole, self.recap, parent=self)
        whole.addStretch(1)
        self.recap.show_subject(dimension)

    def show_state(self, state: State) -> None:
        empty(self._list)
        for name in self._dimension.indicators:
            record = state.record_of(INDICATOR, name)
            title = Button(f"{name} {self.session.pack.indicators[name].name}", "link")
            title.clicked.connect(lambda _checked=False, name=name: self.indicator_clicked.emit(name))
            line = row(12, title)
            line.addStretch(1)
            line.addWidget(Label(level_basis(self.words, record), "body", "ink2"))
            if record is not None and record.level is not None:
                line.addWidget(LevelToken(record.level))
            self._list.addLayout(line)
            self._list.addWidget(HairLine())
