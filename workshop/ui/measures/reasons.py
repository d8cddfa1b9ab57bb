"""Why a measure's need is what it is, and what the room may change about it: relevance, lane, the mix of the three parts."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from workshop.model.content import Pack
from workshop.model.rows import MeasurePlan
from workshop.ui.measures.values import Term
from workshop.ui.theme import Look, font
from workshop.ui.widgets.choices import Check
from workshop.ui.widgets.fields import TextLine
from workshop.ui.widgets.paint import RIGHT, Painted, box, width_of, write
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label, Prose
from workshop.ui.widgets.tips import set_tip
from workshop.wording import lane_word
from workshop.words import Words

LANES = ("mandate", "enabler", "ranked")
LINE, NAME, BAR, POINTS = 22, (44, 92), 92, 28


class Terms(Painted):
    """The need term by term: name, bar, points, arithmetic."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._terms: tuple[Term, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_terms(self, terms: Sequence[Term]) -> None:
        """Show these terms, largest first."""
        self._terms = tuple(terms)
        self.setFixedHeight(LINE * max(len(self._terms), 1))
        self.setAccessibleName(" ".join(f"{term.name} {term.points} {term.sum}" for term in self._terms))
        set_tip(self, "\n".join(f"{term.name} {term.points} {term.sum}" for term in self._terms))
        self.update()

    def terms(self) -> tuple[Term, ...]:
        return self._terms

    def draw(self, painter: QPainter, look: Look) -> None:
        name = min(max([width_of(term.name, font("caption")) + 8 for term in self._terms] + [NAME[0]]), NAME[1])
        for at, term in enumerate(self._terms):
            y = at * LINE
            write(painter, QRectF(0, y, name - 6, LINE), term.name, font("caption"), look.colour("ink"))
            box(painter, QRectF(name, y + 6, max(2.0, BAR * term.share), 10), 2, fill=look.colour("a1"))
            write(painter, QRectF(name + BAR, y, POINTS, LINE), str(term.points), font("caption", True), look.colour("ink"), RIGHT)
            left = name + BAR + POINTS + 12
            write(painter, QRectF(left, y, self.width() - left, LINE), term.sum, font("caption"), look.colour("ink2"))


class WhyPanel(QWidget):
    """The need term by term, or the sentences on another cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.terms, self.told = Terms(), Prose("", "body", "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.terms)
        column.addWidget(self.told)

    def show_terms(self, terms: Sequence[Term]) -> None:
        self.terms.set_terms(terms)
        self.terms.show()
        self.told.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        self.told.set_text("\n".join(lines))
        self.told.show()
        self.terms.hide()


class RelevancePanel(QWidget):
    """Relevance 0–3 of the selected measure to each dimension, for this engagement."""

    changed = Signal(str, int)

    def __init__(self, words: Words, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words
        self.choices: dict[str, Segment] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for dimension in pack.dimensions.values():
            choice = Segment([(str(value), str(value)) for value in range(4)], _("与{dimension}的相关度", dimension=dimension.short))
            choice.chosen.connect(lambda key, name=dimension.id: self.changed.emit(name, int(key)))
            row = QHBoxLayout()
            row.addWidget(Label(dimension.short, "body", elide=True), 1)
            row.addWidget(choice)
            column.addLayout(row)
            self.choices[dimension.id] = choice

    def show_values(self, values: Mapping[str, int], reasons: Mapping[str, str]) -> None:
        """The relevance that counts now; the pack's reason is the tooltip."""
        for dimension, choice in self.choices.items():
            choice.set_value(str(values[dimension]))
            set_tip(choice, reasons.get(dimension, ""))


class LanePanel(QWidget):
    """Whether the selected measure is part of it, its lane and the reason for a lane of its own."""

    changed = Signal(dict)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words
        self.chosen = Check(_("纳入本次行动方案"))
        self.chosen.clicked.connect(lambda on: self.changed.emit({"chosen": int(on)}))
        self.lane = Segment([(lane, lane_word(words, lane)) for lane in LANES], _("类别"))
        self.lane.chosen.connect(lambda lane: self.changed.emit({"lane": lane}))
        self.reason = TextLine(words, placeholder=_("为何单列在前"), limit=120, name=_("单列理由"))
        self.reason.committed.connect(lambda text: self.changed.emit({"lane_reason": text}))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.addWidget(self.lane)
        row.addStretch(1)
        column.addWidget(self.chosen)
        column.addLayout(row)
        column.addWidget(self.reason)
        column.addWidget(Prose(_("监管必办与先决事项排在最上，不参加比较。"), "caption", "ink3"))

    def show_plan(self, plan: MeasurePlan) -> None:
        """What is stored."""
        self.chosen.setChecked(bool(plan.chosen))
        self.lane.set_value(plan.lane)
        self.reason.set_text(plan.lane_reason)
        self.reason.setVisible(plan.lane != "ranked")


def shared_out(shares: tuple[int, int, int], at: int, value: int) -> tuple[int, int, int]:
    """The three shares with one of them set: the other two keep their proportion and the sum stays 100."""
    value = min(max(value, 0), 100)
    left, right = [other for other in range(3) if other != at]
    both, rest = shares[left] + shares[right], 100 - value
    first = round(rest * shares[left] / both) if both else rest // 2
    found = [0, 0, 0]
    found[at], found[left], found[right] = value, first, rest - first
    return found[0], found[1], found[2]


class MixPanel(QWidget):
    """Three sliders that always sum to 100: each move is tried at once, and told when the slider is let go."""

    changed = Signal(int, int, int)
    tried = Signal(int, int, int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words
        self._shares = (40, 40, 20)
        self.sliders, self._figures = list[QSlider](), list[Label]()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for at, name in enumerate((_("需要"), _("影响"), _("紧迫"))):
            slider, figure = self._slider(at, _("{name}的权重", name=name)), Label("", "body", bold=True)
            figure.setFixedWidth(44)
            row = QHBoxLayout()
            row.setSpacing(12)
            title = Label(name, "body", elide=True)
            title.setFixedWidth(64)
            for widget in (title, slider, figure):
                row.addWidget(widget)
            column.addLayout(row)
            self._figures.append(figure)
        column.addWidget(Prose(_("三项之和恒为 100；动一项，其余按比例让出。权重是本次会议的约定，印在方案里。"), "caption", "ink3"))

    def _slider(self, at: int, name: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setPageStep(5)
        slider.setAccessibleName(name)
        slider.valueChanged.connect(lambda value: self._on_moved(at, value))
        slider.sliderReleased.connect(lambda: self.changed.emit(*self._shares))
        self.sliders.append(slider)
        return slider

    def set_shares(self, shares: tuple[int, int, int]) -> None:
        """Show stored shares."""
        self._shares = shares
        for slider, figure, share in zip(self.sliders, self._figures, shares, strict=True):
            slider.blockSignals(True)
            slider.setValue(share)
            slider.blockSignals(False)
            figure.set_text(f"{share}%")

    def shares(self) -> tuple[int, int, int]:
        return self._shares

    def _on_moved(self, at: int, value: int) -> None:
        self.set_shares(shared_out(self._shares, at, value))
        if self.sliders[at].isSliderDown():
            self.tried.emit(*self._shares)
        else:
            self.changed.emit(*self._shares)
