"""A file that does not open because it is damaged: the last good backup is offered, or what can be saved of it in a new file."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.content import read_pack_files
from workshop.model.errors import Trouble
from workshop.model.store import Store, backup, needs_passphrase, restoring
from workshop.paths import asset_path
from workshop.sentences import sentence
from workshop.ui.safety.secret import fit
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.text import Label, Prose
from workshop.wording_files import missing_words
from workshop.words import Words

PACK = ("content", "small-bank-fintech-2019")


def is_damaged(path: Path, trouble: Trouble) -> bool:
    """Whether a file that looks protected is a damaged plain one: its newest backup opens without a passphrase."""
    if trouble.code != "file.locked_or_damaged":
        return False
    found = backup.kept(backup.folder_of(path))
    return bool(found) and not needs_passphrase(found[0].path)


class DamagedDialog(QDialog):
    """`opens` is the file to open next, once something was done; `salvaged` the origins of one that was made."""

    def __init__(self, words: Words, path: Path, passphrase: str | None, trouble: Trouble, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self.words = words
        self._path, self._passphrase = path, passphrase
        self.opens: Path | None = None
        self.salvaged: tuple[str, ...] = ()
        self._good = restoring.last_good(path, passphrase)
        self.setWindowTitle(_("文件已损坏"))
        self.setMinimumWidth(560)
        self.said = Prose("", "body", "ink")
        self.restore_button = Button(_("恢复最近的备份"), "primary")
        self.salvage_button = Button(_("抢救到新文件"))
        self.close_button = Button(_("取消"), "plain")
        self.restore_button.clicked.connect(self.restore)
        self.salvage_button.clicked.connect(self.salvage)
        self.close_button.clicked.connect(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Label(_("文件已损坏"), "title"))
        column.addWidget(Prose(sentence(_, trouble), "body", "ink"))
        column.addWidget(Prose(self._offer(), "body", "ink2"))
        column.addWidget(self.said)
        row = QHBoxLayout()
        row.addWidget(self.salvage_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.restore_button)
        column.addLayout(row)
        fit(self)

    def _offer(self) -> str:
        _ = self.words
        if self._good is None:
            self.restore_button.set_off(_("没有找到完好的备份。"))
            return _("没有找到完好的备份。可以把还能读出的内容抢救到一个新文件，损坏的文件不会改动。")
        told = restoring.contents(self._good.path, self._passphrase)
        about = {"at": told.at.replace("T", " "), "entries": told.entries, "records": told.records}
        return _("最近一份完好的备份记到 {at}，定级 {records} 项，操作记录 {entries} 条。损坏的文件会留在一旁。", **about)

    def restore(self) -> None:
        """The last good backup in the file's place."""
        if self._good is None:
            return
        try:
            restoring.put_back(self._good.path, self._passphrase, self._path)
        except Trouble as trouble:
            self.said.set_text(sentence(self.words, trouble))
            return
        self.opens = self._path
        self.accept()

    def salvage(self) -> None:
        """What can be read, in a new file beside the damaged one; what is missing is listed before it is opened."""
        _, number = self.words, 1
        word = _("抢救")
        while (target := self._path.with_name(f"{self._path.stem}-{word}{number}{self._path.suffix}")).exists():
            number += 1
        try:
            store, found = Store.salvage(self._path, self._passphrase, target, read_pack_files(asset_path(*PACK)))
        except Trouble as trouble:
            self.said.set_text(sentence(self.words, trouble))
            return
        self.opens, self.salvaged = target, store.origins()
        store.close()
        self.said.set_text(self.words("；").join(missing_words(found, self.words)))
        self.salvage_button.set_off(self.words("已抢救到新文件"))
        self.close_button.set_text(self.words("打开新文件"))
        fit(self)

    def _close(self) -> None:
        if self.opens is not None:
            self.accept()
        else:
            self.reject()
