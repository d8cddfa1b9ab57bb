"""What the sections of the preparation share: a column of cards, and asking the store with the answer beside the field."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.content import Pack
from workshop.model.errors import Trouble
from workshop.model.store import Store
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.view import View
from workshop.ui.widgets.text import Prose

P = ParamSpec("P")


def attempt(session: Session, operation: Callable[Concatenate[Store, P], Change], *args: P.args, **kwargs: P.kwargs) -> str:
    """Do it; "" when saved, else the sentence that says why not, for the place where it was typed."""
    told: list[Trouble] = []

    def hear(trouble: Trouble) -> None:
        told.append(trouble)

    session.failed.connect(hear)
    try:
        session.do(operation, *args, **kwargs)
    finally:
        session.failed.disconnect(hear)
    return sentence(session.words, told[0]) if told else ""


class Section(View):
    """One section: a column from the top; it draws itself when it is shown and what it watches has changed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    @property
    def pack(self) -> Pack:
        """The engagement's content as it is now: an item of the bank's own may have come."""
        return self.session.pack


class Complaint(Prose):
    """A sentence below what it is about, in the colour of trouble; no room while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "caption", "split-text", parent=parent)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence, or hide for ""."""
        self.set_text(text)
        self.setVisible(bool(text))
