"""A figure leaves the screen: by right click or the menu key as PNG, as SVG, or to the clipboard."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from workshop.exports.figure_files import MARGIN, keep_figure, svg_of
from workshop.model.errors import Trouble
from workshop.paths import safe_name
from workshop.session import Session
from workshop.ui.safety.leaving import may_leave
from workshop.ui.theme import look_of
from workshop.ui.widgets.figure import FigureView, paint

SCALE = 3  # pixels of a saved picture to one of the screen: 288 dpi, enough for a slide or a printed page


def offer_files(view: FigureView, session: Session, name: str) -> None:
    """Give a figure its menu; `name` is the figure's in the user's language: file name, title, and what a screen reader says."""
    if not view.accessibleName():
        view.setAccessibleName(name)
    view.set_menu(partial(_open, view, session, name))


def menu_of(view: FigureView, session: Session, name: str) -> QMenu:
    """The three ways out; deletes itself when closed."""
    _ = session.words
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(_("另存为图片（PNG）…")).triggered.connect(lambda: _save(view, session, name, ".png"))
    menu.addAction(_("另存为矢量图（SVG）…")).triggered.connect(lambda: _save(view, session, name, ".svg"))
    menu.addAction(_("复制图片")).triggered.connect(lambda: _copy(view, session))
    return menu


def image_of(view: FigureView) -> QImage:
    """What the figure shows now, on the theme's ground with a margin, SCALE times as fine; null while it shows nothing."""
    picture = view.picture()
    if picture is None:
        return QImage()
    wide, high = (round((side + 2 * MARGIN) * SCALE) for side in (picture.width, picture.height))
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(look_of(view).colour("surface"))
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    painter.translate(MARGIN, MARGIN)
    paint(painter, picture)
    painter.end()
    image.setDotsPerMeterX(round(96 * SCALE / 0.0254))
    image.setDotsPerMeterY(round(96 * SCALE / 0.0254))
    return image


def _open(view: FigureView, session: Session, name: str, at: QPoint) -> None:
    if view.picture() is not None and QApplication.activePopupWidget() is None:  # some systems tell the menu key twice
        menu_of(view, session, name).popup(at)


def _save(view: FigureView, session: Session, name: str, suffix: str) -> None:
    _, store = session.words, session.store
    picture = view.picture()
    if picture is None or not may_leave(session, view):
        return
    place = store.path.with_name(f"{store.path.stem}-{safe_name(name)}{suffix}")
    chosen, _kind = QFileDialog.getSaveFileName(view, _("导出到"), str(place), f"{suffix[1:].upper()} (*{suffix})")
    if not chosen:
        return
    data = _png(image_of(view)) if suffix == ".png" else svg_of(picture, name, look_of(view)["surface"])
    try:
        keep_figure(Path(chosen), suffix, data, store.path, session.sealed_with)
    except Trouble as trouble:
        session.failed.emit(trouble)


def _copy(view: FigureView, session: Session) -> None:
    if may_leave(session, view):
        QApplication.clipboard().setImage(image_of(view))


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
