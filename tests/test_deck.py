"""The board's deck and the archive copy: native charts, real titles, nothing the leaders' edition hides; PDF/A or a reason."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from tests.demo_file import demo_store
from tests.model.packs import pack_files
from tests.model.store.conftest import Ticking, profile
from workshop.exports import EXPORTS, archive
from workshop.exports.deck import MOST
from workshop.model.errors import EnvironmentTrouble
from workshop.model.store import Store
from workshop.words import load_words

ZH = load_words("zh_CN")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = demo_store(tmp_path_factory.mktemp("deck"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def slides(store: Store, tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    path = tmp_path_factory.mktemp("deck") / "a.pptx"
    assert EXPORTS["pptx"].write(store, ZH, path) == ()
    return list(Presentation(io.BytesIO(path.read_bytes())).slides)


def texts(slide: object) -> str:
    found = []
    for shape in slide.shapes:  # type: ignore[attr-defined]
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if getattr(shape, "has_table", False) and shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def test_at_most_twelve_slides_each_with_a_title(slides: list[object]) -> None:
    assert 8 <= len(slides) <= MOST
    assert all(slide.shapes.title.text for slide in slides)  # type: ignore[attr-defined]
    assert all("工作坊自评，不同于监管评级、等保定级" in texts(slide) for slide in slides)


def test_charts_are_native_and_described(store: Store, slides: list[object]) -> None:
    frames = [shape for slide in slides for shape in slide.shapes if shape.has_chart]  # type: ignore[attr-defined]
    kinds = {frame.chart.chart_type for frame in frames}
    assert {XL_CHART_TYPE.RADAR_MARKERS, XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.BAR_STACKED, XL_CHART_TYPE.COLUMN_CLUSTERED} == kinds
    assert all(frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames)
    radar = next(frame.chart for frame in frames if frame.chart.chart_type == XL_CHART_TYPE.RADAR_MARKERS)
    assert list(radar.plots[0].categories) == [one.short for one in store.pack.dimensions.values()]
    assert [round(value, 1) for value in radar.plots[0].series[0].values] == [3.0, 3.3, 3.0, 2.3, 2.5, 3.5]


def test_no_group_and_no_dissent_reaches_the_board(store: Store, slides: list[object]) -> None:
    told = "\n".join(texts(slide) for slide in slides)
    state = store.state()
    assert not [group for group in state.groups() if group in told]
    assert not [row.text for row in state.dissents if row.text in told]


def test_a_bare_engagement_has_a_short_deck(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.workshop", pack_files(), profile(), clock=Ticking())
    EXPORTS["pptx"].write(store, load_words("en"), tmp_path / "a.pptx")
    assert 3 <= len(Presentation(io.BytesIO((tmp_path / "a.pptx").read_bytes())).slides) <= MOST
    store.close()


def test_the_archive_copy_says_what_pdf_a_asks(store: Store, tmp_path: Path) -> None:
    EXPORTS["pdfa"].write(store, ZH, tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as file:
        with file.open_metadata() as facts:
            assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("2", "B")
            assert facts["dc:title"] == str(file.docinfo["/Title"])
        assert file.Root.OutputIntents[0].DestOutputProfile.N == 3
        assert "/OpenAction" not in file.Root
        assert file.trailer.ID is not None
        fonts = {str(font.get("/BaseFont")): font for page in file.pages for font in (page.Resources.get("/Font") or {}).values()}
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts.values())
        assert all(note.F == 4 for page in file.pages for note in page.get("/Annots", []))


def test_without_the_extra_a_sentence_says_why(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "available", lambda: False)
    with pytest.raises(EnvironmentTrouble, match="no_archive"):
        EXPORTS["pdfa"].write(store, ZH, tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []
