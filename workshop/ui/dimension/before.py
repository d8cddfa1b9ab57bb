"""The drawer before the reveal: what to say, how votes come in, what was handed in; no benchmark and no case."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from workshop.model.change import Change
from workshop.model.content import Pack
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.dimension.layout import column, empty, row
from workshop.ui.dimension.notes import NoteField
from workshop.ui.dimension.subject import Subject
from workshop.ui.view import View
from workshop.ui.widgets.choices import Radio
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import HairLine, Label, Prose

SEAT, PASS, PILE, MIXED = "seat", "pass", "pile", "mixed"


class ScriptTab(View):
    """主持词: words to read, three rules, how votes come in, what stays secret."""

    watches = Change.VOTES | Change.SEATS | Change.PROFILE
    entry_chosen = Signal(str)  # seat | pass | pile | mixed

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._subject: Subject | None = None
        self._entry = SEAT
        self._script = Prose("", "script", bold=True)
        whole = column(12, self._script, parent=self)
        rules = (
            _("念一遍题目，再念 2 级和 4 级，不加解释。"),
            _("各自写卡片，扣在桌上，不交谈。"),
            _("职务最高的一位最后交卡片。"),
        )
        for number, rule in enumerate(rules, 1):
            line = row(12, Label(str(number), "body", "ink3"), Prose(rule))
            line.setStretch(1, 1)
            whole.addLayout(line)
            whole.addWidget(HairLine())
        whole.addWidget(Label(_("录入方式"), "lead"))
        self.choices = {
            PILE: Radio(_("按角色组收卡，整叠录入")),
            SEAT: Radio(_("主持人按席位代录")),
            MIXED: Radio(_("全场混装一叠，不分组")),
            PASS: Radio(_("传递电脑，逐人按键")),
        }
        self._group = QButtonGroup(self)
        for key, radio in self.choices.items():
            self._group.addButton(radio)
            radio.clicked.connect(partial(self._choose, key))
            whole.addWidget(radio)
        self._hint = Prose("", "caption", "ink2")
        whole.addWidget(self._hint)
        whole.addWidget(HairLine())
        whole.addWidget(Prose(_("揭示之前，大屏、日志和导出里都没有评级票，只有谁已投。"), "caption", "ink2"))

    def show_subject(self, subject: Subject, entry: str) -> None:
        """Another subject, or another way to enter votes."""
        if (subject, entry) != (self._subject, self._entry):
            self._subject, self._entry = subject, entry
            self.refresh()

    def show_state(self, state: State) -> None:
        if self._subject is None:
            return
        _ = self.words
        self._script.set_text(_("“{script}”", script=self._subject.script))
        self.choices[self._entry].setChecked(True)
        turn = state.open_round(self._subject.kind, self._subject.id)
        for key, radio in self.choices.items():
            # a round's piles and seats do not mix; handing over the laptop is a way to enter by seat
            kind = SEAT if key == PASS else key
            radio.setEnabled(turn is None or not turn.cast or kind == turn.ballot.entry)
        self.choices[MIXED].setVisible(state.engagement.vote_mode == "anonymous")  # a named card shows whose it is
        hints = {
            PILE: _("卡片只标甲、乙、丙，各组打乱，全部一起收，先点张数再录入。"),
            SEAT: _("按席位顺序键入，录入人能对上席位，适合记名。"),
            MIXED: _("票上不分席位也不分组，到会人数另点；各角色组的结果将显示“不详”。"),
            PASS: _("每人按一次，屏幕随即清空。"),
        }
        self._hint.set_text(hints[self._entry])

    def _choose(self, key: str, _checked: bool = False) -> None:
        self.entry_chosen.emit(key)


class EvidenceTab(View):
    """依据: documents to bring, handed in or not, and a note on what they show."""

    watches = Change.NOTES

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._pack: Pack = session.pack
        self._indicator = ""
        self._items: list[Segment] = []
        self._list = column(12)
        self.note = NoteField(session, "evidence", "indicator", _("依据记录"), _("看了什么，说明什么"))
        column(16, Label(_("应带材料"), "lead"), self._list, self.note, parent=self)

    def show_indicator(self, indicator: str) -> None:
        """Another indicator."""
        if indicator != self._indicator:
            self._indicator = indicator
            self._rebuild()
            self.note.show_subject(indicator)
            self.refresh()

    def show_state(self, state: State) -> None:
        known = {row.item: row.status for row in state.evidence if row.indicator == self._indicator}
        for place, segment in enumerate(self._items):
            segment.set_value(known.get(place, ""))

    def items(self) -> list[Segment]:
        """A choice per document."""
        return self._items

    def _rebuild(self) -> None:
        _ = self.words
        empty(self._list)
        self._items = []
        for place, prompt in enumerate(self._pack.indicators[self._indicator].evidence):
            segment = Segment([("handed", _("已交")), ("missing", _("未交"))], prompt)
            segment.chosen.connect(partial(self._mark, place))
            self._items.append(segment)
            self._list.addLayout(column(6, Prose(prompt), segment))

    def _mark(self, place: int, status: str) -> None:
        self.session.do(Store.set_evidence, self._indicator, place, status)


class NotesTab(View):
    """备注: a note on the indicator, another on the dimension."""

    def __init__(self, session: Session, dimension: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.indicator = NoteField(session, "note", "indicator", _("本题备注"), _("随手记，随记随存"))
        self.recap = NoteField(session, "recap", "dimension", _("本维度小结"), _("一句话：我们在哪里，先补什么"), lines=3)
        column(20, self.indicator, self.recap, parent=self)
        self.recap.show_subject(dimension)

    def show_indicator(self, indicator: str) -> None:
        """Another indicator; "" is the dimension as a whole."""
        self.indicator.setVisible(bool(indicator))
        if indicator:
            self.indicator.show_subject(indicator)
