"""Settings: language, themes, folders, the second backup place, when a protected engagement locks itself; and where the settings stand."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from workshop.settings import FILE, Settings
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.fields import Field, TextLine
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.words import LANGUAGES, Words

MINUTES = (0, 5, 10, 15, 30, 60)
WIDE = 720


class FolderLine(QWidget):
    """A folder typed or chosen; empty is allowed and means the default."""

    def __init__(self, words: Words, name: str, value: Path | None, default: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self._name = words, name
        self.line = TextLine(words, placeholder=default, limit=1000, name=name)
        self.line.set_text(str(value) if value is not None else "")
        self.button = Button(words("选择…"), "plain")
        self.button.setAccessibleName(f"{name} {words('选择…')}")
        self.button.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)

    def value(self) -> Path | None:
        """The folder, None for the default."""
        text = self.line.text().strip()
        return Path(text) if text else None

    def _choose(self) -> None:
        found = QFileDialog.getExistingDirectory(self, self._name, self.line.text())
        if found:
            self.line.set_text(found)


class SettingsDialog(QDialog):
    """Everything the settings file holds that somebody would choose; `chosen` after it was accepted."""

    def __init__(
        self, words: Words, settings: Settings, folder: Path, logs: Path, documents: Path, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.words, self._settings, self._folder, self._logs = words, settings, folder, logs
        self.setWindowTitle(words("设置"))
        self.setMinimumWidth(WIDE)
        self._make(documents)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Label(words("设置"), "title"))
        row = QHBoxLayout()
        row.setSpacing(24)
        for field in self._looks():
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        column.addLayout(row)
        for field in self._fields():
            column.addWidget(field)
        column.addWidget(HairLine())
        column.addLayout(self._foot())

    def _make(self, documents: Path) -> None:
        _, now = self.words, self._settings
        languages = list(LANGUAGES.items())
        self.language = _segment(languages, _("语言"), now.language if now.language in LANGUAGES else self.words.language)
        themes = [("system", _("跟随系统")), ("light", _("亮色")), ("dark", _("深色"))]
        self.theme = _segment(themes, _("界面"), now.theme)
        self.type_size = _segment([("100", _("标准")), ("125", _("大"))], _("字号"), str(now.text_size))
        self.wall = _segment([("bright", _("亮底")), ("dark", _("暗底"))], _("大屏"), now.wall)
        self.folder = FolderLine(_, _("诊断存放的文件夹"), now.folder, str(documents))
        self.second = FolderLine(_, _("第二备份位置"), now.second_place, _("没有"))
        words = {0: _("从不"), **{minutes: _("{minutes} 分钟无人操作后", minutes=minutes) for minutes in MINUTES[1:]}}
        if now.lock_minutes not in words:
            words[now.lock_minutes] = _("{minutes} 分钟无人操作后", minutes=now.lock_minutes)
        self.lock = Dropdown([(str(minutes), word) for minutes, word in sorted(words.items())], _("受保护的诊断自动锁定"))
        self.lock.set_value(str(now.lock_minutes))

    def _looks(self) -> Sequence[Field]:
        _ = self.words
        return (
            Field(_("语言"), self.language), Field(_("界面"), self.theme), Field(_("字号"), self.type_size), Field(_("大屏"), self.wall),
        )  # fmt: skip

    def _fields(self) -> Sequence[Field]:
        _ = self.words
        self.folder_field = Field(_("诊断存放的文件夹"), self.folder)
        self.second_field = Field(_("第二备份位置"), self.second, hint=_("例如 U 盘上的文件夹；拷贝读回核对后才算数"))
        return self.folder_field, self.second_field, Field(_("受保护的诊断自动锁定"), self.lock)

    def _foot(self) -> QVBoxLayout:
        _ = self.words
        self.where = Prose(_("设置保存在 {path}", path=self._folder / FILE), "caption", "ink2")
        self.logs = Button(_("打开日志文件夹"), "link")
        self.logs.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._logs))))
        self.cancel, self.save = Button(_("取消"), "plain"), Button(_("保存"), "primary")
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.confirm)
        row = QHBoxLayout()
        row.addWidget(self.logs)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        foot = QVBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.where)
        foot.addLayout(row)
        return foot

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm()
        else:
            super().keyPressEvent(event)

    def confirm(self) -> None:
        """Accept, unless a folder is named that is not there; what was typed stays."""
        said = {field: self._objection(line) for field, line in ((self.folder_field, self.folder), (self.second_field, self.second))}
        for field, why in said.items():
            field.set_error(why)
        if not any(said.values()):
            self.accept()

    def _objection(self, line: FolderLine) -> str:
        value = line.value()
        try:
            found = value is None or (value.is_absolute() and value.is_dir())
        except (OSError, ValueError):  # longer than any path, or with a character no path has
            found = False
        return "" if found else self.words("没有这个文件夹。请选择一个已有的文件夹，或留空。")

    def chosen(self) -> Settings:
        """The settings with what stands in the fields."""
        return replace(
            self._settings, language=self.language.value(), theme=self.theme.value(), text_size=int(self.type_size.value()),
            wall=self.wall.value(), folder=self.folder.value(), second_place=self.second.value(), lock_minutes=int(self.lock.value()),
        )  # fmt: skip


def _segment(options: Sequence[tuple[str, str]], name: str, value: str) -> Segment:
    made = Segment(options, name)
    made.set_value(value)
    return made
