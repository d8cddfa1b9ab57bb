"""What a figure looks like on each surface: palette and metrics for paper, console and wall. Values only, nothing is drawn here."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import asdict, replace


class Level(Struct, frozen=True):
    """One level of the scale: its fill, the colour of the number on it, its outline and its hatch.

    `hatch` is empty (plain), "rising" or "upright"; `every` and `weight` are its pitch and pen in points of paper.
    """

    fill: str
    number: str
    outline: str
    hatch: str = ""
    every: float = 0.0
    weight: float = 0.0
    hatch_ink: str = ""


class Palette(Struct, frozen=True):
    """Colours as #rrggbb. `ground` lies under the figure; `soft` is the neutral bar, `now` the ground of what holds now."""

    ground: str
    ink: str
    ink2: str
    ink3: str
    rule: str
    light_rule: str
    tint: str
    accent: str
    accent2: str
    accent3: str
    now: str
    bar: str
    on_accent: str
    warn: str
    late: str
    levels: tuple[Level, Level, Level, Level, Level]


class Metrics(Struct, frozen=True):
    """Sizes in units of the surface (points on paper, pixels on screen). Type: `axis` < `caption` <= `small` <= `body` < `strong`."""

    unit: float
    axis: float
    caption: float
    body: float
    strong: float
    hair: float
    edge: float
    data: float
    dot: float
    corner: float
    row: float
    bar: float
    lane: float

    def times(self, factor: float) -> Metrics:
        """All sizes multiplied, for a larger surface."""
        return Metrics(**{name: value * factor for name, value in asdict(self).items()})


class Style(Struct, frozen=True):
    """One surface: its palette, its metrics, the printed page's hatches or the screen's plain fills.

    `scale` is the surface's units per point of the printed design: figures give their inner measures in points and multiply.
    """

    surface: str
    palette: Palette
    metrics: Metrics
    scale: float = 1.0
    hatched: bool = True
    two_line_labels: bool = True

    def pt(self, points: float) -> float:
        """A measure of the printed design on this surface."""
        return points * self.scale

    def level(self, number: int) -> Level:
        """The look of level 1 to 5."""
        return self.palette.levels[number - 1]


_PAPER_INK = "#22201D"
_PAPER_LEVELS = (
    Level("#D55E00", _PAPER_INK, _PAPER_INK, "rising", 2.5, 0.6, "#8F3F00"),
    Level("#E69F00", _PAPER_INK, _PAPER_INK, "rising", 5, 0.6, "#9A6A00"),
    Level("#999999", _PAPER_INK, _PAPER_INK),
    Level("#56B4E9", _PAPER_INK, _PAPER_INK, "upright", 5, 0.6, "#2A6F9C"),
    Level("#0072B2", "#FFFFFF", _PAPER_INK, "upright", 2.5, 0.5, "#A8D2EA"),
)
_LIGHT_LEVELS = (
    Level("#D55E00", "#1A1916", "#A34700"),
    Level("#E69F00", "#1A1916", "#8F6200"),
    Level("#999999", "#1A1916", "#6B6B6B"),
    Level("#56B4E9", "#1A1916", "#1F7FB5"),
    Level("#0072B2", "#FFFFFF", "#00517F"),
)
_DARK_LEVELS = (
    Level("#D55E00", "#1A1916", ""),
    Level("#E69F00", "#1A1916", ""),
    Level("#999999", "#1A1916", ""),
    Level("#56B4E9", "#1A1916", ""),
    Level("#0072B2", "#FFFFFF", ""),
)

_PAPER = Palette(
    ground="#FFFFFF", ink=_PAPER_INK, ink2="#5A554E", ink3="#736D65", rule="#BEB7AC", light_rule="#E0DAD0", tint="#F5F2EC",
    accent="#0F4C5C", accent2="#4F7F8B", accent3="#A9C4CA", now="#E6EEF0", bar="#A9C4CA", on_accent="#FFFFFF",
    warn=_PAPER_INK, late=_PAPER_INK, levels=_PAPER_LEVELS,
)  # fmt: skip
_LIGHT = Palette(
    ground="#F6F5F2", ink="#1F1D1A", ink2="#57534C", ink3="#6C675E", rule="#CBC6BC", light_rule="#E3E0D9", tint="#EFEDE8",
    accent="#0F5C63", accent2="#5F979B", accent3="#A9C8CA", now="#E7F0F0", bar="#D3E4E5", on_accent="#FFFFFF",
    warn="#7A5200", late="#9C2D20", levels=_LIGHT_LEVELS,
)  # fmt: skip
_DARK = Palette(
    ground="#171716", ink="#EDEAE4", ink2="#BBB6AC", ink3="#9A958B", rule="#4B4842", light_rule="#35332F", tint="#2A2927",
    accent="#6CC0C4", accent2="#3F868A", accent3="#27575A", now="#1D3133", bar="#1D3133", on_accent="#0B2224",
    warn="#F0BE58", late="#F19C8C", levels=_DARK_LEVELS,
)  # fmt: skip
_WALL_BRIGHT = replace(
    _LIGHT, ground="#FCFBF9", ink="#141311", ink2="#48443E", ink3="#645F57", rule="#B9B3A7", light_rule="#DEDAD2", tint="#F1EFEA"
)
_WALL_DARK = replace(
    _DARK, ground="#0F0F0E", ink="#F5F2EC", ink2="#C9C4BA", ink3="#A8A399", rule="#56524B", light_rule="#34322E", tint="#242322"
)

_PAPER_METRICS = Metrics(
    unit=2.5, axis=7.5, caption=8, body=8.5, strong=11.5, hair=0.5, edge=0.9, data=1.6, dot=2.6, corner=0, row=27.5, bar=12.5, lane=14
)
_SCREEN_METRICS = Metrics(
    unit=4, axis=13, caption=13, body=14, strong=15, hair=1, edge=1.5, data=2, dot=4.5, corner=5, row=30, bar=21, lane=28
)

PAPER = Style("paper", _PAPER, _PAPER_METRICS)
PAPER_LARGE = Style(
    "paper large", _PAPER, replace(_PAPER_METRICS, axis=9, caption=10, body=10.5, strong=13.5, row=32.5, lane=17.5), scale=1.2
)
POSTER = Style(
    "poster",
    _PAPER,
    replace(_PAPER_METRICS.times(1.55), axis=12, caption=12, body=13, strong=16, hair=0.6, row=42.5, bar=22.5, lane=25),
    scale=1.55,
)
CONSOLE_LIGHT = Style("console light", _LIGHT, _SCREEN_METRICS, scale=1.6, hatched=False, two_line_labels=False)
CONSOLE_DARK = Style("console dark", _DARK, _SCREEN_METRICS, scale=1.6, hatched=False, two_line_labels=False)


def wall(height: float, dark: bool = False) -> Style:
    """The shared screen of `height` pixels: the smallest type is 3.5 % of it."""
    caption = height * 0.035
    metrics = replace(
        _SCREEN_METRICS.times(caption / 13),
        axis=height * 0.0335,
        caption=caption,
        body=caption,
        strong=height * 0.041,
        hair=max(1.0, height / 720),
    )
    return Style("wall dark" if dark else "wall bright", _WALL_DARK if dark else _WALL_BRIGHT, metrics, caption / 8, False, False)


def on(style: Style, ground: str) -> Style:
    """The same style on another ground (white plates under text take its colour), such as a card or a drawer."""
    return replace(style, palette=replace(style.palette, ground=ground))
