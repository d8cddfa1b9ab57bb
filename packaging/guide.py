"""The guide as documents (`make guide`): docs/guide.<language>.md from assets/guide, so that book and program say the same."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from workshop.guide import load_guide, markdown  # noqa: E402
from workshop.words import LANGUAGES  # noqa: E402

HEADS = {"zh_CN": ("怎么做", "怎么说", "遇到这种情况"), "en": ("What to do", "What to say", "When this happens")}
VIEWS = {"zh_CN": {"console": "控制台", "wall": "大屏"}, "en": {"console": "console", "wall": "wall"}}


def document(language: str) -> str:
    """The guide of one language as Markdown."""
    return markdown(load_guide(language), HEADS[language], language, VIEWS[language])


if __name__ == "__main__":
    for language in LANGUAGES:
        (ROOT / "docs" / f"guide.{language}.md").write_text(document(language), encoding="utf-8")
