"""Top bar: whose day it is, the clocks of step and day, what the wall shows, and whether everything is saved."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workshop.ui.theme import Look, font, paint_icon
from workshop.ui.widgets import marks
from workshop.ui.widgets.lights import badge_width, draw_badge
from workshop.ui.widgets.paint import Painted, PaintedButton, box, ground, rule, width_of, write
from workshop.ui.widgets.text import HairLine
from workshop.ui.widgets.tips import set_tip
from workshop.words import Words

HEIGHT = 56
MARK = 22
THUMB = QSize(71, 40)
TRACK = 3


def minutes(seconds: int) -> str:
    """Seconds as a clock: 408 → 6:48."""
    return f"{seconds // 60}:{seconds % 60:02d}"


class _Brand(Painted):
    """The mark, the bank, what is done there, and a word such as 排练."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bank = self.subject = self.word = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, HEIGHT)

    def say(self) -> None:
        """The values changed."""
        self.setAccessibleName(" ".join(part for part in (self.bank, self.subject, self.word) if part))
        set_tip(self, self.accessibleName())
        self.update()

    def draw(self, painter: QPainter, look: Look) -> None:
        marks.brand(painter, QRectF(0, (HEIGHT - MARK) / 2, MARK, MARK), look)
        x, right = MARK + 12.0, float(self.width())
        bank = min(width_of(self.bank, font("lead")), right - x)
        write(painter, QRectF(x, 0, bank, HEIGHT), self.bank, font("lead"), look.colour("ink"))
        x += bank + 10
        if self.word:
            wide = width_of(self.word, font("caption", True)) + 16
            if x + wide <= right:
                box(painter, QRectF(x, (HEIGHT - 24) / 2, wide, 24), 6, fill=look.colour("discuss-ground"))
                write(painter, QRectF(x + 8, 0, wide, HEIGHT), self.word, font("caption", True), look.colour("discuss-text"))
                x += wide + 10
        if right - x >= 40:
            write(painter, QRectF(x, 1, right - x, HEIGHT), self.subject, font("caption"), look.colour("ink2"))


class _StepClock(PaintedButton):
    """Time spent on the step, of how much."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.name, self.elapsed, self.total = "", 0, 0

    @property
    def over(self) -> bool:
        return self.total > 0 and self.elapsed > self.total

    def _parts(self) -> tuple[float, float, float]:
        of = f"/ {minutes(self.total)}" if self.total else ""
        clock = max(width_of(minutes(self.elapsed), font("clock")), width_of("00:00" if self.elapsed >= 600 else "0:00", font("clock")))
        return width_of(self.name, font("caption")), clock, width_of(of, font("caption"))

    def sizeHint(self) -> QSize:
        name, clock, of = self._parts()
        return QSize(round(name + clock + of + 16) + 1, HEIGHT - 8)

    def draw(self, painter: QPainter, look: Look) -> None:
        if self.hovered or self.ringed:
            edge = look.colour("accent") if self.ringed else None
            box(painter, QRectF(self.rect()).adjusted(-4, 2, 4, -2), 6, fill=ground(self, look), edge=edge, width=2)
        name, clock, of = self._parts()
        text = "discuss-text" if self.over else "ink"
        top, high = 6.0, 26.0
        write(painter, QRectF(0, top, name + 1, high), self.name, font("caption"), look.colour("ink2"))
        write(painter, QRectF(name + 8, top, clock + 1, high), minutes(self.elapsed), font("clock"), look.colour(text))
        of_text = f"/ {minutes(self.total)}" if self.total else ""
        write(painter, QRectF(name + clock + 16, top, of + 1, high), of_text, font("caption"), look.colour("ink2"))
        if self.total:
            track = QRectF(0, 36, self.width(), TRACK)
            box(painter, track, 1.5, fill=look.colour("line"))
            track.setWidth(track.width() * min(1.0, self.elapsed / self.total))
            box(painter, track, 1.5, fill=look.colour("discuss-fill" if self.over else "accent"))


class _DayClock(Painted):
    """The time of day, and how late the day runs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.clock = self.sentence = ""
        self.late = False
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        wide = width_of(self.clock, font("clock")) + 9 + width_of(self.sentence, font("caption"))
        return QSize(round(wide) + 1, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(width_of(self.clock, font("clock"))) + 1, HEIGHT)

    def draw(self, painter: QPainter, look: Look) -> None:
        clock = width_of(self.clock, font("clock"))
        write(painter, QRectF(0, 0, clock + 1, HEIGHT), self.clock, font("clock"), look.colour("ink"))
        tone = "discuss-text" if self.late else "ink2"
        rest = QRectF(clock + 9, 1, self.width() - clock - 8, HEIGHT)
        write(painter, rest, self.sentence, font("caption"), look.colour(tone))


