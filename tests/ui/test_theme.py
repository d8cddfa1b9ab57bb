"""The look is legible in every theme, its stylesheet is understood, and every icon is drawn."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from workshop.paths import asset_path
from workshop.ui.stylesheet import stylesheet
from workshop.ui.theme import Look, dress, font, icon, line_height, load_fonts, load_looks, load_rare_fonts, look_of, pixmap

LOOKS = load_looks()
THEMES = (LOOKS.light, LOOKS.dark, LOOKS.wall_bright, LOOKS.wall_dark)
LIGHTS = ("consensus", "discuss", "split", "few")
LEVELS = range(1, 6)
TEXT, SHAPE = 4.5, 3.0


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def between(look: Look, front: str, back: str) -> float:
    return contrast(look.colour(front), look.colour(back))


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    load_fonts()
    return qapp


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3", "accent"])
def test_text_can_be_read_on_page_and_surface(look: Look, ink: str) -> None:
    assert min(between(look, ink, "bg"), between(look, ink, "surface")) >= TEXT


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_text_on_coloured_grounds_can_be_read(look: Look) -> None:
    pairs = [("on-accent", "accent"), ("on-accent", "accent-hover"), ("on-accent", "accent-pressed"), ("accent", "tint"), ("ink", "bar")]
    pairs += [(f"{light}-text", f"{light}-ground") for light in LIGHTS]
    pairs += [(f"level{level}-digit", f"level{level}") for level in LEVELS]
    pairs += [("ink", "sunken"), ("ink3", "sunken")]
    too_faint = {pair: round(between(look, *pair), 2) for pair in pairs if between(look, *pair) < TEXT}
    assert too_faint == {}


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_shapes_that_carry_meaning_stand_out(look: Look) -> None:
    edges = {level: look[f"level{level}-outline"] or look[f"level{level}"] for level in LEVELS}
    for colour in (*edges.values(), look["ctl"], *(look[f"{light}-text"] for light in LIGHTS)):
        assert min(contrast(QColor(colour), look.colour("bg")), contrast(QColor(colour), look.colour("surface"))) >= SHAPE


@pytest.mark.parametrize(
    ("theme", "front", "back", "stated"),
    [("light", "ink", "bg", 15.4), ("light", "ink3", "surface", 5.6), ("light", "accent", "tint", 6.6), ("dark", "ink3", "surface", 5.5),
     ("wall_bright", "ink2", "bg", 9.3), ("wall_dark", "ink3", "bg", 7.6), ("light", "split-text", "split-ground", 6.2)],
)  # fmt: skip
def test_the_contrasts_are_those_the_design_states(theme: str, front: str, back: str, stated: float) -> None:
    assert between(getattr(LOOKS, theme), front, back) == pytest.approx(stated, abs=0.06)


def test_every_theme_has_the_same_tokens() -> None:
    assert {frozenset(look) for look in THEMES} == {frozenset(LOOKS.light)}
    for look in THEMES:
        assert all(re.fullmatch("#[0-9A-F]{6}", value) or (value == "" and name.endswith("outline")) for name, value in look.items())


def test_levels_look_the_same_everywhere_and_lose_their_outline_on_dark() -> None:
    assert all(len({look[f"level{level}"] for look in THEMES}) == 1 for level in LEVELS)
    assert all(LOOKS.light[f"level{level}-outline"] and not LOOKS.wall_dark[f"level{level}-outline"] for level in LEVELS)


def test_type_is_never_smaller_than_a_caption() -> None:
    roles = ("caption", "body", "lead", "script", "clock", "title", "count", "display")
    assert [font(role).pixelSize() for role in roles] == [13, 14, 15, 17, 18, 22, 32, 40]
    assert all(line_height(role) > font(role).pixelSize() for role in roles)
    for text in (stylesheet(LOOKS.light), stylesheet(LOOKS.dark)):
        assert min(int(size) for size in re.findall(r"font-size: (\d+)px", text)) >= 13


@pytest.mark.parametrize("look", [LOOKS.light, LOOKS.dark], ids=lambda look: look.name)
def test_a_widget_wears_the_theme_of_the_application(app: QApplication, qtbot: QtBot, look: Look) -> None:
    # Qt's message about a sheet it does not understand would fail this test
    dress(app, look)
    window = QWidget()
    qtbot.addWidget(window)
    inner = QWidget(window)
    inner.setStyleSheet("background: transparent;")
    field, button = QLineEdit(window), QPushButton("好", window)
    window.show()
    assert {look_of(one).name for one in (window, inner, field, button)} == {look.name}
    assert field.grab().toImage().pixelColor(6, field.height() // 2) == look.colour("surface")


def test_changing_the_theme_repaints_what_is_open(app: QApplication, qtbot: QtBot) -> None:
    dress(app, LOOKS.light)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    assert look_of(window).name == "light"
    dress(app, LOOKS.dark)
    assert look_of(window).name == "dark"
    dress(app, LOOKS.light)
    assert look_of(window).name == "light"


def test_an_unknown_token_is_a_bug() -> None:
    with pytest.raises(KeyError):
        LOOKS.light.colour("purple")
    with pytest.raises(KeyError):
        stylesheet({"ink": "#000000"})


@pytest.mark.parametrize("path", sorted(asset_path("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_is_drawn_in_the_colour_asked_for(app: QApplication, path: Path) -> None:
    picture = pixmap(path.stem, "#FF0000", 16, 2.0).toImage()
    painted = [picture.pixelColor(x, y) for x in range(32) for y in range(32) if picture.pixelColor(x, y).alpha() == 255]
    assert picture.width() == 32 and painted
    if path.stem != "mark":
        assert {(one.green(), one.blue()) for one in painted} == {(0, 0)}
        assert 'stroke-width="1.5"' in path.read_text(encoding="utf-8")


def test_an_icon_is_sharp_on_both_kinds_of_screen(app: QApplication) -> None:
    made = icon("lock", LOOKS.light.colour("ink"), 20)
    assert [made.pixmap(QSize(20, 20), ratio).width() for ratio in (1.0, 2.0)] == [20, 40]


def test_the_bundled_fonts_are_the_ones_in_use(app: QApplication) -> None:
    load_rare_fonts()
    from PySide6.QtGui import QFontInfo, QFontMetricsF, QRawFont

    assert QFontInfo(font("body")).family() == "Workshop Sans SC"
    assert QRawFont.fromFont(font("lead")).weight() == 700
    digits = {QFontMetricsF(font("clock")).horizontalAdvance(digit) for digit in "0123456789"}
    assert len(digits) == 1  # clocks must not dance
