"""The pages shown, sent to a printer: each drawn from memory at the printer's resolution, so that no file is made on the way."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from workshop.ui.plan.pages import Pages

MOST = 300  # dots per inch: more takes memory and shows nothing


def ask_printer(parent: QWidget) -> QPrinter | None:
    """The system's own print dialog; None when it was given up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    accepted = QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted
    return printer if accepted else None


def print_pages(pages: Pages, printer: QPrinter) -> int:
    """Every page, or those the dialog asked for, turned as it is; returns how many, 0 when the printer refused."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    painter, done = QPainter(), 0
    for at in range(max(first, 1) - 1, min(last, len(pages))):
        width, height = pages.size(at)
        turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(turned)
        if not (painter.begin(printer) if not painter.isActive() else printer.newPage()):
            break
        room = QRectF(painter.viewport())
        factor = min(room.width() / width, room.height() / height)
        dots = min(factor, MOST / 72)
        painter.drawImage(QRectF(0, 0, width * factor, height * factor), pages.image(at, round(width * dots)))
        done += 1
    if painter.isActive():
        painter.end()
    return done