class _WallButton(PaintedButton):
    """A picture of the wall and its state in words."""

    def __init__(self, word: str, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.word, self.state = word, ""
        self.image: QImage | None = None

    def sizeHint(self) -> QSize:
        wide = max(width_of(self.word, font("caption")), width_of(self.state, font("caption")))
        return QSize(THUMB.width() + 8 + round(wide) + 1, HEIGHT - 8)

    def draw(self, painter: QPainter, look: Look) -> None:
        frame = QRectF(0, (self.height() - THUMB.height()) / 2, THUMB.width(), THUMB.height())
        if self.image is not None:
            ratio = self.devicePixelRatioF()
            small = self.image.scaled(THUMB * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            small.setDevicePixelRatio(ratio)
            size = small.deviceIndependentSize()
            painter.fillRect(frame, look.colour("sunken"))
            painter.drawImage(frame.center() - QPointF(size.width() / 2, size.height() / 2), small)
        else:
            box(painter, frame, 3, fill=look.colour("sunken"))
        edge, width = ("accent", 2) if self.ringed or self.hovered else ("line2", 1)
        box(painter, frame, 3, edge=look.colour(edge), width=width)
        words = QRectF(THUMB.width() + 8, self.height() / 2 - 18, self.width(), 18)
        write(painter, words, self.word, font("caption"), look.colour("ink2"))
        write(painter, words.translated(0, 18), self.state, font("caption"), look.colour("accent"))


class _Saved(PaintedButton):
    """Lock and time of the last save; while saving fails, the badge that says what to do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.text_saved = self.failure = ""
        self.protected = False

    def sizeHint(self) -> QSize:
        if self.failure:
            return QSize(round(badge_width(self.failure)) + 4, HEIGHT - 8)
        return QSize(20 + round(width_of(self.text_saved, font("caption"))) + 1, HEIGHT - 8)

    def draw(self, painter: QPainter, look: Look) -> None:
        middle = self.height() / 2
        if self.ringed:
            box(painter, QRectF(0, middle - 14, self.width(), 28), 8, edge=look.colour("accent"), width=2)
        if self.failure:
            draw_badge(painter, 2, middle - 12, "split", self.failure, look)
            return
        name = "lock" if self.protected else "unlock"
        paint_icon(painter, name, QRectF(0, middle - 7, 14, 14), look.colour("ink2"))
        write(painter, QRectF(20, 0, self.width(), self.height()), self.text_saved, font("caption"), look.colour("ink2"))


class TopBar(Painted):
    """The bar over every page; it is told values and speaks up when its parts are clicked."""

    wall_clicked = Signal()
    failure_clicked = Signal()
    clock_clicked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        _ = words
        self.setFixedHeight(HEIGHT)
        self._brand, self._step, self._day = _Brand(self), _StepClock(self), _DayClock(self)
        self._wall, self._saved = _WallButton(_("大屏"), self), _Saved(self)
        self._rules = [HairLine(True, "line", self) for _side in range(3)]
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self._brand, 1)
        for piece, line in zip((self._step, self._day, self._wall), self._rules, strict=True):
            line.setFixedHeight(24)
            row.addWidget(piece)
            row.addWidget(line)
        row.addWidget(self._saved)
        self._step.clicked.connect(self.clock_clicked)
        self._wall.clicked.connect(self.wall_clicked)
        self._saved.clicked.connect(self.failure_clicked)
        self.clear_step_clock()

    def set_bank(self, bank: str, subject: str) -> None:
        """Whose day it is, and what is done."""
        self._brand.bank, self._brand.subject = bank, subject
        self._brand.say()

    def set_mark_word(self, word: str) -> None:
        """A word that must not be overlooked, such as 排练; "" takes it away."""
        self._brand.word = word
        self._brand.say()

    def set_step_clock(self, name: str, elapsed_s: int, total_s: int) -> None:
        """The step's name, seconds spent, seconds planned (0 = no limit)."""
        _ = self.words
        wide = self._step.sizeHint()
        self._step.name, self._step.elapsed, self._step.total = name, elapsed_s, total_s
        spent = {"name": name, "elapsed": minutes(elapsed_s), "total": minutes(total_s)}
        self._step.setAccessibleName(_("{name} 已用 {elapsed}，共 {total}", **spent))
        set_tip(self._step, _("已超时") if self._step.over else "")
        self._show(self._step, self._rules[0], True)
        if self._step.sizeHint() != wide:
            self._step.updateGeometry()
        self._step.update()

    def clear_step_clock(self) -> None:
        """No step is timed."""
        self._show(self._step, self._rules[0], False)

    def set_day_clock(self, clock: str, sentence: str, late: bool) -> None:
        """The time of day ("14:03") and how the day stands in words; late takes the colour of what needs attention."""
        self._day.clock, self._day.sentence, self._day.late = clock, sentence, late
        self._day.setAccessibleName(f"{clock} {sentence}")
        self._day.updateGeometry()
        self._day.update()

    def set_wall(self, state_word: str, image: QImage | None) -> None:
        """What the wall shows, small, and its state in words."""
        self._wall.state, self._wall.image = state_word, image
        self._wall.setAccessibleName(f"{self._wall.word} {state_word}")
        self._wall.updateGeometry()
        self._wall.update()

    def set_saved(self, clock: str, protected: bool) -> None:
        """When the last change was saved ("14:03:22"), and whether the file is locked by a passphrase."""
        _ = self.words
        self._saved.text_saved, self._saved.protected = _("已保存 {clock}", clock=clock) if clock else "", protected
        set_tip(self._saved, _("文件已加密，点击查看保存与安全") if protected else _("文件未加密，点击查看保存与安全"))
        self._say_saved()

    def set_failure(self, sentence: str) -> None:
        """Saving failed: what to do, in a few words; "" when it works again."""
        self._saved.failure = sentence
        self._say_saved()

    def _say_saved(self) -> None:
        self._saved.setAccessibleName(self._saved.failure or self._saved.text_saved or self.words("保存与安全"))
        self._saved.updateGeometry()
        self._saved.update()

    def _show(self, piece: QWidget, line: QWidget, shown: bool) -> None:
        if piece.isHidden() == shown:
            piece.setVisible(shown)
            line.setVisible(shown)

    def draw(self, painter: QPainter, look: Look) -> None:
        painter.fillRect(self.rect(), look.colour("surface"))
        rule(painter, 0, HEIGHT - 1, self.width(), look.colour("line"))
