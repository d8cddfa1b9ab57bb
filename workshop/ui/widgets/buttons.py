"""Buttons: primary, plain, ghost and link, each with the cap of its key; one that is off says why instead of what it does."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop.ui.theme import Look, font, paint_icon
from workshop.ui.widgets.keycap import cap_width, draw_cap
from workshop.ui.widgets.paint import PaintedButton, box, ground, width_of, write
from workshop.ui.widgets.tips import set_tip

KINDS = ("primary", "plain", "ghost", "link")
HEIGHT, PADDING, BETWEEN, ICON = 36, 15, 8, 16


class Button(PaintedButton):
    """A button with words; `key` is what its cap reads, "" for none."""

    def __init__(self, text: str, kind: str = "plain", *, key: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        if kind not in KINDS:
            raise ValueError(kind)
        self.kind, self._label, self._key, self._icon = kind, text, key, icon
        self._why, self._faded = "", False
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self._say()

    @property
    def key(self) -> str:
        """What the cap reads."""
        return self._key

    def set_text(self, text: str) -> None:
        """What the button does."""
        self._label = text
        self._say()

    def set_key(self, key: str) -> None:
        """What the cap reads; "" takes the cap away."""
        self._key = key
        self._say()

    def set_key_faded(self, faded: bool) -> None:
        """Whether the key does nothing for now, as while text is typed."""
        self._faded = faded
        self.update()

    def set_off(self, why: str) -> None:
        """Switch off; `why` stands in the button's place of words ("" keeps them)."""
        self._why = why
        self.setEnabled(False)
        self._say()

    def set_on(self) -> None:
        """Switch on again with its own words."""
        self._why = ""
        self.setEnabled(True)
        self._say()

    def _say(self) -> None:
        self.setText((self._why or self._label).replace("&", "&&"))
        self.setAccessibleName(self._why or self._label)
        self.setAccessibleDescription(self._key)
        self.updateGeometry()
        self.update()

    def shown_text(self) -> str:
        """The words on the button now."""
        return self._why or self._label

    def _face_bold(self) -> bool:
        return self.kind == "primary" or self.kind == "link"

    def sizeHint(self) -> QSize:
        padding = {"link": 0, "ghost": 10}.get(self.kind, PADDING)
        width = width_of(self.shown_text(), font("body", self._face_bold())) + 2 * padding
        width += (cap_width(self._key) + BETWEEN if self._key else 0) + (ICON + BETWEEN if self._icon else 0)
        return QSize(round(width) + 1, 28 if self.kind == "link" else HEIGHT)

    def draw(self, painter: QPainter, look: Look) -> None:
        self._draw_box(painter, look)
        ink, cap, edge = self._inks(look)
        face = font("body", self._face_bold())
        content = self.sizeHint().width() - 1 - 2 * {"link": 0, "ghost": 10}.get(self.kind, PADDING)
        x, middle = max((self.width() - content) / 2, 0.0), self.height() / 2
        if self._icon:
            paint_icon(painter, self._icon, QRectF(x, middle - ICON / 2, ICON, ICON), ink)
            x += ICON + BETWEEN
        room = self.width() - x - (cap_width(self._key) + BETWEEN if self._key else 0)
        write(painter, QRectF(x, 0, room, self.height()), self.shown_text(), face, ink)
        if self._key:
            draw_cap(painter, x + min(width_of(self.shown_text(), face), room) + BETWEEN, middle, self._key, cap, edge)

    def _inks(self, look: Look) -> tuple[QColor, QColor, QColor]:
        """Colours of the words, of the key and of the cap's edge."""
        if not self.isEnabled():
            return look.colour("ink3"), look.colour("ink3"), look.colour("line2")
        if self.kind == "primary":
            on = look.colour("on-accent")
            return on, on, on
        ink = {"plain": "ink", "ghost": "ink2", "link": "accent"}[self.kind]
        return look.colour(ink), look.colour("ink3" if self._faded else "ink2"), look.colour("line2")

    def _draw_box(self, painter: QPainter, look: Look) -> None:
        rect = QRectF(self.rect())
        if self.kind == "primary":
            self._draw_primary(painter, rect, look)
        elif self.kind == "plain":
            edge = "accent" if self.ringed else "line2"
            fill = ground(self, look, look.colour("surface" if self.isEnabled() else "sunken"))
            box(painter, rect, 6, fill=fill, edge=look.colour(edge if self.isEnabled() else "line"), width=2 if self.ringed else 1)
        elif self.kind == "ghost":
            box(painter, rect, 6, fill=ground(self, look), edge=look.colour("accent") if self.ringed else None, width=2)
        elif self.ringed or self.hovered:
            underline = font("body", True)
            y = self.height() / 2 + underline.pixelSize() * 0.65
            thick = 2 if self.ringed else 1
            painter.fillRect(QRectF(0, y, self.width(), thick), look.colour("accent"))

    def _draw_primary(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        if not self.isEnabled():
            box(painter, rect, 6, fill=look.colour("sunken"), edge=look.colour("line2"))
            return
        fill = look.colour("accent-pressed" if self.isDown() else "accent-hover" if self.hovered else "accent")
        if self.ringed:  # ring and gap lie inside, so that the layout need not leave room for them
            box(painter, rect, 6, edge=look.colour("ink"), width=2)
            rect = rect.adjusted(4, 4, -4, -4)
        box(painter, rect, 6 if not self.ringed else 3, fill=fill)


class IconButton(PaintedButton):
    """A button of one icon; its name is told to screen readers and as a tooltip."""

    def __init__(self, icon: str, name: str, *, size: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._icon, self._size = icon, size
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """What the button does."""
        self.setAccessibleName(name)
        set_tip(self, name)

    def set_icon(self, icon: str) -> None:
        """Another icon of assets/icons."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def draw(self, painter: QPainter, look: Look) -> None:
        rest = look.colour("tint") if self.isChecked() else None
        box(painter, QRectF(self.rect()), 6, fill=ground(self, look, rest), edge=look.colour("accent") if self.ringed else None, width=2)
        ink = look.colour("ink3" if not self.isEnabled() else "accent" if self.isChecked() else "ink2")
        place = QRectF(0, 0, ICON, ICON)
        place.moveCenter(QRectF(self.rect()).center())
        paint_icon(painter, self._icon, place, ink)
