"""The recovery sheet: the passphrase on paper, from the printer straight, so that no file ever holds it."""

from datetime import date
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPageSize, QPainter, QPen
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from workshop.ui.theme import font
from workshop.words import Words

MM = 1 / 25.4  # inches


class Sheet(Struct, frozen=True):
    """What stands on it; nothing of the bank."""

    file: str
    passphrase: str
    made: date


def ask_print(parent: QWidget | None, words: Words, path: Path, passphrase: str) -> bool:
    """The system's print dialog, then one page; False when it was given up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName("workshop")
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return False
    painter = QPainter(printer)
    paint(painter, printer.resolution(), words, Sheet(path.name, passphrase, date.today()))
    painter.end()
    return True


def paint(painter: QPainter, dots: int, words: Words, sheet: Sheet) -> None:
    """One page for a painter with so many dots to the inch."""
    _, mm = words, dots * MM
    width, top = 170 * mm, 10 * mm
    painter.setPen(QPen(Qt.GlobalColor.black, 0.3 * mm))
    lines = (
        (9.0, True, _("共识工坊")),
        (20.0, True, _("口令恢复单")),
        (11.0, False, _("文件：{name}", name=sheet.file)),
        (11.0, False, _("日期：{day}", day=f"{sheet.made:%Y-%m-%d}")),
    )
    for size, bold, text in lines:
        top = _write(painter, mm, QRectF(10 * mm, top, width, 40 * mm), text, size, bold) + 3 * mm
    box = QRectF(10 * mm, top + 4 * mm, width, 34 * mm)
    painter.drawRect(box)
    face = QFont("monospace")
    face.setStyleHint(QFont.StyleHint.Monospace)
    face.setPixelSize(round(7 * mm))
    painter.setFont(face)
    painter.drawText(box.adjusted(5 * mm, 2 * mm, -5 * mm, -2 * mm), _WRAPPED | Qt.AlignmentFlag.AlignVCenter, sheet.passphrase)
    top = box.bottom() + 8 * mm
    for text in (
        _("没有这个口令，谁也打不开这份诊断，包括软件的作者。"),
        _("大小写、空格都要照抄。请装入信封，由董事会办公室或其指定的人保管，不要与电脑放在一起。"),
        _("保管人：＿＿＿＿＿＿＿＿＿＿　　签收日期：＿＿＿＿＿＿＿＿＿＿"),
    ):
        top = _write(painter, mm, QRectF(10 * mm, top, width, 60 * mm), text, 11.0, False) + 5 * mm


_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


def _write(painter: QPainter, mm: float, place: QRectF, text: str, points: float, bold: bool) -> float:
    """Text in our face; returns where it ends."""
    face = QFont(font("body"))
    face.setBold(bold)
    face.setPixelSize(max(1, round(points * 0.3528 * mm)))
    painter.setFont(face)
    taken = painter.drawText(place, _WRAPPED | Qt.AlignmentFlag.AlignTop, text)
    return float(taken.bottom()) if isinstance(taken, QRectF) else place.top() + face.pixelSize() * 1.5
