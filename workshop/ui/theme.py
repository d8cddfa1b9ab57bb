"""The look of the program: the tokens of assets/theme.toml, palettes, type, icons; `dress` puts a theme on the application."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from workshop.paths import asset_path
from workshop.ui.stylesheet import stylesheet

FAMILY = "Workshop Sans SC"
FACES = ("WorkshopSansSC-Regular", "WorkshopSansSC-Bold")
RARE_FACES = ("WorkshopSansSC-Rare", "WorkshopKaiRare-Regular")
RARE_FAMILIES = ("Workshop Sans SC Rare", "Workshop Kai Rare")
GAP, MARGIN = 8, 24
DARK_BELOW = 128  # lightness of an ink, 0 … 255

Colour = QColor | str


class Look(Mapping[str, str]):
    """The colours of one theme by token name, each "#RRGGBB"; "" for an outline that is not drawn."""

    def __init__(self, name: str, tokens: Mapping[str, str], dark: bool) -> None:
        self.name, self.dark = name, dark
        self._tokens = dict(tokens)

    def __getitem__(self, token: str) -> str:
        return self._tokens[token]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tokens)

    def __len__(self) -> int:
        return len(self._tokens)

    def colour(self, token: str) -> QColor:
        """The colour of a token; an unknown token is a bug and raises KeyError."""
        return QColor(self._tokens[token])


class Looks(NamedTuple):
    """The four themes."""

    light: Look
    dark: Look
    wall_bright: Look
    wall_dark: Look


class Type(NamedTuple):
    """One step of the type scale: size and line height in logical pixels."""

    size: int
    line: int
    bold: bool


class _Sheet(NamedTuple):
    looks: Looks
    types: Mapping[str, Type]


@cache
def _read() -> _Sheet:
    document = json.loads(asset_path("parsed", "theme.json").read_text(encoding="utf-8"))
    looks = Looks(*(_look(document, name) for name in ("light", "dark", "wall-bright", "wall-dark")))
    return _Sheet(looks, {role: Type(**facts) for role, facts in document["type"].items()})


def _look(document: Mapping[str, Mapping[str, object]], name: str) -> Look:
    own = {token: str(value) for token, value in document[name].items()}
    base = own.pop("from", name)
    dark = base == "dark"
    tokens = {token: str(value) for token, value in document[base].items()} | own
    for level, facts in document["levels"].items():
        assert isinstance(facts, dict)
        tokens |= {level: facts["fill"], f"{level}-digit": facts["digit"], f"{level}-outline": "" if dark else facts["outline"]}
    return Look(name, tokens, dark)


def load_looks() -> Looks:
    """The four themes of assets/theme.toml, read once."""
    return _read().looks


def look_of(widget: QWidget) -> Look:
    """The console theme a widget wears: light or dark, told by its palette, so that a change of palette is all it takes.

    The ink tells it, not the ground: the stylesheet makes some grounds transparent, which reads as black.
    """
    looks = load_looks()
    ink = widget.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
    return looks.light if ink.lightness() < DARK_BELOW else looks.dark


def dress(app: QApplication, look: Look, text_size: int = 100) -> None:
    """Put a console theme and a text size (percent) on the application; again for another one. Fonts must be loaded."""
    app.setProperty(TEXT_SIZE, text_size)
    app.setStyle("Fusion")
    app.setFont(font("body"))
    app.setPalette(palette(look))
    app.setStyleSheet(stylesheet(look, font("caption").pixelSize()))


def palette(look: Look) -> QPalette:
    """Qt's roles in this theme, for what we do not paint ourselves."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, look.colour(token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, look.colour("ink3"))
    return made


_R = QPalette.ColorRole
_ROLES: Mapping[QPalette.ColorRole, str] = {
    _R.Window: "bg", _R.WindowText: "ink", _R.Base: "surface", _R.AlternateBase: "sunken", _R.Text: "ink",
    _R.Button: "surface", _R.ButtonText: "ink", _R.BrightText: "on-accent", _R.PlaceholderText: "ink3",
    _R.Highlight: "accent", _R.HighlightedText: "on-accent", _R.Accent: "accent", _R.Link: "accent", _R.LinkVisited: "accent",
    _R.ToolTipBase: "ink", _R.ToolTipText: "bg", _R.Light: "surface", _R.Midlight: "line", _R.Mid: "line2", _R.Dark: "ctl",
    _R.Shadow: "ink",
}  # fmt: skip


# -- type -----------------------------------------------------------------------------------------------------------------------


def load_fonts() -> None:
    """The bundled faces every window needs; FileNotFoundError names one that is missing."""
    _load(FACES)


def load_rare_fonts() -> None:
    """The faces of rare characters, 8 MB: after the first paint."""
    _load(RARE_FACES)


def _load(faces: tuple[str, ...]) -> None:
    for face in faces:
        path = asset_path("fonts", f"{face}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


def font(role: str, bold: bool | None = None) -> QFont:
    """The face of a step of the type scale; `bold` overrides its weight."""
    step = _read().types[role]
    return QFont(_face(_sized(step.size), step.bold if bold is None else bold))


@cache
def _face(size: int, bold: bool) -> QFont:
    """Made once: a page asks for its faces a thousand times over, and a copy costs next to nothing."""
    made = QFont()
    made.setFamilies([FAMILY, *RARE_FAMILIES])
    made.setPixelSize(size)
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def line_height(role: str) -> int:
    """The line height of a step of the type scale, logical pixels."""
    return _sized(_read().types[role].line)


TEXT_SIZE = "text size"  # the application's own property: percent of the designed size


def _sized(pixels: int) -> int:
    """A size of the type scale at the text size the user has chosen."""
    app = QApplication.instance()
    percent = app.property(TEXT_SIZE) if app is not None else None
    return round(pixels * percent / 100) if percent else pixels


# -- icons ----------------------------------------------------------------------------------------------------------------------


@cache
def _drawing(name: str) -> str:
    return asset_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: Colour) -> None:
    """Draw an icon of assets/icons in one colour; sharp at any scale."""
    from PySide6.QtSvg import QSvgRenderer  # a library of its own: the first icon loads it

    text = _drawing(name).replace("currentColor", QColor(colour).name())
    QSvgRenderer(QByteArray(text.encode())).render(painter, rect)


def pixmap(name: str, colour: Colour, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of `size` logical pixels for a screen of this device pixel ratio."""
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_icon(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return made


def icon(name: str, colour: Colour, size: int = 16) -> QIcon:
    """An icon of assets/icons in one colour, for screens of one and of two pixels a point."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made


# -- motion ---------------------------------------------------------------------------------------------------------------------


def motion(milliseconds: int) -> int:
    """How long a movement lasts: nothing when the system asks for less motion."""
    from PySide6.QtWidgets import QStyle  # a class of two hundred enum members: 4 ms the first window does not need

    hint = QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
    return milliseconds if hint > 0 else 0
