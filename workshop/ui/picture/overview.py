"""The picture's first tab: radar, score with its grade and its caveats, the track, and the dimensions in a table."""

import math
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workshop.figures.walk import Picture, walk
from workshop.formats import decimal
from workshop.model import assessment, scoring
from workshop.model.change import Change
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.figure_menu import offer_files
from workshop.ui.picture.values import NONE, covered_words, projected, radar_values, track_values
from workshop.ui.prepare.section import Section
from workshop.ui.theme import look_of
from workshop.ui.widgets.figure import FigureView
from workshop.ui.widgets.grid import Cell, Column, Grid, Row
from workshop.ui.widgets.lights import LightBadge
from workshop.ui.widgets.text import Label, Prose
from workshop.wording import grade_note, level_word, self_rating_note, survey_note

RADAR_HIGH, TRACK_WIDE = 268, 480  # the second until the track knows its own


class OverviewTab(Section):
    """Drawn only while something is rated; the page shows its empty state otherwise."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.radar, self.track = FigureView(), FigureView()
        self.radar.set_source(self._draw_radar)
        self.track.set_source(self._draw_track)
        offer_files(self.radar, session, _("成熟度雷达"))
        offer_files(self.track, session, _("成熟度位置"))
        self.radar.setFixedHeight(RADAR_HIGH)
        self.radar.setMinimumWidth(380)
        self.score, self.word = Label("", "display"), Label("", "title", "accent")
        self.badge = LightBadge()
        self.grade, self.caveat = Prose("", "body"), Prose(self_rating_note(_), "caption", "ink2")
        self.bounds = Prose("", "caption", "ink2")
        self.survey = Prose(survey_note(_), "caption", "ink3")
        self.grid = Grid(
            (Column(_("维度")), *(Column(name, 90, "right") for name in (_("权重"), _("得分"), _("现状"), _("预计"), _("目标"), _("差距"))),
             Column(_("已评"), 150, "right")),
            _("六个维度的得分"), row_height=31,
        )  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addWidget(self.radar, 11)
        row.addLayout(self._beside(), 10)
        self.column.addLayout(row)
        self.column.addWidget(self.grid)
        self.column.addStretch(1)

    def _beside(self) -> QVBoxLayout:
        column, head = QVBoxLayout(), QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.score)
        head.addWidget(self.word, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        column.setSpacing(4)
        column.addLayout(head)
        for widget in (self.grade, self.caveat, self.bounds):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self.track)
        column.addWidget(self.survey)
        column.addStretch(1)
        self.track.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return column

    # -- figures -----------------------------------------------------------------------------------------------------------

    def _draw_radar(self, width: float, height: float) -> Picture:
        from workshop.figures.radar import radar
        from workshop.figures.style import CONSOLE_DARK, CONSOLE_LIGHT

        style = CONSOLE_DARK if look_of(self).dark else CONSOLE_LIGHT
        return walk(radar(radar_values(self.session.state, self.pack, self.words), style, width=width, height=height))

    def _draw_track(self, width: float, height: float) -> Picture:
        return self._track(width)

    def _track(self, width: float) -> Picture:
        from workshop.figures.style import CONSOLE_DARK, CONSOLE_LIGHT
        from workshop.figures.track import track

        style = CONSOLE_DARK if look_of(self).dark else CONSOLE_LIGHT
        return walk(track(track_values(self.session.state, self.pack, self.words), style, width=width))

    def _fit_track(self) -> None:
        """Marks close together stand in rows of their own: the track is as high as it needs to be."""
        width = self.track.width() if self.track.isVisible() else TRACK_WIDE
        self.track.setFixedHeight(math.ceil(self._track(width).height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_track()

    # -- drawing -----------------------------------------------------------------------------------------------------------

    def show_state(self, state: State) -> None:
        result = assessment.score(state, self.pack)
        if result.overall is None or result.grade is None:
            return
        _ = self.words
        self.score.set_text(decimal(result.overall))
        self.word.set_text(level_word(self.words, result.grade))
        self.grade.set_text(grade_note(self.words, result.grade))
        self.badge.set_light("few" if result.provisional else "", _("暂计"))
        self.bounds.set_text(covered_words(result, self.words) if result.provisional else "")
        self.bounds.setVisible(result.provisional)
        self._show_rows(state, result)
        self.radar.set_description(self.spoken(state, result))
        self.track.set_description(self._spoken_track(state))
        self.radar.refresh()
        self._fit_track()
        self.track.refresh()

    def _show_rows(self, state: State, result: scoring.Score) -> None:
        later, _overall = projected(state, self.pack)
        wanted, missing = assessment.targets(state, self.pack), assessment.gaps(state, self.pack)
        rows = [self._row(row, later.get(row.id), wanted.get(row.id), missing.get(row.id)) for row in result.dimensions]
        self.grid.set_rows(rows)
        self.grid.fit_height()

    def _row(self, row: scoring.DimensionScore, later: Fraction | None, target: int | None, gap: Fraction | None) -> Row:
        _, own = self.words, self.pack.dimensions[row.id]
        counted = _("{rated} / {applicable}", rated=row.rated, applicable=row.applicable)
        if row.complete or not row.applicable:
            rated = Cell(counted, "ink2")
        else:
            rated = Cell(_("{counted} 不完整", counted=counted), "discuss-text", tip=_("已评不足三分之二"))
        numbers = (
            f"{decimal(Fraction(row.weight, 100), 2).rstrip('0').removesuffix('.')}%",
            NONE if row.score is None else decimal(row.score),
            NONE if row.level is None else decimal(row.level),
            NONE if later is None else decimal(later),
            NONE if target is None else str(target),
        )
        return Row(row.id, (own.name, *numbers, Cell(NONE if gap is None else decimal(gap), bold=bool(gap and gap >= 1)), rated))

    def spoken(self, state: State, result: scoring.Score) -> str:
        """The radar in words."""
        _ = self.words
        parts = [
            _("{dimension} {level} 级", dimension=self.pack.dimensions[row.id].short, level=decimal(row.level))
            for row in result.dimensions
            if row.level is not None
        ]
        return _("雷达图，现状：{levels}", levels=_("，").join(parts))

    def _spoken_track(self, state: State) -> str:
        _ = self.words
        return _("，").join(mark.label for mark in track_values(state, self.pack, self.words).marks)
