"""Gaps: targets of dimensions and indicators to set, and the indicators whose gap weighs most."""

from fractions import Fraction
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workshop.formats import decimal
from workshop.model import assessment, scoring
from workshop.model.change import Change
from workshop.model.content import Pack
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.picture.values import NONE
from workshop.ui.prepare.section import Section
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.levels import LevelPicker
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.words import Words

WIDTHS = (0, 90, 216, 80, 110, 90)


class Gap(Struct, frozen=True):
    """One row: level now, target (its own or its dimension's), levels missing and the points of the overall score they stand for."""

    kind: str  # dimension | indicator
    subject: str
    name: str
    level: Fraction | None
    target: int | None
    own: bool
    missing: Fraction | None
    points: Fraction | None


def dimension_gaps(state: State, pack: Pack) -> tuple[Gap, ...]:
    """The dimensions in the pack's order."""
    found, missing = [], assessment.gaps(state, pack)
    for row in assessment.score(state, pack).dimensions:
        target, gap = state.targets.get(("dimension", row.id)), missing.get(row.id)
        points = None if gap is None else gap * row.weight * scoring.POINTS / scoring.FULL
        found.append(Gap("dimension", row.id, pack.dimensions[row.id].name, row.level, target, True, gap, points))
    return tuple(found)


def indicator_gaps(state: State, pack: Pack) -> tuple[Gap, ...]:
    """Rated indicators, the gap that weighs most first; equals keep the pack's order."""
    sizes = {row.id: row for row in assessment.score(state, pack).dimensions}
    found = []
    for name, indicator in pack.indicators.items():
        level, target = state.level_of(name), assessment.indicator_target(state, pack, name)
        if level is None:
            continue
        row = sizes[indicator.dimension]
        gap = None if target is None else scoring.gap(Fraction(target), Fraction(level))
        points = None if gap is None else gap * row.weight * scoring.POINTS / (scoring.FULL * max(row.applicable, 1))
        own = ("indicator", name) in state.targets
        found.append(Gap("indicator", name, f"{name} {indicator.short}", Fraction(level), target, own, gap, points))
    return tuple(sorted(found, key=lambda one: -(one.points or Fraction(0))))


def columns(grid: QGridLayout) -> None:
    """The same columns for heads and rows."""
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    for column, width in enumerate(WIDTHS):
        grid.setColumnMinimumWidth(column, width)
        grid.setColumnStretch(column, 0 if width else 1)


class GapRow(QWidget):
    """One target to set beside its gap."""

    picked = Signal(int)
    cleared = Signal()

    def __init__(self, words: Words, gap: Gap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self.words = words
        self.name, self.level = Label(gap.name, elide=True), Label("", "body", "ink2")
        self.picker = LevelPicker(words, name=_("{name}的目标级别", name=gap.name))
        self.missing, self.points = Label(), Label("", "body", "ink2")
        self.clear = Button("", "link")
        column, grid = QVBoxLayout(self), QGridLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        columns(grid)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, widget in enumerate((self.name, self.level, self.picker, self.missing, self.points, self.clear)):
            grid.addWidget(widget, 0, place, right if place in (1, 3, 4) else Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(grid)
        column.addWidget(HairLine())
        self.picker.chosen.connect(self.picked)
        self.clear.clicked.connect(self.cleared)

    def show_gap(self, gap: Gap) -> None:
        """The row's values; a target taken from the dimension says so."""
        _ = self.words
        self.level.set_text(NONE if gap.level is None else decimal(gap.level) if gap.kind == "dimension" else str(gap.level))
        self.picker.set_value(gap.target)
        self.missing.set_text(NONE if gap.missing is None else decimal(gap.missing))
        self.missing.set_bold(bool(gap.missing and gap.missing >= 1))
        self.points.set_text(NONE if gap.points is None else _("{points} 分", points=decimal(gap.points)))
        inherited = gap.kind == "indicator" and not gap.own and gap.target is not None
        self.clear.setVisible(gap.target is not None)
        self.clear.setEnabled(not inherited)
        self.clear.set_text(_("随维度") if inherited else _("清除"))
        self.clear.setAccessibleName(_("清除{name}的目标", name=gap.name))


class GapsTab(Section):
    """Two lists with one kind of row; a row stays the same widget wherever the order moves it."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.rows: dict[tuple[str, str], GapRow] = {}
        self._lists = {"dimension": QVBoxLayout(), "indicator": QVBoxLayout()}
        titles = (("dimension", _("维度目标")), ("indicator", _("指标差距，按对总分的影响排列")))
        for kind, title in titles:
            self.column.addWidget(Label(title, "lead"))
            self.column.addWidget(self._head())
            self._lists[kind].setSpacing(3)
            self.column.addLayout(self._lists[kind])
        self.column.addWidget(Prose(_("指标没有自己的目标时随所在维度；“影响”是补齐差距后总分能升多少。"), "caption", "ink2"))
        self.column.addStretch(1)

    def _head(self) -> QWidget:
        _ = self.words
        head = QWidget()
        column, grid = QVBoxLayout(head), QGridLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        columns(grid)
        for place, text in enumerate(("", _("现状"), _("目标"), _("差距"), _("影响"), "")):
            right = Qt.AlignmentFlag.AlignRight if place in (1, 3, 4) else Qt.AlignmentFlag(0)
            grid.addWidget(Label(text, "caption", "ink3"), 0, place, right)
        column.addLayout(grid)
        column.addWidget(HairLine(token="line2"))
        return head

    def _pick(self, kind: str, subject: str, level: int) -> None:
        if self.session.state.targets.get((kind, subject)) != level:
            self.session.do(Store.set_target, kind, subject, level)

    def _clear(self, kind: str, subject: str) -> None:
        self.session.do(Store.set_target, kind, subject, None)

    def show_state(self, state: State) -> None:
        found = {"dimension": dimension_gaps(state, self.pack), "indicator": indicator_gaps(state, self.pack)}
        wanted = {(gap.kind, gap.subject) for gaps in found.values() for gap in gaps}
        for key in set(self.rows) - wanted:
            gone = self.rows.pop(key)
            gone.hide()
            gone.deleteLater()
        for kind, gaps in found.items():
            for place, gap in enumerate(gaps):
                row = self.rows.get((kind, gap.subject)) or self._new_row(gap)
                if self._lists[kind].indexOf(row) != place:
                    self._lists[kind].insertWidget(place, row)
                row.show_gap(gap)

    def _new_row(self, gap: Gap) -> GapRow:
        row = self.rows[gap.kind, gap.subject] = GapRow(self.words, gap)
        row.picked.connect(partial(self._pick, gap.kind, gap.subject))
        row.cleared.connect(partial(self._clear, gap.kind, gap.subject))
        return row
