"""Pictures and files kept inside the engagement: pasted, dropped or chosen; they leave it again only by the user's own hand."""

import mimetypes
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.errors import Refused
from workshop.model.rows import Attachment
from workshop.model.state import State
from workshop.model.store import Store
from workshop.paths import safe_name
from workshop.session import Session
from workshop.ui.dimension.layout import column, empty
from workshop.ui.view import View
from workshop.ui.widgets.buttons import Button, IconButton
from workshop.ui.widgets.text import Label

LIMIT = 10 * 1024 * 1024  # bytes; the Store refuses more
Subject = tuple[str, str]


def size_word(size: int) -> str:
    """1.2 MB, 34 KB."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))} KB"


def attach_files(session: Session, subject: Subject, paths: Sequence[Path]) -> int:
    """Keep copies of files; what is too large or cannot be read is told, the others are kept. Returns how many."""
    kept = 0
    for path in paths:
        try:
            if path.stat().st_size > LIMIT:
                raise Refused("attachment.size", name=path.name, limit=LIMIT // 1024 // 1024)
            content = path.read_bytes()
        except OSError as error:
            session.failed.emit(Refused("attachment.unread", name=path.name, detail=error.strerror or ""))
        except Refused as refusal:
            session.failed.emit(refusal)
        else:
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            kept += session.do(Store.attach, *subject, path.name, kind, content)
    return kept


def attach_image(session: Session, subject: Subject, image: QImage) -> bool:
    """Keep a picture as PNG under the time it was pasted."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    name = session.words("图片 {time}.png", time=f"{session.now():%H-%M-%S}")
    return session.do(Store.attach, *subject, name, "image/png", bytes(held.data()))


def attach_from(session: Session, subject: Subject, data: QMimeData | None) -> tuple[int, int]:
    """What a clipboard or a drop brings: files first, else a picture. Returns how many were kept, and how many there were."""
    if data is None:
        return 0, 0
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files := [path for path in paths if path.is_file()]:
        return attach_files(session, subject, files), len(files)
    image = data.imageData() if data.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return 0, 0
    return int(attach_image(session, subject, image)), 1


class Attachments(View):
    """The attachments of what is on screen, with their way out and a way to take them off."""

    watches = Change.NOTES

    def __init__(self, session: Session, subject: Callable[[], Subject], parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._subject = subject
        self._shown: tuple[Attachment, ...] | None = None
        self.add_button, self._list = Button(_("添加文件"), "plain", icon="clip"), column(6)
        self.add_button.clicked.connect(self.choose)
        head = QHBoxLayout()
        head.addWidget(Label(_("附件"), "lead"))
        head.addStretch(1)
        head.addWidget(self.add_button)
        hint = Label(_("Ctrl+V 粘贴图片，或把文件拖进窗口"), "caption", "ink3", elide=True)
        column(8, head, hint, self._list, parent=self)

    def rows(self, state: State) -> tuple[Attachment, ...]:
        """What belongs to the subject on screen."""
        return tuple(one for one in state.attachments if (one.subject_kind, one.subject) == self._subject())

    def show_state(self, state: State) -> None:
        rows = self.rows(state)
        if rows == self._shown:
            return
        self._shown = rows
        empty(self._list)
        for one in rows:
            self._list.addLayout(self._row(one))

    def _row(self, one: Attachment) -> QHBoxLayout:
        _ = self.words
        line = QHBoxLayout()
        line.addWidget(Label(one.name, elide=True), 1)
        line.addWidget(Label(size_word(one.size), "caption", "ink3"))
        save, drop = IconButton("save", _("另存 {name}", name=one.name)), IconButton("trash", _("删除 {name}", name=one.name))
        save.clicked.connect(partial(self.save, one))
        drop.clicked.connect(partial(self.drop, one))
        line.addWidget(save)
        line.addWidget(drop)
        return line

    def choose(self) -> None:
        """The system's own dialog for files to keep."""
        names, _kind = QFileDialog.getOpenFileNames(self, self.words("添加附件"))
        attach_files(self.session, self._subject(), [Path(name) for name in names])

    def save(self, one: Attachment, *_clicked: bool) -> None:
        """A copy where the user says; nothing is opened and nothing is written elsewhere."""
        place = self.session.store.path.with_name(safe_name(Path(one.name).stem) + Path(one.name).suffix)
        chosen, _kind = QFileDialog.getSaveFileName(self, self.words("保存到"), str(place))
        if not chosen:
            return
        try:
            Path(chosen).write_bytes(self.session.store.attachment_bytes(one.id))
        except OSError as error:
            self.session.failed.emit(Refused("attachment.unsaved", name=one.name, detail=error.strerror or ""))

    def drop(self, one: Attachment, *_clicked: bool) -> None:
        """Off; the bytes are erased from the file."""
        self.session.do(Store.remove_attachment, one.id)
