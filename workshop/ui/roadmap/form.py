"""A form about one measure in a narrow panel: every field is saved by itself, and what was typed for one never lands on another."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop.ui.widgets.buttons import Button, IconButton
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.fields import Field, TextArea, TextLine
from workshop.ui.widgets.text import HairLine, Label
from workshop.ui.widgets.tips import set_tip
from workshop.words import Words

Options = Sequence[tuple[str, str]]
SHORT, LONG = 60, 400


class Form(QWidget):
    """Fields under one another; `changed` tells the subject it was typed for, the field and its text."""

    changed = Signal(str, str, str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.subject = words, ""
        self.fields: dict[str, Field] = {}
        self.inputs: dict[str, TextLine | TextArea | Dropdown] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def add_line(self, key: str, label: str, hint: str = "") -> TextLine:
        """A field of one line."""
        line = TextLine(self.words, limit=SHORT, name=label)
        line.committed.connect(lambda text: self._tell(key, text))
        self._add(key, label, line, hint)
        return line

    def add_area(self, key: str, label: str, lines: int = 3, placeholder: str = "") -> TextArea:
        """A field of several lines; its placeholder is what holds while it is empty."""
        area = TextArea(self.words, limit=LONG, name=label, lines=lines, placeholder=placeholder)
        area.committed.connect(lambda text: self._tell(key, text))
        self._add(key, label, area)
        return area

    def add_choice(self, key: str, label: str, options: Options) -> Dropdown:
        """A choice of keys."""
        choice = Dropdown(options, label)
        choice.chosen.connect(lambda value: self._tell(key, value))
        self._add(key, label, choice)
        return choice

    def _add(self, key: str, label: str, widget: TextLine | TextArea | Dropdown, hint: str = "") -> None:
        self.inputs[key] = widget
        self.fields[key] = Field(label, widget, hint=hint)
        self.column.addWidget(self.fields[key])

    def show_values(self, subject: str, values: Mapping[str, str]) -> None:
        """The stored texts of a subject; what is still unsaved is saved for the one it was typed for."""
        if subject != self.subject:
            self.flush()
            self.subject = subject
        for key, widget in self.inputs.items():
            if isinstance(widget, Dropdown):
                widget.set_value(values[key])
            else:
                widget.set_text(values[key])

    def flush(self) -> None:
        """Save what has not been told."""
        for widget in self.inputs.values():
            if not isinstance(widget, Dropdown):
                widget.flush()

    def _tell(self, key: str, text: str) -> None:
        if self.subject:
            self.changed.emit(self.subject, key, text)


class Column(Struct, frozen=True):
    """One field of a listed row; `options` makes it a choice."""

    key: str
    name: str
    options: tuple[tuple[str, str], ...] = ()


class _Row(QWidget):
    """One row of a list, its fields on several lines."""

    def __init__(self, words: Words, id: str, lines: Sequence[Sequence[Column]], tell: Callable[[str, str, str], None]) -> None:
        super().__init__()
        self.id = id
        self.inputs: dict[str, TextLine | Dropdown] = {}
        self.removal = IconButton("trash", words("删除"), size=28)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for at, line in enumerate(lines):
            row = QHBoxLayout()
            row.setSpacing(6)
            for one in line:
                widget = self._input(words, one, tell)
                self.inputs[one.key] = widget
                row.addWidget(widget, 1)
            if at == 0:
                row.addWidget(self.removal)
            column.addLayout(row)
        column.addWidget(HairLine())

    def _input(self, words: Words, one: Column, tell: Callable[[str, str, str], None]) -> TextLine | Dropdown:
        if one.options:
            choice = Dropdown(one.options, one.name)
            choice.chosen.connect(lambda value: tell(self.id, one.key, value))
            return choice
        line = TextLine(words, placeholder=one.name, limit=LONG, name=one.name)
        set_tip(line, one.name)
        line.setMinimumWidth(40)
        line.committed.connect(lambda text: tell(self.id, one.key, text))
        return line

    def show_values(self, values: Mapping[str, str]) -> None:
        for key, widget in self.inputs.items():
            if isinstance(widget, Dropdown):
                widget.set_value(values[key])
            else:
                widget.set_text(values[key])


class ListEditor(QWidget):
    """Rows that can be edited, removed and added; suggestions are added with one click."""

    edited = Signal(str, str, str)  # row id, field, text
    removed = Signal(str)
    added = Signal(str)  # the text typed into the line below
    taken = Signal(int)  # a suggestion's place

    def __init__(self, words: Words, title: str, lines: Sequence[Sequence[Column]], adding: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.lines = words, lines
        self.rows: dict[str, _Row] = {}
        self.suggestions: list[Button] = []
        self._proposed: tuple[tuple[int, str], ...] = ()
        self.new = TextLine(words, placeholder=adding, limit=LONG, name=adding)
        self.new.returnPressed.connect(self._on_new)
        self._list, self._offers = QVBoxLayout(), QVBoxLayout()
        self._list.setSpacing(8)
        self._offers.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(title, "lead"))
        column.addLayout(self._list)
        column.addWidget(self.new)
        column.addLayout(self._offers)

    def set_lines(self, lines: Sequence[Sequence[Column]]) -> None:
        """Other fields from now on; the rows are made anew."""
        self.lines = lines
        self.show_rows({})

    def show_rows(self, rows: Mapping[str, Mapping[str, str]]) -> None:
        """Rows by id; a row that stays keeps its widget, its focus and its caret."""
        if list(rows) != list(self.rows):
            for id in [id for id in self.rows if id not in rows]:
                row = self.rows.pop(id)
                row.hide()
                row.deleteLater()
            self.rows = {id: self.rows.get(id) or self._made(id) for id in rows}
            for at, row in enumerate(self.rows.values()):
                self._list.insertWidget(at, row)
        for id, row in self.rows.items():
            row.show_values(rows[id])

    def _made(self, id: str) -> _Row:
        row = _Row(self.words, id, self.lines, self.edited.emit)
        row.removal.clicked.connect(lambda: self.removed.emit(id))
        return row

    def show_suggestions(self, texts: Sequence[tuple[int, str]]) -> None:
        """(place in the pack, text) of what is not taken yet."""
        if tuple(texts) == self._proposed:
            return
        self._proposed = tuple(texts)
        for button in self.suggestions:
            button.hide()
            button.deleteLater()
        self.suggestions = [self._offer(place, text) for place, text in texts]

    def _offer(self, place: int, text: str) -> Button:
        button = Button(text, "link", icon="plus")
        set_tip(button, text)
        button.setMinimumWidth(40)
        button.clicked.connect(lambda: self.taken.emit(place))
        self._offers.addWidget(button)
        return button

    def _on_new(self) -> None:
        text = self.new.text().strip()
        if text:
            self.new.clear()
            self.new.flush()
            self.added.emit(text)


def as_texts(row: Any, keys: Sequence[str]) -> dict[str, str]:
    """Fields of a row as texts; None is empty."""
    values = ((key, getattr(row, key)) for key in keys)
    return {key: "" if value is None else str(value) for key, value in values}
