"""The client's logo, the line of classification and the word of a draft: what is taken, what is refused, where it is printed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw  # type: ignore[import-untyped]
import pytest
from docx import Document
from msgspec.structs import replace
from PIL import Image
from pptx import Presentation
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.report import engagement
from tests.report.test_plan import pages_of
from workshop.exports import EXPORTS, Options
from workshop.exports.plan import before_print
from workshop.model.content import load_pack
from workshop.model.errors import Refused
from workshop.model.front import CLASSIFICATION, LOGO_LIMIT, classification
from workshop.model.rows import Text
from workshop.model.store import Store
from workshop.report.logo import HIGH, WIDE, Logo
from workshop.report.plan import write_plan
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.plan.front import FrontPanel
from workshop.words import load_words

ZH = load_words("zh_CN")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = engagement.new_store(tmp_path / "front.workshop")
    yield made
    made.close()


def picture(kind: str = "PNG", size: tuple[int, int] = (280, 48), mode: str = "RGB") -> bytes:
    held = BytesIO()
    Image.new(mode, size, (200, 30, 30, 0)[: len(mode)]).save(held, kind)
    return held.getvalue()


def claimed(wide: int, high: int) -> bytes:
    """A PNG of a few bytes whose header claims this many pixels."""
    chunks = b"IHDR" + struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0), b"IDAT" + zlib.compress(b""), b"IEND"
    parts = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def told(store: Store, content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        store.set_logo(content, "标志.png")
    assert "标志.png" in sentence(ZH, refused.value)
    assert store.logo() is None
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "logo.kind"),
        (b"GIF89a" + bytes(40), "logo.kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.kind"),
        (picture() + bytes(LOGO_LIMIT), "logo.size"),
        (picture(size=(4001, 1)), "logo.side"),
        (claimed(60_000, 60_000), "logo.side"),  # a bomb: refused by its header
        (claimed(0, 10), "logo.broken"),
        (claimed(10, 10), "logo.broken"),
        (picture()[:-30], "logo.broken"),
        (picture("JPEG")[:300], "logo.broken"),
        (b"\xff\xd8\xff" + bytes(50), "logo.broken"),
    ],
)
def test_what_cannot_be_printed_is_not_kept(store: Store, content: bytes, code: str) -> None:
    assert told(store, content) == code


def test_a_logo_takes_the_place_of_the_one_before(store: Store) -> None:
    store.set_logo(picture(), "一.png")
    store.attach("topic", "", "附件.txt", "text/plain", b"x")
    store.set_logo(picture("JPEG"), "二.bin")  # its bytes count, not its name
    found = {one.name: one.mime for one in store.state().attachments}
    assert found == {"附件.txt": "text/plain", "二.bin": "image/jpeg"}
    assert store.logo() == picture("JPEG")
    store.remove_logo()
    assert [one.name for one in store.state().attachments] == ["附件.txt"] and store.logo() is None


@pytest.mark.parametrize("text", ["秘密", "机密★3年", "绝 密", "绝\u200b密", "機密", "商业秘密和机密", "国家秘密"])
def test_a_marking_of_state_secrets_is_refused(store: Store, text: str) -> None:
    with pytest.raises(Refused) as refused:
        store.set_text(CLASSIFICATION, text)
    said = sentence(ZH, refused.value)
    assert all(word in said for word in ("内部公开", "内部资料", "商业秘密"))
    assert classification(store.state()) == ""
    brought = replace(store.state(), texts={CLASSIFICATION: Text(CLASSIFICATION, text, "")})  # by a file from elsewhere
    assert classification(brought) == ""


def test_a_line_is_a_line(store: Store) -> None:
    store.set_text(CLASSIFICATION, "商业秘密 · 保存三年")
    assert classification(store.state()) == "商业秘密 · 保存三年"
    store.set_text(CLASSIFICATION, "甲" * 60)
    with pytest.raises(Refused, match=r"classification\.long"):
        store.set_text(CLASSIFICATION, "甲" * 61)


@pytest.mark.parametrize(("size", "box"), [((560, 96), (140, 24)), ((100, 400), (12, 48)), ((30, 20), (30, 20))])
def test_a_logo_keeps_its_shape_within_its_box(size: tuple[int, int], box: tuple[int, int]) -> None:
    made = Logo(Image.new("RGBA", size))
    assert (made.width, made.height) == pytest.approx(box) and made.width <= WIDE and made.height <= HIGH
    assert made.picture.getpixel((0, 0)) == (255, 255, 255)  # clear is white


def pictures(path: Path) -> list[list[tuple[float, float, float, float]]]:
    """The boxes of the pictures of each page: left, bottom, right, top."""
    with pypdfium2.PdfDocument(path) as document:
        kinds = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
        return [[tuple(one.get_bounds()) for one in page.get_objects(filter=kinds)] for page in document]


def test_the_cover_bears_them_and_no_other_page_does(store: Store, tmp_path: Path) -> None:
    store.set_logo(picture(), "标志.png")
    store.set_text(CLASSIFICATION, "董事会专用·甲乙")
    path = tmp_path / "plan.pdf"
    EXPORTS["pdf"].write(store, ZH, path, Options())
    first, *others = pictures(path)
    assert others and not any(others)
    ((left, bottom, right, top),) = first
    assert left < 100 and top > 700 and (right - left, top - bottom) == pytest.approx((140, 24))
    cover, *rest = pages_of(path)
    assert cover.index("未经同意不得外传") < cover.index("董事会专用·甲乙")
    assert not any("董事会专用" in page for page in rest)


def test_the_editable_copies_bear_the_logo_on_their_first_page(store: Store, tmp_path: Path) -> None:
    def drawn(name: str) -> list[tuple[float, float]]:
        """Width and height in points of what is described as the logo."""
        path = tmp_path / f"a.{name}"
        EXPORTS[name].write(store, ZH, path, Options())
        if name == "docx":
            inlines = Document(str(path)).inline_shapes
            return [(one.width.pt, one.height.pt) for one in inlines if one._inline.docPr.get("descr") == "封面标志"]
        shapes = [one for slide in list(Presentation(str(path)).slides)[:1] for one in slide.shapes if hasattr(one, "image")]
        return [(one.width.pt, one.height.pt) for one in shapes if one._element.nvPicPr.cNvPr.get("descr") == "封面标志"]

    assert drawn("docx") == drawn("pptx") == []
    store.set_logo(picture(), "标志.png")
    for name in ("docx", "pptx"):
        assert drawn(name) == [pytest.approx((140, 24), abs=0.1)]


def test_a_broken_picture_stops_no_print_and_is_told_before(store: Store, tmp_path: Path) -> None:
    state, pack = store.state(), load_pack(store.pack_files(), "zh_CN")
    assert not any("封面标志" in one for one in before_print(state, pack, ZH, logo=None))
    assert not any("封面标志" in one for one in before_print(state, pack, ZH, logo=picture()))
    for spoiled in (b"", picture()[:-30], claimed(60_000, 60_000)):
        assert "封面标志" in before_print(state, pack, ZH, logo=spoiled)[0]
    write_plan(state, pack, ZH, tmp_path / "plan.pdf", logo=picture()[:-30])
    assert not any(pictures(tmp_path / "plan.pdf"))


def test_a_draft_says_so_on_every_page_unless_there_is_more_to_say(store: Store, tmp_path: Path) -> None:
    state, pack = store.state(), load_pack(store.pack_files(), "zh_CN")

    def marks(holder: str = "", **fields: object) -> set[bool]:
        path = tmp_path / "plan.pdf"
        changed = replace(state, engagement=replace(state.engagement, **fields))  # type: ignore[arg-type]
        write_plan(changed, pack, ZH, path, holder=holder)
        return {page.count("讨论稿") > page.count("讨论稿·") + (at == 0) for at, page in enumerate(pages_of(path))}

    assert marks() == {True}
    assert marks(holder="第3份") == {False}
    assert marks(rehearsal=1) == {False}
    assert marks(wording="issued") == {False}


def test_the_panel_takes_shows_and_removes(qtbot: QtBot, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = FrontPanel(Session(store, ZH))
    qtbot.addWidget(panel)
    panel.show()
    good, bad = tmp_path / "好.png", tmp_path / "坏.png"
    good.write_bytes(picture())
    bad.write_bytes(b"no picture")
    for path, kept in ((good, True), (bad, True)):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, path=path: (str(path), ""))
        qtbot.mouseClick(panel.pick, Qt.MouseButton.LeftButton)
        assert (store.logo() == picture()) is kept
        assert panel.complaint.isVisible() is (path is bad)
    assert panel.picture.isVisible() and panel.picture.size().width() == 140 and panel.name.text() == "好.png"
    qtbot.mouseClick(panel.off, Qt.MouseButton.LeftButton)
    assert store.logo() is None and not panel.picture.isVisible() and not panel.complaint.isVisible()
    panel.line.insert("机密")
    panel.line.flush()
    assert CLASSIFICATION not in store.state().texts and panel.line.text() == "机密"
    panel.line.clear()
    panel.line.insert("商业秘密")
    panel.line.flush()
    assert store.state().texts[CLASSIFICATION].text == "商业秘密"
