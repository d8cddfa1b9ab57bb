"""The backups of a file: what each holds, what differs from now, and one put back in the file's place or as a file of its own."""

from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from workshop.model.errors import Trouble
from workshop.model.rows import TABLES, key_of
from workshop.model.store import Store, backup, restoring
from workshop.model.store.backup import Kept
from workshop.sentences import sentence
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.text import Label, Prose
from workshop.wording_files import table_word
from workshop.words import Words


class Difference(Struct, frozen=True):
    """Of one table, from a backup to now: rows added, taken away, changed."""

    table: str
    added: int
    removed: int
    changed: int


def differences(before: Store, after: Store) -> tuple[Difference, ...]:
    """What was done since a backup, table by table; tables without a difference are left out."""
    found = []
    for name, kind in TABLES.items():
        keys = key_of(name)
        old, new = ({tuple(getattr(row, key) for key in keys): row for row in store.rows(kind)} for store in (before, after))
        changed = sum(old[key] != new[key] for key in old.keys() & new.keys())
        one = Difference(name, len(new.keys() - old.keys()), len(old.keys() - new.keys()), changed)
        if one.added or one.removed or one.changed:
            found.append(one)
    return tuple(found)


def reason_word(words: Words, reason: str) -> str:
    """Why a backup was made."""
    _ = words
    return {
        "change": _("定时"),
        "close": _("关闭时"),
        "migration": _("升级之前"),
        "import": _("导入之前"),
        "restore": _("恢复之前"),
        "asked": _("手动"),
    }[reason]


class RestoreDialog(QDialog):
    """Lists the backups; `chosen` holds the one to put back, once that was asked for and confirmed."""

    closing = Signal()

    def __init__(self, words: Words, store: Store | None, path: Path, passphrase: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self.words = words
        self._store, self._passphrase = store, passphrase
        self._path = path
        self.chosen: Kept | None = None
        self._sure = False
        self.backups = backup.kept(backup.folder_of(path))
        self.setWindowTitle(_("恢复与比较"))
        self.setMinimumSize(720, 480)
        self.list = QListWidget()
        self.list.setAccessibleName(_("备份"))
        for one in self.backups:
            self.list.addItem(self._line(one))
        self.list.currentRowChanged.connect(self._on_row)
        self.said = Prose("", "body", "ink")
        self.compare_button = Button(_("与现在比较"))
        self.restore_button = Button(_("恢复这一份"), "primary")
        close = Button(_("取消"), "plain")
        self.compare_button.clicked.connect(self.compare)
        self.restore_button.clicked.connect(self.restore)
        close.clicked.connect(self.reject)
        self._lay_out(close)
        if self.backups:
            self.list.setCurrentRow(0)
        else:
            self.said.set_text(_("还没有备份。"))
            self.restore_button.set_off(_("还没有备份。"))
        self.compare_button.setVisible(store is not None and bool(self.backups))

    def _lay_out(self, close: Button) -> None:
        _ = self.words
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Label(_("恢复与比较"), "title"))
        column.addWidget(
            Prose(_("恢复之前，现在的文件会先备份并留在一旁，不会丢。未揭示的评级票不在备份里，恢复后重新投。"), "body", "ink2")
        )
        column.addWidget(self.list, 1)
        column.addWidget(self.said)
        row = QHBoxLayout()
        row.addWidget(self.compare_button)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.restore_button)
        column.addLayout(row)

    def _line(self, one: Kept) -> str:
        _, reason = self.words, reason_word(self.words, one.reason)
        try:
            told = restoring.contents(one.path, self._passphrase)
        except Trouble:
            return _("第 {number} 份　{reason}　打不开", number=one.counter, reason=reason)
        about = {"number": one.counter, "reason": reason, "at": told.at.replace("T", " "), "entries": told.entries, "records": told.records}
        return _("第 {number} 份　{at}　{reason}　定级 {records} 项　操作记录 {entries} 条", **about)

    def _on_row(self, row: int) -> None:
        self._sure = False
        self.restore_button.set_text(self.words("恢复这一份"))
        self.said.set_text("")

    def _current(self) -> Kept | None:
        row = self.list.currentRow()
        return self.backups[row] if 0 <= row < len(self.backups) else None

    def compare(self) -> None:
        """Say what was done since the backup under the cursor."""
        one, store = self._current(), self._store
        if one is None or store is None:
            return
        try:
            before = Store.open(one.path, self._passphrase, reading=True)
        except Trouble as trouble:
            self.said.set_text(sentence(self.words, trouble))
            return
        try:
            found = differences(before, store)
        finally:
            before.close()
        self.said.set_text(self._told(found))

    def _told(self, found: tuple[Difference, ...]) -> str:
        _ = self.words
        if not found:
            return _("这一份与现在完全相同。")
        parts = [
            _(
                "{name}：新增 {added}，去掉 {removed}，改动 {changed}",
                name=table_word(one.table, _),
                added=one.added,
                removed=one.removed,
                changed=one.changed,
            )
            for one in found
        ]
        return _("这一份之后：{parts}。", parts=_("；").join(parts))

    def restore(self) -> None:
        """The first click asks, the second does."""
        one = self._current()
        if one is None:
            return
        if not self._sure:
            self._sure = True
            self.restore_button.set_text(self.words("确认恢复第 {number} 份", number=one.counter))
            self.said.set_text(self.words("这一份之后的改动将不在恢复的文件里，但仍在留下的文件里。"))
            return
        self.chosen = one
        self.accept()
