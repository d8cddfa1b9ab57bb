"""One note in one field: written down at once, found again under its subject."""

from PySide6.QtWidgets import QWidget

from workshop.model.change import Change
from workshop.model.rows import Note
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.dimension.layout import column, empty
from workshop.ui.view import View
from workshop.ui.widgets.choices import Check
from workshop.ui.widgets.fields import TextArea
from workshop.ui.widgets.text import Label, Prose

LIMIT = 1000


class NoteField(View):
    """The first note of a kind on a subject, as a field; others on the same subject stand below it."""

    watches = Change.NOTES

    def __init__(
        self, session: Session, kind: str, subject_kind: str, title: str, placeholder: str, *, lines: int = 4, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(session, parent)
        _ = self.words
        self._kind, self._subject_kind, self._subject = kind, subject_kind, ""
        self.area = TextArea(self.words, placeholder=placeholder, limit=LIMIT, name=title, lines=lines)
        self.sensitive = Check(_("敏感，不进领导版"))
        self._others = column(6)
        column(8, Label(title, "lead"), self.area, self.sensitive, self._others, parent=self)
        self.area.committed.connect(self._store)
        self.sensitive.toggled.connect(self._mark)

    def show_subject(self, subject: str) -> None:
        """Another subject; what is being typed on the one before is saved first."""
        if subject != self._subject:
            if self._subject:
                self.area.flush()
            self._subject = subject
            self.area.clearFocus()
            self.area.set_text(self._text(self.session.state))
            self.refresh()

    def _notes(self, state: State) -> tuple[Note, ...]:
        return tuple(note for note in state.notes_of(self._subject_kind, self._subject) if note.kind == self._kind)

    def _text(self, state: State) -> str:
        notes = self._notes(state)
        return notes[0].text if notes else ""

    def show_state(self, state: State) -> None:
        notes = self._notes(state)
        self.area.set_text(self._text(state))
        self.sensitive.blockSignals(True)
        self.sensitive.setChecked(bool(notes and notes[0].sensitive))
        self.sensitive.blockSignals(False)
        self.sensitive.setVisible(bool(notes))
        empty(self._others)
        for note in notes[1:]:
            self._others.addWidget(Prose(note.text, "body", "ink2"))

    def _store(self, text: str) -> None:
        notes = self._notes(self.session.state)
        if not self._subject or text == self._text(self.session.state):
            return
        if not notes:
            self.session.do(Store.add_note, self._kind, self._subject_kind, self._subject, text)
        elif text.strip():
            self.session.do(Store.set_note, notes[0].id, text=text)
        else:
            self.session.do(Store.remove_note, notes[0].id)

    def _mark(self, on: bool) -> None:
        if notes := self._notes(self.session.state):
            self.session.do(Store.set_note, notes[0].id, sensitive=int(on))
