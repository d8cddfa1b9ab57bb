"""What lies on the table: sections to choose, one file of handouts, the poster on A3 or two sheets of A4; printed beside the GUI."""

from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workshop.exports import EXPORTS, Given, Options, gather
from workshop.exports.plan import HANDOUTS
from workshop.model.errors import EnvironmentTrouble, Refused, Trouble
from workshop.session import Session
from workshop.ui.plan import exporting
from workshop.ui.plan.exporting import ExportPanel
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Check
from workshop.ui.widgets.text import Label, Prose
from workshop.ui.worker import Ticket, Worker
from workshop.words import load_words


class HandoutsPanel(QWidget):
    """Language, messages and the folder's button are the export panel's."""

    def __init__(self, session: Session, exports: ExportPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.words, self.exports = session, session.words, exports
        self.worker = Worker(self)
        self.worker.answered.connect(self._on_answered)
        self.worker.busy_changed.connect(self._on_busy)
        _ = self.words
        self.sections = {name: Check(_(title)) for name, title in HANDOUTS.items()}
        for check in self.sections.values():
            check.setChecked(True)
            check.toggled.connect(lambda _on: self._on_choice())
        self.print = Button(_("导出会议材料"))
        self.poster, self.halves = Button(_("海报 A3")), Button(_("海报 A4 两张"))
        self.print.clicked.connect(lambda: self.ask("handouts"))
        self.poster.clicked.connect(lambda: self.ask("poster"))
        self.halves.clicked.connect(lambda: self.ask("poster", halves=True))
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self.words
        grid = QGridLayout()
        grid.setSpacing(4)
        for at, check in enumerate(self.sections.values()):
            grid.addWidget(check, at // 2, at % 2)
        posters = QHBoxLayout()
        posters.setSpacing(8)
        posters.addWidget(self.poster)
        posters.addWidget(self.halves)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(_("会议材料与海报"), "lead"))
        column.addWidget(Prose(_("会前印好；票上不出现席位，记名时除外。"), "caption", "ink2"))
        column.addLayout(grid)
        column.addWidget(self.print)
        column.addLayout(posters)

    def chosen(self) -> tuple[str, ...]:
        """The sections that are ticked, in the order they are printed."""
        return tuple(name for name, check in self.sections.items() if check.isChecked())

    def ask(self, name: str, halves: bool = False) -> None:
        """Ask where to, then print beside the GUI; a file that would be replaced without having been asked about is refused."""
        store, _ = self.session.store, self.words
        suffix = {"handouts": _("会议材料"), "poster": _("海报")}[name]
        asked = exporting.ask_path(self, _, store.path.with_name(f"{store.path.stem}-{suffix}.pdf"))
        if asked is None:
            return
        path = asked if asked.suffix.lower() == ".pdf" else asked.with_name(asked.name + ".pdf")
        if path != asked and path.exists():
            self.exports.tell(Refused("file.exists", path=str(path)))
            return
        if path.exists() and path.samefile(store.path):
            self.exports.tell(Refused("out.same", path=str(path)))
            return
        options = Options(sections=self.chosen(), halves=halves)
        given = gather(store, load_words(self.exports.language.value()))
        self.worker.begin(lambda ticket: _printed(name, given, path, options, ticket))

    def _on_choice(self) -> None:
        self.print.setEnabled(bool(self.chosen()) and not self.worker.busy)

    def _on_busy(self, busy: bool) -> None:
        for button in (self.poster, self.halves):
            button.setEnabled(not busy)
        self._on_choice()

    def _on_answered(self, answer: tuple[Path, tuple[str, ...], Trouble | None]) -> None:
        path, missing, trouble = answer
        if trouble is not None:
            self.exports.tell(trouble)
        else:
            self.exports.done(path, missing)


def _printed(name: str, given: Given, path: Path, options: Options, ticket: Ticket) -> tuple[Path, tuple[str, ...], Trouble | None]:
    """The file, the characters no face has, or what went wrong."""
    try:
        return path, EXPORTS[name].make(given, path, options, ticket.progress), None
    except Trouble as trouble:
        return path, (), trouble
    except OSError as error:
        return path, (), EnvironmentTrouble("file.trouble", path=str(path), detail=error.strerror or "")
