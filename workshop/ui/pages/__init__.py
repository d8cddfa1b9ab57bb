"""The console's pages in the order of the day; each is imported when it is first shown."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from msgspec import Struct

from workshop.model.content import Pack
from workshop.session import Session
from workshop.ui.page import Page
from workshop.words import N_, Words


class Entry(Struct, frozen=True):
    """One page: its key, its name on the rail, the class that shows it, the dimension it is about, its heading's name."""

    key: str
    title: str
    target: str  # module:class below workshop.ui.pages
    dimension: str = ""
    heading: str = ""

    def name(self, words: Words) -> str:
        return self.title if self.dimension else words(self.title)

    def build(self, session: Session) -> Page:
        """Import the page's module and make the page."""
        module, _, name = self.target.partition(":")
        make = cast(Callable[..., Page], getattr(import_module(f"workshop.ui.pages.{module}"), name))
        return make(session, self.dimension) if self.dimension else make(session)


PAGES = (
    Entry("prepare", N_("会前准备"), "prepare:PreparePage"),
    Entry("open", N_("开场"), "opening:OpeningPage"),
    Entry("practice", N_("试评"), "practice:PracticePage"),
)
AFTER = (
    Entry("parked", N_("待议事项"), "parked:ParkedPage", heading=N_("汇总与行动")),
    Entry("picture", N_("诊断总览"), "picture:PicturePage"),
    Entry("measures", N_("十大举措"), "measures:MeasuresPage"),
    Entry("roadmap", N_("路线图"), "roadmap:RoadmapPage"),
    Entry("plan", N_("行动方案"), "plan:PlanPage"),
    Entry("delivery", N_("督办"), "delivery:DeliveryPage", heading=N_("会后")),
    Entry("history", N_("过程记录"), "history:HistoryPage"),
)


def pages_of(pack: Pack) -> tuple[Entry, ...]:
    """All pages of an engagement: one per dimension of its pack between opening and picture."""
    dimensions = tuple(
        Entry(f"dimension.{dimension.id}", dimension.short, "dimension:DimensionPage", dimension.id, N_("六个维度") if first == 0 else "")
        for first, dimension in enumerate(pack.dimensions.values())
    )
    return (*PAGES, *dimensions, *AFTER)
