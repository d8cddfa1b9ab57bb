"""The console made anew in another language: page, place, wall, and what is written or chosen but not yet recorded stay as they are."""

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from workshop.ui.starting import geometry_of, restore_geometry

if TYPE_CHECKING:
    from workshop.ui.main_window import MainWindow

Text = QLineEdit | QPlainTextEdit


class Standing(Struct, frozen=True):
    """Where a console stands: `typed` is the text of each field of its page in order, `focus` the field with the cursor or −1.

    `held` is what each page holds that is not recorded; it never leaves the memory.
    """

    page: str
    place: str
    geometry: str
    presents: bool
    typed: tuple[str, ...]
    focus: int
    held: dict[str, object]

    @classmethod
    def of(cls, console: "MainWindow") -> "Standing":
        """Of an open console; nothing is changed."""
        fields = _fields(console)
        focus = next((at for at, field in enumerate(fields) if field.hasFocus()), -1)
        typed, presents = tuple(map(_text, fields)), console.stage.wall.isVisible()
        return cls(console.page_key(), console.page().place, geometry_of(console), presents, typed, focus, console.held.all())

    def take_up(self, console: "MainWindow") -> None:
        """Bring another console of the same engagement there; a text that the engagement keeps is there already."""
        restore_geometry(console, self.geometry)
        console.go(f"{self.page}/{self.place}" if self.place else self.page)
        console.held.take_up(self.held)
        fields = _fields(console)
        if len(fields) == len(self.typed):
            for field, text in zip(fields, self.typed, strict=True):
                if text and not _text(field):
                    field.setPlainText(text) if isinstance(field, QPlainTextEdit) else field.setText(text)
            if self.focus >= 0:
                fields[self.focus].setFocus()
        if self.presents:
            console.stage.present()


def _fields(console: "MainWindow") -> list[Text]:
    page = console.page()
    return [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]


def _text(field: Text) -> str:
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
