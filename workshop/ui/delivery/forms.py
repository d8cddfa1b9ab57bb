"""Small forms of the follow-up: named fields in a column, one button, a sentence when something is refused; what was typed then stays."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.ui.prepare.section import Complaint
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.fields import TextArea, TextLine
from workshop.ui.widgets.text import Label, Prose
from workshop.words import Words

Input = TextLine | TextArea | Dropdown


class Entry(Struct, frozen=True):
    """One field: its key and name; several lines, a choice, or a line with a placeholder and a limit."""

    key: str
    name: str
    lines: int = 1
    placeholder: str = ""
    limit: int = 200
    options: tuple[tuple[str, str], ...] = ()


class Form(QWidget):
    """Fields and a button; `run(values)` answers "" when it was saved, else the sentence to show."""

    def __init__(
        self, words: Words, entries: Sequence[Entry], button: str, run: Callable[[dict[str, str]], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.words, self._run = words, run
        self.inputs: dict[str, Input] = {}
        self.complaint, self.said = Complaint(), Prose("", "caption", "consensus-text")
        self.said.hide()
        self.button = Button(button, "plain")
        self.button.clicked.connect(self.submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for entry in entries:
            column.addWidget(Label(entry.name, "caption", "ink3"))
            made = self.inputs[entry.key] = self._input(entry)
            column.addWidget(made)
            column.addSpacing(4)
        column.addWidget(self.complaint)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)

    def _input(self, entry: Entry) -> Input:
        if entry.options:
            return Dropdown(entry.options, entry.name)
        if entry.lines > 1:
            return TextArea(self.words, placeholder=entry.placeholder, limit=entry.limit, name=entry.name, lines=entry.lines)
        return TextLine(self.words, placeholder=entry.placeholder, limit=entry.limit, name=entry.name)

    def values(self) -> dict[str, str]:
        """What the fields hold."""
        return {key: one.value() if isinstance(one, Dropdown) else one.text() for key, one in self.inputs.items()}

    def fill(self, **values: str) -> None:
        """Put these texts into the fields; the others stay."""
        for key, text in values.items():
            one = self.inputs[key]
            if isinstance(one, Dropdown):
                one.set_value(text)
            elif isinstance(one, TextArea):
                one.setPlainText(text)
            else:
                one.setText(text)
        self.complaint.say("")

    def tell(self, text: str) -> None:
        """What became of it, under the button that was pressed."""
        self.said.set_text(text)
        self.said.setVisible(bool(text))

    def begin(self, text: str) -> None:
        """Say what is being done before the window stands still for it."""
        self.tell(text)
        self.complaint.say("")
        if (window := self.window()) is not None:
            window.repaint()

    def submit(self) -> None:
        """Save; refused fields keep what was typed."""
        self.tell("")
        self.complaint.say(why := self._run(self.values()))
        if why:
            self.tell("")
