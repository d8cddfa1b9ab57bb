"""The guide as documents (`make guide`): docs/guide.<language>.md from assets/guide, so that book and program say the same."""

from pathlib import Path

from workshop.guide import load_guide, markdown
from workshop.words import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
HEADS = {"zh_CN": ("怎么做", "怎么说", "遇到这种情况"), "en": ("What to do", "What to say", "When this happens")}


def document(language: str) -> str:
    """The guide of one language as Markdown."""
    return markdown(load_guide(language), HEADS[language])


if __name__ == "__main__":
    for language in LANGUAGES:
        (ROOT / "docs" / f"guide.{language}.md").write_text(document(language), encoding="utf-8")
