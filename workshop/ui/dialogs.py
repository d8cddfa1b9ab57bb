"""The few questions asked before the room is there: a new engagement, a passphrase, where a file is; and the word after a crash."""

import secrets
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from workshop.crash import Crash
from workshop.paths import safe_name
from workshop.ui.safety.secret import NewSecret, SecretLine, fit
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Check, Dropdown
from workshop.ui.widgets.fields import Field, TextLine
from workshop.ui.widgets.text import Label, Prose
from workshop.words import Words

SUFFIX = ".workshop"


class NewEngagement(Struct, frozen=True):
    """What a new engagement begins with."""

    bank: str
    bank_type: str
    path: Path
    passphrase: str | None


def file_name(bank: str, protected: bool) -> str:
    """A file name from a bank's name, safe on every system; of a protected engagement it says nothing of the bank."""
    tail = secrets.token_hex(4)
    if protected:
        return f"workshop-{tail}{SUFFIX}"
    return f"{safe_name(bank)}-{tail}{SUFFIX}"


def ask_open(parent: QWidget | None, words: Words, folder: Path) -> Path | None:
    """The system's own dialog for an existing file."""
    _ = words
    name, _kind = QFileDialog.getOpenFileName(parent, _("打开诊断"), str(folder), _("共识工坊文件 (*.workshop)"))
    return Path(name) if name else None


def ask_save(parent: QWidget | None, words: Words, suggestion: Path) -> Path | None:
    """The system's own dialog for a new engagement's place."""
    _ = words
    name, _kind = QFileDialog.getSaveFileName(parent, _("保存到"), str(suggestion), _("共识工坊文件 (*.workshop)"))
    if not name:
        return None
    path = Path(name)
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


class _Dialog(QDialog):
    """Enter is the primary button, Esc gives up."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm()
        else:
            super().keyPressEvent(event)

    def confirm(self) -> None:
        """What the primary button does."""
        self.accept()


class NewDialog(_Dialog):
    """Bank, type, place and protection; `result_value` holds what was accepted."""

    def __init__(self, words: Words, types: list[tuple[str, str]], folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self.words = words
        self._folder = folder
        self._chosen: Path | None = None
        self.result_value: NewEngagement | None = None
        self.setWindowTitle(_("新建诊断"))
        self.setMinimumWidth(520)
        self.bank = TextLine(words, placeholder=_("例如 某某农村商业银行"), limit=80, name=_("银行名称"))
        self.bank.textChanged.connect(self._show_path)
        self.bank_field = Field(_("银行名称"), self.bank)
        self.kind = Dropdown(types, _("银行类型"))
        self.kind.set_value(types[0][0])
        self.protect = Check(_("用口令保护这份诊断（推荐）"))
        self.protect.setChecked(True)
        self.protect.toggled.connect(self._show_path)
        self.declined = Prose(_("不用口令：拿到文件的人都能打开，包括 U 盘上的备份。"), "caption", "discuss-text")
        self.new_secret = NewSecret(words)
        self.secret, self.again = self.new_secret.secret, self.new_secret.again
        self.where = Prose("", "caption", "ink2")
        self._build()
        self.new_secret.draw_words()
        self._show_path()

    def _build(self) -> None:
        _ = self.words
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Label(_("新建诊断"), "title"))
        column.addWidget(self.bank_field)
        column.addWidget(Field(_("银行类型"), self.kind))
        column.addWidget(self.protect)
        column.addWidget(self.declined)
        column.addWidget(self.new_secret)
        column.addWidget(self.where)
        row = QHBoxLayout()
        self.place = Button(_("换个位置"), "ghost")
        self.place.clicked.connect(self._choose_place)
        row.addWidget(self.place)
        row.addStretch(1)
        cancel = Button(_("取消"), "plain")
        cancel.clicked.connect(self.reject)
        self.create_button = Button(_("新建"), "primary")
        self.create_button.clicked.connect(self.confirm)
        row.addWidget(cancel)
        row.addWidget(self.create_button)
        column.addLayout(row)

    def _show_path(self) -> None:
        on = self.protect.isChecked()
        self.new_secret.setVisible(on)
        self.declined.setVisible(not on)
        self._path = self._chosen or self._folder / file_name(self.bank.text(), on)
        self.where.set_text(self.words("保存在 {path}，边录边存。", path=self._path))
        fit(self)

    def _choose_place(self) -> None:
        chosen = ask_save(self, self.words, self._path)
        if chosen is not None:
            self._chosen = chosen
            self._show_path()

    def confirm(self) -> None:
        """Accept when everything needed is there; else each field says what is missing."""
        _ = self.words
        bank, on = self.bank.text().strip(), self.protect.isChecked()
        self.bank_field.set_error("" if bank else _("银行名称不能为空，请填写。"))
        secret = self.new_secret.value() if on else None
        if bank and (secret or not on):
            self.result_value = NewEngagement(bank, self.kind.value(), self._path, secret)
            self.accept()


class PassphraseDialog(_Dialog):
    """Asks for the passphrase of a protected file; the sentence of a failed try stands above the field."""

    def __init__(self, words: Words, path: Path, trouble: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words
        self.setWindowTitle(_("输入口令"))
        self.setMinimumWidth(440)
        self.secret = SecretLine(_("口令"))
        field = Field(_("口令"), self.secret)
        field.set_error(trouble)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Prose(_("{name} 受口令保护。", name=path.name), "body", "ink"))
        column.addWidget(field)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel, go = Button(_("取消"), "plain"), Button(_("打开"), "primary")
        cancel.clicked.connect(self.reject)
        go.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(go)
        column.addLayout(row)


class TellDialog(_Dialog):
    """One sentence and a way on, before a window of ours is open."""

    def __init__(self, words: Words, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("共识工坊"))
        self.setMinimumWidth(440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Label(title, "lead"))
        column.addWidget(Prose(text, "body", "ink"))
        self.row = QHBoxLayout()
        self.row.addStretch(1)
        close = Button(words("知道了"), "primary")
        close.clicked.connect(self.accept)
        self.row.addWidget(close)
        column.addLayout(self.row)


class CrashDialog(TellDialog):
    """What happened, that the record is safe, and how to pass the report on."""

    def __init__(self, words: Words, crash: Crash, parent: QWidget | None = None) -> None:
        _ = words
        text = _("程序遇到了意外错误。已保存的内容完好，可以继续工作；如反复出现，请把报告交给支持人员。")
        super().__init__(words, _("出了点问题"), text, parent)
        self.what = Label(crash.what, "caption", "ink2", elide=True)
        self.column.insertWidget(2, self.what)
        copy, folder = Button(_("复制报告"), "ghost"), Button(_("打开日志文件夹"), "ghost")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(crash.where))
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(crash.log.parent))))
        self.row.insertWidget(0, copy)
        self.row.insertWidget(1, folder)
