"""What the plan leads to: the projected score and the radar at the end of a half-year, and how good the plan is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from workshop.figures.walk import Picture, walk
from workshop.formats import decimal
from workshop.model import assessment
from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.figure_menu import offer_files
from workshop.ui.roadmap.remarks import Remarks
from workshop.ui.roadmap.values import radar_values, status, stops, warnings
from workshop.ui.view import View
from workshop.ui.widgets.choices import Check
from workshop.ui.widgets.figure import FigureView, palette_is_dark
from workshop.ui.widgets.text import Label, Prose
from workshop.ui.widgets.tips import set_tip
from workshop.wording import level_word, self_rating_note
from workshop.wording_roadmap import end_word

RADAR = 240
SHOWN = 4  # warnings beside the radar; all of them stand under "check"


class OutlookPanel(View):
    """Score, radar, slider, status; the slider is also the chart's line of time."""

    watches = Change.ALL
    time_changed = Signal(int)
    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.time = session.state.engagement.horizon
        self.price: float | None = None
        self.score, self.gain, self.target = Label("", "display"), Label("", "body", "accent", bold=True), Prose("", "caption", "ink2")
        self.radar = FigureView()
        self.radar.setFixedHeight(RADAR)
        self.radar.set_source(self._draw)
        offer_files(self.radar, session, self.words("预计成熟度雷达"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.words("推算到哪个时点"))
        self.slider.setFixedHeight(28)
        self.slider.valueChanged.connect(self._on_slid)
        self.first, self.last = Label("", "caption", "ink3"), Label("", "caption", "ink3")
        self.when = Label("", "caption", "accent", bold=True)
        self.reached = Prose("", "caption", "ink2")
        self.chosen_boxes = {name: self._box(name) for name in session.pack.measures}
        self.remarks, self.note = Remarks(), Prose(self_rating_note(self.words), "caption", "ink3")
        self.remarks.chosen.connect(self.chosen)
        self._lay_out()

    def _box(self, measure: str) -> Check:
        """Whether a measure is part of the plan; the radar follows at once."""
        box = Check(measure)
        set_tip(box, self.session.pack.measures[measure].name)
        box.setAccessibleName(self.words("{measure} 纳入行动方案", measure=f"{measure} {self.session.pack.measures[measure].short}"))
        box.clicked.connect(lambda on: self.session.do(Store.set_measure, measure, chosen=int(on)))
        return box

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.score, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.gain, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        ends = QHBoxLayout()
        for at, widget in enumerate((self.first, self.when, self.last)):
            ends.addWidget(widget)
            if at < 2:
                ends.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.target)
        column.addWidget(self.radar)
        column.addWidget(self.slider)
        column.addLayout(ends)
        column.addWidget(self.reached)
        boxes = QGridLayout()
        boxes.setHorizontalSpacing(4)
        boxes.setVerticalSpacing(0)
        for at, box in enumerate(self.chosen_boxes.values()):
            boxes.addWidget(box, at // 4, at % 4)
        column.addLayout(boxes)
        column.addWidget(self.remarks)
        column.addWidget(self.note)
        column.addStretch(1)

    def show_state(self, state: State) -> None:
        _, pack, places = self.words, self.session.pack, stops(state)
        self.time = min(self.time, places[-1])
        self.slider.blockSignals(True)
        self.slider.setRange(0, len(places) - 1)
        self.slider.setPageStep(1)
        self.slider.setValue(min(range(len(places)), key=lambda at: abs(places[at] - self.time)))
        self.slider.blockSignals(False)
        now, then = assessment.score(state, pack), assessment.projection(state, pack, self.time).overall
        self.score.set_text("—" if then is None else decimal(then))
        gain = None if then is None or now.overall is None else then - now.overall
        self.gain.set_text("" if gain is None else f"+{decimal(gain)}")
        wanted = assessment.target_score(state, pack)
        facts = {"grade": level_word(_, now.grade) if now.grade else "—", "target": decimal(wanted) if wanted else "—"}
        self.target.set_text(_("推算，全场估计 · 现状 {grade}，目标 {target}", **facts))
        self.reached.set_text(self._reached(state))
        for name, box in self.chosen_boxes.items():
            box.setChecked(bool(state.measures[name].chosen))
        self.first.set_text(end_word(state, _, 0))
        self.when.set_text(end_word(state, _, self.time) if 0 < self.time < places[-1] else "")
        self.last.set_text(end_word(state, _, places[-1]))
        self.slider.setAccessibleDescription(end_word(state, _, self.time))
        self.remarks.show_remarks((*status(state, pack, _, self.price), *warnings(state, pack, _)[:SHOWN]))
        self.radar.set_description(_("推算得分 {score}，{when}", score=self.score.text(), when=end_word(state, _, self.time)))
        self.radar.refresh()

    def _reached(self, state: State) -> str:
        """When the projected score meets that of the targets."""
        _, pack = self.words, self.session.pack
        if not state.plan or assessment.target_score(state, pack) is None:
            return ""
        at = assessment.target_reached(state, pack)
        if at is None:
            return _("规划期内推算不到目标分")
        return _("推算到 {when} 达到目标分", when=end_word(state, _, at)) if at else _("现状已达到目标分")

    def set_price(self, price: float | None) -> None:
        """What the pins cost, once it is known."""
        self.price = price
        self.refresh()

    def _on_slid(self, place: int) -> None:
        self.time = stops(self.session.state)[place]
        self.refresh()
        self.time_changed.emit(self.time)

    def _draw(self, width: float, height: float) -> Picture:
        from workshop.figures.radar import radar
        from workshop.figures.style import CONSOLE_DARK, CONSOLE_LIGHT

        style = CONSOLE_DARK if palette_is_dark(self.palette()) else CONSOLE_LIGHT
        return walk(radar(radar_values(self.session.state, self.session.pack, self.words, self.time), style, width=width, height=height))
