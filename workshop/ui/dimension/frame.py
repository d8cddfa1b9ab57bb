"""Taking up a question: what to read aloud, the five levels, the dimension's target; nobody's vote."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.dimension.derive import INDICATOR
from workshop.ui.dimension.layout import column, row
from workshop.ui.dimension.subject import Subject
from workshop.ui.view import View
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.ladder import Ladder
from workshop.ui.widgets.levels import LevelPicker
from workshop.ui.widgets.text import Label, Prose


class FramePanel(View):
    """Question, script and ladder; `dimension` "" leaves out the target, as the practice question has none."""

    watches = Change.PROFILE | Change.RECORDS
    whole_asked = Signal()

    def __init__(self, session: Session, dimension: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._dimension = dimension
        self._subject: Subject | None = None
        self._question = Prose("", "script", bold=True)
        self._script = Prose("", "body", "ink2")
        self.ladder = Ladder(self.words)
        self._rule = Prose(session.pack.rule, "caption", "ink3")
        self._target_label = Label("", "body", "ink2")
        self.target = LevelPicker(self.words, name=_("目标等级"))
        self.no_target = Button(_("不设目标"), "link")
        block = QWidget(self)  # shown without a parent it would be a window of its own and take the keyboard
        self.whole = Button(_("不逐题评，整个维度一次盲投"), "link")
        line = row(12, self._target_label, self.target, self.no_target)
        line.addStretch(1)
        line.addWidget(self.whole)
        block.setLayout(line)
        block.setVisible(bool(dimension))
        whole = column(16, self._question, self._script, self.ladder, self._rule, block, parent=self)
        whole.addStretch(1)
        self.target.chosen.connect(self._set_target)
        self.whole.clicked.connect(self.whole_asked)
        self.no_target.clicked.connect(lambda: self._set_target(None))

    def show_subject(self, subject: Subject) -> None:
        """Another question."""
        if subject != self._subject:
            self._subject = subject
            self.refresh()

    def show_state(self, state: State) -> None:
        if self._subject is None:
            return
        _ = self.words
        self.whole.setVisible(self._subject.kind == INDICATOR)
        self._question.set_text(self._subject.question)
        self._script.set_text(self._subject.script)
        self.ladder.set_rungs(self._subject.rungs(full=True))
        goal = state.targets.get(("dimension", self._dimension))
        year = str(state.engagement.target_year)
        self.ladder.set_target(goal, year)
        self.target.set_value(goal)
        self.no_target.setVisible(goal is not None)
        self._target_label.set_text(_("本维度目标 {year}", year=year))

    def _set_target(self, level: int | None) -> None:
        self.session.do(Store.set_target, "dimension", self._dimension, level)
