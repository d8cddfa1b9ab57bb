"""Typical pages beside the pictures kept of them, and no glyph that stands for a missing one."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from struct import unpack_from

import pikepdf
import pytest
from PIL import Image

from tests.demo_file import demo_store
from tests.report.golden import FOLDER, SAME, apart, pictures, printed
from tests.report.test_plan import fonts_of, pages_of
from workshop.exports import EXPORTS, Options
from workshop.words import load_words

pytestmark = pytest.mark.no_cover  # looks at what is printed elsewhere too

Documents = dict[tuple[str, ...], Path]


@pytest.fixture(scope="module", params=["zh_CN", "en"])
def documents(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Documents]:
    return request.param, printed(tmp_path_factory.mktemp("pictures"), load_words(request.param))


def glyphs(font: pikepdf.Object) -> dict[int, int]:
    """The glyph of each code of an embedded TrueType subset: its cmap of format 6 (first code, count, glyphs)."""
    data = font.FontDescriptor.FontFile2.read_bytes()
    tables = {data[at : at + 4]: unpack_from(">L", data, at + 8)[0] for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)}
    start = tables[b"cmap"]
    at = start + unpack_from(">L", data, start + 8)[0]
    form, _length, _language, first, count = unpack_from(">5H", data, at)
    assert form == 6
    return {first + place: glyph for place, glyph in enumerate(unpack_from(f">{count}H", data, at + 10))}


def drawn(path: Path) -> Iterator[tuple[int, str, int, int]]:
    """Page, font, code and glyph of all that is drawn."""
    known: dict[tuple[int, int], dict[int, int]] = {}
    with pikepdf.open(path) as document:
        for number, page in enumerate(document.pages, start=1):
            name, fonts = "", page.Resources.Font
            for operands, operator in pikepdf.parse_content_stream(page, "Tf Tj TJ"):
                if str(operator) == "Tf":
                    name = str(operands[0])
                    if fonts[name].objgen not in known:
                        known[fonts[name].objgen] = glyphs(fonts[name])
                    continue
                told = operands[0] if str(operator) == "TJ" else [operands[0]]
                for code in b"".join(bytes(one) for one in told if isinstance(one, pikepdf.String)):
                    yield number, name, code, known[fonts[name].objgen].get(code, 0)


def test_no_glyph_stands_for_a_missing_one(documents: tuple[str, Documents]) -> None:
    for path in documents[1].values():
        found = list(drawn(path))
        assert len(found) > 500
        assert [one for one in found if one[3] == 0] == []


def test_no_page_of_the_plan_holds_a_few_lines_alone(documents: tuple[str, Documents]) -> None:
    pages = pages_of(documents[1]["pdf",])
    blank = "Leftblankfornotes" if documents[0] == "en" else "本页留白"
    assert [(at, len(text)) for at, text in enumerate(pages, start=1) if len(text) < 250 and blank not in text and at > 1] == []


@pytest.fixture(scope="module", params=["zh_CN", "en"])
def lying_about(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every section of the handouts, the poster on A3 and on A4, of the demonstration."""
    folder, words = tmp_path_factory.mktemp("handouts"), load_words(request.param)
    wanted = {"handouts": Options(), "poster": Options(), "halves": Options(halves=True)}
    with closing(demo_store(folder)) as store:
        for name, options in wanted.items():
            EXPORTS["poster" if name == "halves" else name].write(store, words, folder / f"{name}.pdf", options)
    return {name: folder / f"{name}.pdf" for name in wanted}


def test_handouts_and_posters_draw_whole_glyphs_of_embedded_faces(lying_about: dict[str, Path]) -> None:
    for name, path in lying_about.items():
        found = list(drawn(path))
        assert len(found) > (10_000 if name == "handouts" else 500)
        assert [one for one in found if one[3] == 0] == []
        faces = set(fonts_of(path))
        assert faces and all(embedded and "Workshop" in face for face, embedded in faces), name


def test_typical_pages_look_as_they_were_kept(documents: tuple[str, Documents]) -> None:
    """Where a page was changed on purpose: look at it, then `python -m tests.report.golden`."""
    if documents[0] == "zh_CN":
        kept = {path.stem: Image.open(path).convert("L") for path in FOLDER.glob("*.png")}
        found = {name: round(apart(picture, kept.pop(name)), 2) for name, picture in pictures(documents[1])}
        assert kept == {} and len(found) == 6
        assert {name: value for name, value in found.items() if value > SAME} == {}
