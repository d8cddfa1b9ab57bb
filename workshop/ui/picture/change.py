"""What would change the grade: indicators one level up or down, one weight on a slider, and how far opinions reach."""

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from workshop.formats import decimal, percent
from workshop.model import assessment, scoring
from workshop.model.change import Change
from workshop.model.opinion import Opinion
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.picture.insight import Lever, Shift, levers, opinion, opinion_votes, shifts
from workshop.ui.picture.values import NONE
from workshop.ui.prepare.section import Section
from workshop.ui.widgets.cards import Card
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.grid import Cell, Column, Grid, Row
from workshop.ui.widgets.text import Label, Prose
from workshop.wording import level_word

SHOWN = 12  # indicators in the list


class ShareSlider(QSlider):
    """0 to 100 percent; the wheel scrolls the page."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 100)
        self.setPageStep(5)
        self.setMinimumHeight(28)
        self.setAccessibleName(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChangeTab(Section):
    """Trying out changes nothing: the slider's weight is never saved."""

    watches = Change.ALL
    opened = Signal(str)  # an indicator's id

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.lead = Prose("", "body")
        self.grid = Grid(
            (Column(_("指标")), Column(_("现状"), 70, "right"), Column(_("一级值几分"), 132, "right"), Column(_("升一级"), 150, "right")),
            _("哪些指标会改变级别"), row_height=34,
        )  # fmt: skip
        self.grid.opened.connect(self.opened)
        self.dimension = Dropdown([(own.id, own.name) for own in self.pack.dimensions.values()], _("试调哪个维度的权重"))
        self.dimension.chosen.connect(lambda _key: self._restart())
        self.slider = ShareSlider(_("试调权重，百分比"))
        self.slider.valueChanged.connect(lambda _value: self._tell_share())
        self.share, self.verdict, self.turns = Label("", "title"), Prose("", "body"), Prose("", "caption", "ink2")
        self.range, self.range_note = Prose("", "body"), Prose("", "caption", "ink2")
        self._votes: object = None
        self._opinion: Opinion | None = None
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(self._indicators(), 3)
        row.addLayout(self._beside(), 2)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def _indicators(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(Label(self.words("哪些指标会改变级别"), "lead"))
        column.addWidget(self.lead)
        column.addWidget(self.grid)
        column.addStretch(1)
        return column

    def _beside(self) -> QVBoxLayout:
        _ = self.words
        column, weights, opinions = QVBoxLayout(), Card(), Card()
        column.setSpacing(12)
        for card, title, widgets in (
            (weights, _("权重变一变"), (self.dimension, self.share, self.slider, self.verdict, self.turns)),
            (opinions, _("看法的范围"), (self.range, self.range_note)),
        ):
            card.body.addWidget(Label(title, "lead"))
            for widget in widgets:
                card.body.addWidget(widget)
            column.addWidget(card)
        column.addStretch(1)
        return column

    # -- drawing -----------------------------------------------------------------------------------------------------------

    def show_state(self, state: State) -> None:
        result = assessment.score(state, self.pack)
        if result.overall is None:
            return
        self._show_levers(levers(state, self.pack))
        rated = [(row.id, self.pack.dimensions[row.id].name) for row in result.dimensions if row.score is not None]
        kept = self.dimension.value()
        self.dimension.set_options(rated)
        self.dimension.set_value(kept if kept in dict(rated) else rated[0][0])
        self._restart()
        self._show_opinion(state)

    def _show_levers(self, found: tuple[Lever, ...]) -> None:
        _ = self.words
        waiting, deciding = sum(one.level is None for one in found), sum(one.decides for one in found)
        if waiting:
            self.lead.set_text(_("{count} 项还没有定级，先评能动分最多的。", count=waiting))
        elif deciding:
            self.lead.set_text(_("{count} 项指标动一级，全行级别就会变。", count=deciding))
        else:
            self.lead.set_text(_("没有哪一项动一级就能改变全行级别。"))
        self.grid.set_rows([self._row(one) for one in found[:SHOWN]])
        self.grid.fit_height()

    def _row(self, one: Lever) -> Row:
        _, name = self.words, f"{one.indicator} {self.pack.indicators[one.indicator].short}"
        if one.level is None:
            most = _("最多 {points}", points=decimal(one.points))
            return Row(one.indicator, (name, Cell(_("未评"), "ink3"), Cell(decimal(one.points / 4), "ink2"), Cell(most, "ink2")))
        after = NONE if one.after is None else decimal(one.after)
        if one.up is not None:
            last = Cell(f"{after} · {level_word(self.words, one.up)}", "accent", bold=True)
        elif one.down is not None:
            last = Cell(_("降一级则 {word}", word=level_word(self.words, one.down)), "discuss-text", bold=True)
        else:
            last = Cell(after, "ink2")
        return Row(one.indicator, (name, str(one.level), Cell(decimal(one.points), "ink2"), last), bold=one.decides)

    # -- one weight --------------------------------------------------------------------------------------------------------

    def _shift(self) -> Shift | None:
        return next((one for one in shifts(self.session.state, self.pack) if one.dimension == self.dimension.value()), None)

    def _restart(self) -> None:
        """Back to the weight that holds."""
        shift = self._shift()
        if shift is None:
            return
        _ = self.words
        self.slider.blockSignals(True)
        self.slider.setValue(round(shift.share * 100))
        self.slider.blockSignals(False)
        turns = [
            _("到 {share} 时变为{grade}", share=percent(share), grade=level_word(self.words, grade)) for share, grade in shift.turns
        ] or [_("怎么调都不改变级别")]  # fmt: skip
        sign = "+" if shift.per_ten >= 0 else ""
        change = _("权重每加 10 个百分点，总分 {sign}{points} 分", sign=sign, points=decimal(shift.per_ten))
        self.turns.set_text(_("；").join((change, *turns)) + _("。其余维度按比例让出。"))
        self._tell_share()

    def _tell_share(self) -> None:
        shift, rows = self._shift(), assessment.score(self.session.state, self.pack).dimensions
        share = Fraction(self.slider.value(), 100)
        if shift is None:
            return
        if abs(share - shift.share) < Fraction(1, 200):  # the slider has whole percents, the weight may not
            share = shift.share
        now, then = scoring.what_if(rows, shift.dimension, shift.share), scoring.what_if(rows, shift.dimension, share)
        if now is None or then is None:
            return
        _ = self.words
        self.share.set_text(_("{before} → {after}", before=percent(shift.share), after=percent(share)))
        same = scoring.grade(now) == scoring.grade(then)
        facts = {"before": decimal(now), "after": decimal(then), "grade": level_word(self.words, scoring.grade(then))}
        kept, changed = _("总分 {before} → {after}，仍为{grade}", **facts), _("总分 {before} → {after}，变为{grade}", **facts)
        self.verdict.set_text(kept if same else changed)

    # -- opinions ----------------------------------------------------------------------------------------------------------

    def _show_opinion(self, state: State) -> None:
        votes = opinion_votes(state, self.pack)
        key = (votes, dict(state.weights), state.engagement.vote_mode, state.engagement.seed)
        if key != self._votes:  # a thousand draws: only when the votes are others
            self._votes, self._opinion = key, opinion(state, self.pack, votes)
        _, found = self.words, self._opinion
        if found is None:
            self.range.set_text(_("还没有揭示的评级票。"))
            self.range_note.set_text("")
            return
        low, high = decimal(found.low), decimal(found.high)
        if found.basis == "extremes":
            self.range.set_text(_("按评级票平均，最低 {low} 分，最高 {high} 分（不足五票，只给两端）。", low=low, high=high))
        else:
            self.range.set_text(_("换一批看法相同的人来投，总分多半在 {low} 到 {high} 分之间。", low=low, high=high))
        self.range_note.set_text(self._how(state, found))

    def _how(self, state: State, found: Opinion) -> str:
        """Where the range comes from."""
        _ = self.words
        record = _("按评级票的平均算，不是按记录的级别。")
        if found.basis == "extremes":
            return record
        named = state.engagement.vote_mode == "named"
        drawn = _("记名：按参会人整份重抽一千次，取中间八成。") if named else _("不记名：各项指标分别重抽一千次，取中间八成。")
        return drawn + record + _("随机种子 {seed}。", seed=state.engagement.seed)
