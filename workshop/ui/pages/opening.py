"""The opening: title, agenda, roll call, ground rules and the chairman's words, each with its slide on the wall."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.opening.steps import AgendaStep, ChairStep, RollStep, RulesStep, TitleStep, ground_rules
from workshop.ui.page import Action, Bar, Page
from workshop.ui.prepare.agenda_words import wall_rows
from workshop.ui.prepare.section import Section
from workshop.ui.theme import MARGIN
from workshop.ui.wall.slides import ListSlide, Slide, TitleSlide
from workshop.ui.widgets.text import Label
from workshop.wording import day_word

STEPS = ("title", "agenda", "roll", "rules", "chair")
MOST_GROUPS = 8


class OpeningPage(Page):
    """Five steps; a clicker moves between them, the last one leads to the trial vote or the first dimension."""

    watches = Change.PROFILE | Change.SEATS | Change.AGENDA

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.names = (_("标题"), _("议程"), _("点名"), _("规则"), _("主席致辞"))
        agenda, roll = AgendaStep(session), RollStep(session)
        agenda.empty.asked.connect(lambda: self.go.emit("prepare/agenda"))
        roll.empty.asked.connect(lambda: self.go.emit("prepare/seats"))
        self.steps: tuple[Section, ...] = (TitleStep(session), agenda, roll, RulesStep(session), ChairStep(session))
        self.current = 0
        self._step_name = Label("", "body", "ink2", elide=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("开场"), "title"))
        head.addWidget(self._step_name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 20, MARGIN, 20)
        column.setSpacing(16)
        column.addLayout(head)
        for step in self.steps:
            column.addWidget(step, 1)
        self._show(0)

    def _show(self, place: int) -> None:
        self.current = place
        for number, step in enumerate(self.steps):
            step.setVisible(number == place)
        self._step_name.set_text(self.names[place])
        self.bar_changed.emit()
        self.slide_changed.emit()

    # -- the window's questions ------------------------------------------------------------------------------------------

    def bar(self) -> Bar:
        _ = self.words
        last = self.current == len(self.steps) - 1
        if last:
            key, text = self._following()
            primary = Action(text, lambda: self.go.emit(key), "Space")
        else:
            primary = Action(_("下一步：{step}", step=self.names[self.current + 1]), lambda: self._show(self.current + 1), "Space")
        return Bar(self.names, self.current, primary=primary)

    def _following(self) -> tuple[str, str]:
        """Where the day goes on: the trial vote if the agenda has one, or no agenda says otherwise; else the first dimension."""
        _, state = self.words, self.session.state
        planned = [item.subject for item in state.agenda if item.kind == "dimension" and item.subject in self.pack.dimensions]
        if not state.agenda or any(item.kind == "practice" for item in state.agenda):
            return "practice", _("开始试评")
        first = self.pack.dimensions[planned[0] if planned else next(iter(self.pack.dimensions))]
        return f"dimension.{first.id}", _("开始评“{dimension}”", dimension=first.short)

    def slide(self) -> Slide:
        makers = (self._title_slide, self._agenda_slide, self._roll_slide, self._rules_slide, self._chair_slide)
        return makers[self.current](self.session.state)

    def forward(self) -> bool:
        return self._move(1)

    def back(self) -> bool:
        return self._move(-1)

    def _move(self, by: int) -> bool:
        if not 0 <= self.current + by < len(self.steps):
            return False
        self._show(self.current + by)
        return True

    def arrive(self, place: str) -> None:
        self._show(STEPS.index(place) if place in STEPS else 0)

    # -- slides ------------------------------------------------------------------------------------------------------------

    def _title_slide(self, state: State) -> Slide:
        profile = state.engagement
        lines = (self.pack.title, day_word(self.words, profile.held_on), profile.place)
        return TitleSlide(title=profile.bank, lines=tuple(line for line in lines if line))

    def _agenda_slide(self, state: State) -> Slide:
        _ = self.words
        rows = wall_rows(state, self.pack, self.words)
        here = next((place for place, row in enumerate(rows) if "open" in row.kinds), -1)
        more = any(item.subject.startswith("night") for item in state.agenda)
        footer = _("第二天 {start} 继续", start=state.engagement.day_start) if more else ""
        lines = tuple((row.time, row.text, row.minutes) for row in rows)
        return ListSlide(_("议程"), state.engagement.bank, _("今天怎么走"), lines, here, footer)

    def _roll_slide(self, state: State) -> Slide:
        """Groups only: who sits where is on the desk cards."""
        _ = self.words
        rows = []
        for group in state.groups()[:MOST_GROUPS]:
            own = [seat for seat in state.seats if seat.grp == group]
            here = sum(seat.presence in ("voting", "abstain") for seat in own)
            rows.append((_("{count} 席", count=len(own)), group, _("到会 {here}", here=here)))
        due = sum(seat.presence != "observer" for seat in state.seats)
        here = sum(seat.presence in ("voting", "abstain") for seat in state.seats)
        return ListSlide(_("点名"), state.engagement.bank, _("应到 {due} 席，到会 {here} 席", due=due, here=here), tuple(rows))

    def _rules_slide(self, state: State) -> Slide:
        _ = self.words
        rules = ground_rules(self.words, self.pack, state.engagement.vote_mode)
        return ListSlide(_("规则"), state.engagement.bank, _("今天的六条约定"), tuple((name, text, "") for name, text in rules))

    def _chair_slide(self, state: State) -> Slide:
        _ = self.words
        chair = state.engagement.chair
        return TitleSlide(title=_("主席致辞"), lines=(chair,) if chair else ())
