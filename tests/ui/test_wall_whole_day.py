"""Every slide that the demonstration's day shows can be read at eight metres on every projector, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.demo_file import demo_store
from workshop.session import Session
from workshop.ui.pages import pages_of
from workshop.ui.theme import load_looks
from workshop.ui.wall.canvas import Written
from workshop.ui.wall.slides import QuestionSlide, Slide
from workshop.ui.wall.window import Wall
from workshop.words import load_words

SIZES = ((1920, 1080), (1280, 720), (1024, 768))


def slides(session: Session) -> Iterator[tuple[str, Slide]]:
    """All steps of all pages, as the clicker walks through them from each page's start."""
    for entry in pages_of(session.pack):
        page = entry.build(session)
        while page.back():
            pass
        yield entry.key, page.slide()
        for step in range(60):
            if not page.forward():
                break
            yield f"{entry.key} {step}", page.slide()
        page.deleteLater()


def written(wall: Wall, width: int, height: int) -> list[Written]:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    lines = wall.draw(painter, width, height)
    painter.end()
    return lines


def _core(line: Written) -> tuple[str, QRectF]:
    """A line's ink without the air above and below."""
    return line.text, line.rect.adjusted(1, line.rect.height() * 0.24, -1, -line.rect.height() * 0.24)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_visible_text_of_every_slide_is_large_enough_and_on_the_wall(tmp_path: Path, dressed: QApplication, language: str) -> None:
    store = demo_store(tmp_path)
    store.speak(language)
    session, wall = Session(store, load_words(language)), Wall(load_looks().wall_bright)
    seen: set[type[Slide]] = set()
    for name, slide in slides(session):
        seen.add(type(slide))
        wall.show_slide(slide)
        for width, height in SIZES:
            lines = written(wall, width, height)
            for line in lines:
                assert line.size >= 3.3, (name, line)
                if line.rect.width():
                    assert line.rect.left() >= -1 and line.rect.right() <= width + 1, (name, width, line)
                    assert line.rect.top() >= 0 and line.rect.bottom() <= height + 1, (name, width, line)
            places = [_core(line) for line in lines if line.rect.width() and len(line.text) > 1]
            clash = next(((one, other) for at, one in enumerate(places) for other in places[at + 1 :] if one[1].intersects(other[1])), None)
            assert clash is None, (name, width, clash)
            if isinstance(slide, QuestionSlide):
                large = "".join(line.text for line in lines if line.size >= 6.0).replace(" ", "")
                assert slide.question.replace(" ", "") in large, (name, width)
    assert len(seen) >= 5
    session.close()
