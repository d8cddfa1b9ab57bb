"""The guide's pictures (`make pictures`): the console at each stage of the demonstration file and the wall at two, few colours, small."""

import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from PySide6.QtCore import QBuffer, QEventLoop, QTimer  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from workshop import demo  # noqa: E402
from workshop.guide import PICTURES, load_guide, picture_path  # noqa: E402
from workshop.session import Session  # noqa: E402
from workshop.ui.main_window import MainWindow  # noqa: E402
from workshop.ui.theme import dress, load_fonts, load_looks, load_rare_fonts  # noqa: E402
from workshop.words import LANGUAGES, load_words  # noqa: E402

CONSOLE, WALL = (1200, 720), (1120, 630)  # px
COLOURS, MOST = (64, 32, 24, 16), 60_000  # colours of a picture, tried in turn; bytes of its file
REST = 900  # ms until what turning a page set off has come to rest
PLACES = {"dimension": "dimension.data"}  # the guide's page for all six is shown at one of them


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def small(picture: QImage) -> bytes:
    """A PNG with a palette; ValueError when it is too large for a document."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    with Image.open(BytesIO(bytes(buffer.data().data()))) as whole:
        flat = whole.convert("RGB")
    for colours in COLOURS:
        out = BytesIO()
        flat.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MOST:
            return out.getvalue()
    raise ValueError(f"{out.tell()} bytes")


def paint(language: str, folder: Path) -> None:
    """All pictures of one language into docs/guide/."""
    words = load_words(language)
    store = demo.build(folder / f"{language}.workshop", language=language)
    session = Session(store, words)
    console = MainWindow(session)
    console.resize(*CONSOLE)
    console.show()
    for page in load_guide(language).pages:
        console.go(PLACES.get(page.key, page.key))
        wait(REST)
        shown = {"console": lambda: console.grab().toImage(), "wall": lambda: console.stage.wall.picture(*WALL)}
        for view in PICTURES.get(page.key, ()):
            (ROOT / "docs" / picture_path(page.key, view, language)).write_bytes(small(shown[view]()))
    console.close()
    session.close()


def main() -> None:
    """Paint them anew; what the guide no longer names is taken away."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    load_fonts()
    load_rare_fonts()
    dress(app, load_looks().light)
    place = ROOT / "docs" / "guide"
    place.mkdir(exist_ok=True)
    for old in place.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKSHOP_HOME"] = folder
        for language in LANGUAGES:
            paint(language, Path(folder))


if __name__ == "__main__":
    main()
