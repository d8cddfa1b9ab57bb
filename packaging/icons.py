"""The program's icon in every size and format a system asks for: assets/icons/mark.svg → build/icons (PNG, ICO, ICNS)."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
MARK = ROOT / "assets" / "icons" / "mark.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def make(folder: Path) -> list[Path]:
    """One PNG a size, and one file for Windows and macOS each."""
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    made = [_png(folder / f"workshop-{size}.png", size) for size in SIZES]
    with Image.open(made[-1]) as largest:
        largest.save(folder / "workshop.ico", sizes=[(size, size) for size in SIZES if size <= 256])
        largest.save(folder / "workshop.icns")
    del app
    return [*made, folder / "workshop.ico", folder / "workshop.icns"]


def _png(path: Path, size: int) -> Path:
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(MARK.read_bytes())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    picture.save(str(path))
    return path


if __name__ == "__main__":
    make(ROOT / "build" / "icons")
