"""The drawer after the reveal: pain points, cases, how we compare; it opens only when votes can no longer be anchored."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workshop.model.change import Change
from workshop.model.content import Case, Fact, Pain
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.dimension.derive import all_revealed, linked_cases, ordered_cases, ordered_pains, shown_facts
from workshop.ui.dimension.layout import column, empty, row
from workshop.ui.dimension.peers import PeersPanel
from workshop.ui.view import View
from workshop.ui.widgets.casecard import CaseCard, CaseValues
from workshop.ui.widgets.choices import Check
from workshop.ui.widgets.factrow import FactRow
from workshop.ui.widgets.painrow import PainRow
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.ui.widgets.tips import set_tip


class PainsTab(View):
    """痛点: those of the dimension by area; those of this kind of bank, or all."""

    watches = Change.NOTES | Change.PROFILE

    def __init__(self, session: Session, dimension: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._dimension = dimension
        self.rows: dict[str, PainRow] = {}
        self._title = Prose(_("{dimension}的痛点", dimension=session.pack.dimensions[dimension].short), "lead")
        self._count = Label("", "caption", "ink3")
        self.only_own = Check(_("只看本行这类的"))
        self._list = column(0)
        head = row(8, self._title, self._count)
        head.setStretch(0, 1)
        column(8, head, self.only_own, self._list, parent=self)
        self.only_own.toggled.connect(lambda _on: self.refresh())

    def show_state(self, state: State) -> None:
        _ = self.words
        own = state.engagement.bank_type
        every = ordered_pains(state, self.session.pack, self._dimension)
        shown = [pain for pain in every if not self.only_own.isChecked() or own in pain.types or pain.id in state.pains]
        if list(self.rows) != [pain.id for pain in _by_area(shown)]:
            self._rebuild(_by_area(shown))
        for pain_id, line in self.rows.items():
            line.set_weight(state.pains.get(pain_id, 0))
        ticked = sum(pain.id in state.pains for pain in every)
        self._count.set_text(_("已勾 {ticked} / {all}", ticked=ticked, all=len(every)))

    def _rebuild(self, pains: list[Pain]) -> None:
        empty(self._list)
        self.rows = {}
        area = ""
        for pain in pains:
            if pain.area and pain.area != area:
                self._list.addSpacing(8)
                self._list.addWidget(Label(pain.area, "caption", "ink3"))
            area = pain.area
            line = PainRow(self.words, pain.id, pain.title)
            set_tip(line, f"{pain.detail}\n{pain.severity}")
            line.weighed.connect(self._weigh)
            self.rows[pain.id] = line
            self._list.addWidget(line)

    def _weigh(self, pain: str, weight: int) -> None:
        self.session.do(Store.tick_pain, pain, weight)


class CasesTab(View):
    """案例: other banks' practice, those behind the measures for our ticked pain points first."""

    watches = Change.NOTES | Change.VOTES | Change.RECORDS | Change.PROFILE
    wall_asked = Signal(str)  # case id

    def __init__(self, session: Session, dimension: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._dimension = dimension
        self.cards: dict[str, CaseCard] = {}
        self._list = column(12)
        self.only_own, self.only_ticked = Check(_("只看本行这类的")), Check(_("只看与已勾痛点有关的"))
        self._none = Prose(_("没有符合的案例，去掉一个条件再看。"), "caption", "ink2")
        filters = column(4, self.only_own, self.only_ticked)
        column(12, Label(_("参考案例"), "lead"), filters, self._none, self._list, parent=self)
        for check in (self.only_own, self.only_ticked):
            check.toggled.connect(lambda _on: self.refresh())

    def show_state(self, state: State) -> None:
        _ = self.words
        cases = self.chosen(state)
        self._none.setVisible(not cases)
        if list(self.cards) != [case.id for case in cases]:
            self._rebuild(cases)
        allowed = all_revealed(state, self.session.pack.dimensions[self._dimension])
        for card in self.cards.values():
            card.set_wall_allowed(allowed, _("本维度还有题目未揭示，案例先不上大屏"))

    def chosen(self, state: State) -> tuple[Case, ...]:
        """The dimension's cases that fit the filters, in their order."""
        linked = linked_cases(state, self.session.pack, self._dimension) if self.only_ticked.isChecked() else None
        own = state.engagement.bank_type if self.only_own.isChecked() else ""
        every = ordered_cases(state, self.session.pack, self._dimension)
        return tuple(case for case in every if (linked is None or case.id in linked) and (not own or own in case.types))

    def _rebuild(self, cases: tuple[Case, ...]) -> None:
        empty(self._list)
        self.cards = {}
        for case in cases:
            card = CaseCard(self.words, self._values(case))
            card.wall_asked.connect(self.wall_asked)
            self.cards[case.id] = card
            self._list.addWidget(card)

    def _values(self, case: Case) -> CaseValues:
        _ = self.words
        types = _("、").join(self.session.pack.bank_types[name].name for name in case.types)
        measures = [measure.id for measure in self.session.pack.measures.values() if case.id in measure.cases]
        source = _("出处 {source}", source=case.source)
        if measures:
            source = _("支撑举措 {measures} · {source}", measures=_("、").join(measures), source=source)
        did = case.did if case.kind == "card" else case.title
        kind = _("适用{types} · 截至 {year}", types=types, year=case.year)
        return CaseValues(case.id, case.bank, kind, did, case.figure, case.caption, source)


class CompareTab(View):
    """对标: our own yes or no first, then what the survey found; rules that came later, for compliance to check."""

    watches = Change.NOTES | Change.PROFILE | Change.VOTES | Change.RECORDS

    def __init__(self, session: Session, dimension: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._dimension, self._waiting = dimension, Prose("", "caption", "ink3")
        self.rows: dict[str, FactRow] = {}
        self.surveyed: dict[str, Prose] = {}
        self._facts = {fact.id: fact for fact in session.pack.facts_of(dimension)}
        hint = Prose(_("先答本行有没有，再看 2019 年的受访银行。"), "caption", "ink2")
        whole = column(8, Label(_("对照一下自己"), "lead"), hint, parent=self)
        for fact in self._facts.values():
            line = FactRow(self.words, fact.id, fact.question)
            line.answered.connect(self._answer)
            self.rows[fact.id] = line
            self.surveyed[fact.id] = Prose("", "caption", "ink2")
            whole.addWidget(line)
            whole.addWidget(self.surveyed[fact.id])
        whole.addWidget(self._waiting)
        self.peers = PeersPanel(session, dimension)
        whole.addWidget(self.peers)
        indicators = set(session.pack.dimensions[dimension].indicators)
        rules = [rule for rule in session.pack.regulations.values() if indicators & set(rule.indicators)]
        if rules:
            whole.addSpacing(12)
            whole.addWidget(Label(_("监管对照（请合规部核对）"), "lead", elide=True))
        for rule in rules:
            whole.addWidget(Prose(_("{title}（{date}）", title=rule.title, date=rule.date), "body", bold=True))
            whole.addWidget(Prose(rule.note, "caption", "ink2"))
            whole.addWidget(HairLine())

    def show_state(self, state: State) -> None:
        seen = {fact.id for fact in shown_facts(state, self.session.pack, self._dimension)}
        kept = len(self.rows) - len(seen)
        self._waiting.set_text(self.words.plural("另有 {n} 条，相关题目投完票再看", "另有 {n} 条，相关题目投完票再看", kept))
        self._waiting.setVisible(bool(kept))
        for fact_id, line in self.rows.items():
            line.setVisible(fact_id in seen)
            if fact_id not in seen:
                self.surveyed[fact_id].setVisible(False)
                continue
            answer = state.facts.get(fact_id, "")
            line.set_answer({"yes": True, "no": False}.get(answer))
            fact = self._facts[fact_id]
            self._show_share(line, fact, answer in ("yes", "no"))

    def _show_share(self, line: FactRow, fact: Fact, answered: bool) -> None:
        """The surveyed share appears only after our own answer; some facts say "most" and have none."""
        line.set_share(fact.share if answered else None)
        self.surveyed[fact.id].set_text(fact.statement if answered else "")
        self.surveyed[fact.id].setVisible(answered)

    def _answer(self, fact: str, answer: bool | None) -> None:
        self.session.do(Store.answer_fact, fact, {True: "yes", False: "no", None: ""}[answer])


def _by_area(pains: list[Pain]) -> list[Pain]:
    """Grouped by area in order of first appearance."""
    areas = list(dict.fromkeys(pain.area for pain in pains))
    return sorted(pains, key=lambda pain: areas.index(pain.area))
