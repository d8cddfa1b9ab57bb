"""Six typical pages of the demonstration as small grey pictures; `python -m tests.report.golden` renews them after a look at the pages.

A page is found by words that stand on it, so that pages before it may come and go.
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageStat

from tests.demo_file import demo_store
from workshop.exports import EXPORTS, Options
from workshop.words import Words, load_words

FOLDER = Path(__file__).with_name("pages")
WIDE = 240  # pixels
# name: the export, its sections, and words (without spaces) of the page
PAGES: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "cover": ("pdf", (), "从现状到目标"),
    "summary": ("pdf", (), "综合得分"),
    "dimension": ("pdf", (), "·权重"),
    "minutes": ("pdf", (), "议程用时（分钟）"),
    "card": ("handouts", ("cards",), ""),
    "ballot": ("handouts", ("ballots",), ""),
}
# mean difference of a pixel in steps of 256: sixteen greys make 0.5, a page moved by a pixel 5, an eighth of a page lost 0.9 or more
SAME = 0.8


def printed(folder: Path, words: Words) -> dict[tuple[str, ...], Path]:
    """The documents the pages stand in, by export and sections."""
    store = demo_store(folder)
    found = {}
    try:
        for export, sections, _mark in PAGES.values():
            path = folder / f"{'-'.join((export, *sections))}.pdf"
            if (export, *sections) not in found:
                EXPORTS[export].write(store, words, path, Options(sections=sections))
            found[export, *sections] = path
    finally:
        store.close()
    return found


def pictures(documents: Mapping[tuple[str, ...], Path]) -> Iterator[tuple[str, Image.Image]]:
    """Each page's name and picture."""
    for name, (export, sections, mark) in PAGES.items():
        with pypdfium2.PdfDocument(documents[export, *sections]) as document:
            page = next((one for one in document if mark in "".join(one.get_textpage().get_text_range().split())), None)
            assert page is not None, f"no page says {mark}"
            yield name, page.render(scale=WIDE / page.get_width(), grayscale=True).to_pil().convert("L")


def apart(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of their pixels; 255 where they are not of one size. Both are blurred, so that a hair's breadth counts little."""
    if one.size != other.size:
        return 255.0
    return float(ImageStat.Stat(ImageChops.difference(_soft(one), _soft(other))).mean[0])


def _soft(picture: Image.Image) -> Image.Image:
    return picture.reduce(2)


def main() -> None:
    """Make all pictures anew."""
    with tempfile.TemporaryDirectory() as folder:
        for name, picture in pictures(printed(Path(folder), load_words("zh_CN"))):
            picture.quantize(16).save(FOLDER / f"{name}.png", optimize=True)
            print(name, file=sys.stderr)


if __name__ == "__main__":
    main()
