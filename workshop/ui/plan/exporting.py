"""Export buttons: where to, in which language and edition; nothing is overwritten unasked, and the folder can be opened."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from workshop.model.errors import EnvironmentTrouble, Refused, Trouble
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.safety.leaving import may_leave
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label, Prose
from workshop.words import LANGUAGES, Words, load_words

FORMATS = ("pdf", "xlsx", "csv", "json")
SUFFIXES = {"pdf": ".pdf", "xlsx": ".xlsx", "csv": "", "json": ".json"}


def ask_path(parent: QWidget, words: Words, suggestion: Path) -> Path | None:
    """The system's own dialog for where to save; it asks by itself before an existing file is replaced."""
    name, _kind = QFileDialog.getSaveFileName(parent, words("导出到"), str(suggestion))
    return Path(name) if name else None


class ExportPanel(QWidget):
    """Language, edition and the four formats; PDF is asked of the page, which prints beside the GUI."""

    options_changed = Signal()
    pdf_asked = Signal(object)  # Path

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.words = session, session.words
        self._last: Path | None = None
        _ = self.words
        self.language = Segment(tuple(LANGUAGES.items()), _("印刷语言"))
        self.language.set_value(self.words.language)
        self.edition = Segment([("working", _("工作底稿")), ("leaders", _("领导版"))], _("版本"))
        self.edition.set_value("working")
        self.about = Prose("", "caption", "ink2")
        self.missing, self.said = Prose("", "body", "discuss-text"), Prose("", "body")
        self.folder = Button(_("打开所在文件夹"), "link", icon="folder")
        self.folder.clicked.connect(self._open_folder)
        for choice in (self.language, self.edition):
            choice.chosen.connect(lambda _key: self._on_option())
        names = {"pdf": "PDF", "xlsx": "XLSX", "csv": "CSV", "json": "JSON"}
        self.buttons = {name: Button(_("导出 {format}", format=names[name])) for name in FORMATS}
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self.export(name))
        self._lay_out()
        self._on_option()

    def _lay_out(self) -> None:
        _ = self.words
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, button in enumerate(self.buttons.values()):
            grid.addWidget(button, at // 2, at % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for text, choice in ((_("语言"), self.language), (_("版本"), self.edition)):
            column.addWidget(Label(text, "caption", "ink3"))
            column.addWidget(choice)
        column.addWidget(self.about)
        column.addLayout(grid)
        for widget in (self.missing, self.said, self.folder):
            column.addWidget(widget)
        column.addStretch(1)
        self.folder.hide()

    def _on_option(self) -> None:
        _ = self.words
        leaders = _("领导版：字大，不含分组意见、证据文字、会议记录和标为敏感的内容。")
        self.about.set_text(leaders if self.edition.value() == "leaders" else _("工作底稿：全部记录，含不同意见与证据。"))
        self.options_changed.emit()

    def suggestion(self, name: str) -> Path:
        """Beside the engagement's own file."""
        store = self.session.store
        return store.path.with_name(f"{store.path.stem}{SUFFIXES[name]}" if SUFFIXES[name] else f"{store.path.stem}-csv")

    def export(self, name: str) -> None:
        """Ask where to, then write; a place that would be replaced without having been asked about is refused."""
        if not may_leave(self.session, self):
            return
        asked = ask_path(self, self.words, self.suggestion(name))
        if asked is None:
            return
        path = asked if not SUFFIXES[name] or asked.suffix.lower() == SUFFIXES[name] else asked.with_name(asked.name + SUFFIXES[name])
        if path != asked and path.exists():
            self.tell(Refused("file.exists", path=str(path)))
            return
        if path.exists() and path.samefile(self.session.store.path):
            self.tell(Refused("out.same", path=str(path)))
            return
        if name == "pdf":
            self.pdf_asked.emit(path)
        else:
            self._write(name, path)

    def _write(self, name: str, path: Path) -> None:
        from workshop.exports import EXPORTS
        from workshop.exports.sealing import sealed

        try:
            with sealed(self.session.sealed_with):
                missing = EXPORTS[name].write(self.session.store, load_words(self.language.value()), path)
        except Trouble as trouble:
            self.tell(trouble)
        except OSError as error:
            self.tell(EnvironmentTrouble("file.trouble", path=str(path), detail=error.strerror or ""))
        else:
            self.done(path, missing)

    def done(self, path: Path, missing: tuple[str, ...] = ()) -> None:
        """Say what was written and where."""
        self._last = path
        self.said.set_tone("ink")
        self.said.set_text(self.words("已导出 {name}", name=path.name))
        self.show_missing(missing)
        self.folder.show()

    def show_missing(self, missing: tuple[str, ...]) -> None:
        """Characters that no face has, before anything goes to paper."""
        _ = self.words
        told = _("有 {count} 个字没有字形，将印作〓：{chars}。请改写。", count=len(missing), chars=_("、").join(missing))
        self.missing.set_text(told if missing else "")
        self.missing.setVisible(bool(missing))

    def tell(self, trouble: Trouble) -> None:
        """Say what went wrong; nothing was changed."""
        self.said.set_tone("split-text")
        self.said.set_text(sentence(self.words, trouble))

    def _open_folder(self) -> None:
        if self._last is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last.parent)))
