"""Export buttons: where to, in which language and edition; nothing is overwritten unasked, and the folder can be opened."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from workshop.exports.archive import available as archiving
from workshop.exports.given import Edition, Options
from workshop.model.errors import EnvironmentTrouble, Refused, Trouble
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.safety.leaving import may_leave
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.fields import Field, TextLine
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label, Prose
from workshop.ui.widgets.tips import set_tip
from workshop.words import LANGUAGES, N_, Words

SUFFIXES = {
    "pdf": ".pdf", "docx": ".docx", "pptx": ".pptx", "pdfa": ".pdf", "minutes": ".docx", "tasks": ".docx", "handouts": ".pdf",
    "poster": ".pdf", "xlsx": ".xlsx", "csv": "", "json": ".json",
}  # fmt: skip
FORMATS = tuple(SUFFIXES)
TITLES = {
    "pdf": N_("导出 PDF"), "docx": N_("导出 DOCX"), "pptx": N_("汇报 PPTX"), "pdfa": N_("归档 PDF/A"), "minutes": N_("会议纪要"),
    "tasks": N_("任务分解表"), "handouts": N_("会议材料"), "poster": N_("路线图海报"), "xlsx": N_("导出 XLSX"), "csv": N_("导出 CSV"),
    "json": N_("导出 JSON"),
}  # fmt: skip
PARTS = {"pdfa": "-archive", "minutes": N_("会议纪要"), "tasks": N_("任务分解表"), "handouts": N_("会议材料"), "poster": N_("路线图海报")}


def ask_path(parent: QWidget, words: Words, suggestion: Path) -> Path | None:
    """The system's own dialog for where to save; it asks by itself before an existing file is replaced."""
    name, _kind = QFileDialog.getSaveFileName(parent, words("导出到"), str(suggestion))
    return Path(name) if name else None


class ExportPanel(QWidget):
    """Language, edition, an alias for data without names, and the formats; the page makes what is asked beside the GUI."""

    options_changed = Signal()
    asked = Signal(str, object)  # format, Path

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
        self.alias = TextLine(_, placeholder=_("例如 甲行"), limit=40, name=_("数据用的代号"))
        self.texts = Segment([("", _("不含文字")), ("texts", _("含文字"))], _("代号下的文字"))
        self.texts.set_value("")
        self.buttons = {name: Button(_(title)) for name, title in TITLES.items()}
        if not archiving():
            self.buttons["pdfa"].setEnabled(False)
            set_tip(self.buttons["pdfa"], sentence(_, EnvironmentTrouble("export.no_archive")))
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
        column.addWidget(Field(_("去标识（XLSX、CSV、JSON）"), self.alias))
        column.addWidget(Prose(_("填了代号，数据里就没有行名、职务、姓名和文字；少于 3 票的分组始终隐去。"), "caption", "ink3"))
        column.addWidget(self.texts)
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
        store, part = self.session.store, PARTS.get(name, "")
        stem = store.path.stem + (f"-{self.words(part)}" if part and not part.startswith("-") else part)
        return store.path.with_name(f"{stem}{SUFFIXES[name]}" if SUFFIXES[name] else f"{stem}-csv")

    def options(self, name: str) -> Options:
        """How a format is to be made."""
        edition: Edition = "leaders" if self.edition.value() == "leaders" else "working"
        alias = self.alias.text().strip() if name in ("xlsx", "csv", "json") else ""
        return Options(edition, alias, bool(self.texts.value()))

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
        self.asked.emit(name, path)

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
        codes, chars = [one for one in missing if one.startswith("U+")], [one for one in missing if not one.startswith("U+")]
        told = []
        if chars:
            told.append(_("有 {count} 个字没有字形，将印作〓：{chars}。请改写。", count=len(chars), chars=_("、").join(chars)))
        if codes:
            told.append(_("有 {count} 种控制字符不能写入文件，已略去：{codes}。", count=len(codes), codes=_("、").join(codes)))
        self.missing.set_text("\n".join(told))
        self.missing.setVisible(bool(told))

    def tell(self, trouble: Trouble) -> None:
        """Say what went wrong; nothing was changed."""
        self.said.set_tone("split-text")
        self.said.set_text(sentence(self.words, trouble))

    def _open_folder(self) -> None:
        if self._last is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last.parent)))
