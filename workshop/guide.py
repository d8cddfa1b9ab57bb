"""The facilitator's guide: one page a stage, in the languages there are; the window, the documents and a test read the same text."""

import tomllib
from collections.abc import Mapping, Sequence

from msgspec import Struct

from .paths import asset_path

# what the documents show of a stage: the console's page, the wall
PICTURES = {
    "prepare": ("console",), "open": ("wall",), "dimension": ("console", "wall"), "picture": ("console", "wall"), "measures": ("console",),
    "roadmap": ("console",), "plan": ("console",), "delivery": ("console",),
}  # fmt: skip


class GuidePage(Struct, frozen=True):
    """One stage: what it is to yield, what to do, what to say, what may go wrong; `key` is a page's, "dimension" for all six."""

    key: str
    title: str
    goal: str
    steps: tuple[str, ...]
    say: tuple[str, ...]
    trouble: tuple[str, ...]


class Guide(Struct, frozen=True):
    """The whole guide in one language."""

    title: str
    lead: str
    pages: tuple[GuidePage, ...]

    def page(self, key: str) -> GuidePage:
        """The page of a stage; a dimension's own key finds the one they share, an unknown key the first."""
        wanted = key.partition(".")[0]
        return next((page for page in self.pages if page.key == wanted), self.pages[0])


def load_guide(language: str) -> Guide:
    """Read `assets/guide/<language>.toml`; FileNotFoundError for a language that has none."""
    found = tomllib.loads(asset_path("guide", f"{language}.toml").read_text(encoding="utf-8"))
    pages = tuple(
        GuidePage(one["key"], one["title"], one["goal"], tuple(one["steps"]), tuple(one["say"]), tuple(one["trouble"]))
        for one in found["page"]
    )
    return Guide(found["title"], found["lead"], pages)


def picture_path(key: str, view: str, language: str) -> str:
    """Where the picture of a stage stands, seen from the document; `view` is console or wall."""
    return f"guide/{key}-{view}.{language}.png"


def markdown(guide: Guide, heads: Sequence[str], language: str, views: Mapping[str, str]) -> str:
    """The guide as a document; `heads` are the words for steps, what to say and troubles, `views` those for console and wall."""
    lines = [f"# {guide.title}", "", guide.lead, ""]
    for page in guide.pages:
        lines += [f"## {page.title}", "", page.goal, ""]
        for view in PICTURES.get(page.key, ()):
            lines += [f"![{page.title} · {views[view]}]({picture_path(page.key, view, language)})", ""]
        for head, items, mark in zip(heads, (page.steps, page.say, page.trouble), ("1.", "-", "-"), strict=True):
            lines += [f"**{head}**", "", *(f"{mark} {item}" for item in items), ""]
    return "\n".join(lines)
