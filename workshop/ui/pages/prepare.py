"""Before the day: who the bank is, who sits where, weights, targets, agenda and documents; everything is saved as it is typed."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.state import State
from workshop.session import Session
from workshop.ui.page import Action, Bar, Page
from workshop.ui.prepare.agenda import AgendaSection
from workshop.ui.prepare.ballots import BallotsSection
from workshop.ui.prepare.content import ContentSection
from workshop.ui.prepare.documents import DocumentsSection
from workshop.ui.prepare.profile import ProfileSection
from workshop.ui.prepare.seats import SeatsSection
from workshop.ui.prepare.section import Section
from workshop.ui.prepare.targets import TargetsSection
from workshop.ui.prepare.weights import WeightsSection
from workshop.ui.theme import MARGIN
from workshop.ui.wall.slides import Slide, TitleSlide
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label
from workshop.wording import day_word

LEAST_SEATS = 3
_BUILD: dict[str, Callable[[Session], Section]] = {
    "profile": ProfileSection,
    "seats": SeatsSection,
    "weights": WeightsSection,
    "targets": TargetsSection,
    "agenda": AgendaSection,
    "ballots": BallotsSection,
    "documents": DocumentsSection,
    "content": ContentSection,
}


class PreparePage(Page):
    """Eight sections, one at a time; each is built when it is first shown."""

    watches = Change.PROFILE | Change.SEATS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.names = {
            "profile": _("基本信息"), "seats": _("席位"), "weights": _("权重"), "targets": _("目标"), "agenda": _("议程"),
            "ballots": _("投票"), "documents": _("材料清单"), "content": _("自编内容"),
        }  # fmt: skip
        self.sections: dict[str, Section] = {}
        self.choice = Segment(list(self.names.items()), _("会前准备的各项"))
        self.choice.chosen.connect(self.show_section)
        self._note = Label("", "body", "ink2", elide=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("会前准备"), "title"))
        head.addWidget(self._note, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, 20, MARGIN, 20)
        self._column.setSpacing(16)
        self._column.addLayout(head)
        self._column.addWidget(self.choice)
        self.current = ""
        self.show_section("profile")

    def show_section(self, key: str) -> None:
        """Bring one section to the front."""
        if key not in self.sections:
            self.sections[key] = _BUILD[key](self.session)
            self._column.addWidget(self.sections[key], 1)
        for name, section in self.sections.items():
            section.setVisible(name == key)
        self.current = key
        self.choice.set_value(key)
        self.bar_changed.emit()

    def show_state(self, state: State) -> None:
        missing = self._missing(state)
        self._note.set_text(missing or self.words("填好即存，随时可以开始。"))

    def _missing(self, state: State) -> str:
        """Why the day cannot begin yet, "" when it can."""
        _ = self.words
        if not state.engagement.bank.strip():
            return _("开始会议前，请填写银行名称")
        if len(state.seats) < LEAST_SEATS:
            return _("开始会议前，还差 {count} 席", count=LEAST_SEATS - len(state.seats))
        return ""

    # -- the window's questions ------------------------------------------------------------------------------------------

    def bar(self) -> Bar:
        _ = self.words
        keys, missing = list(self.names), self._missing(self.session.state)
        place = keys.index(self.current)
        following = keys[place + 1] if place + 1 < len(keys) else ""
        plain = Action(_("下一项：{section}", section=self.names[following]), lambda: self.show_section(following)) if following else None
        primary = Action(_("开始会议"), lambda: self.go.emit("open"), "Space", not missing, missing)
        return Bar(tuple(self.names.values()), place, (), plain, primary)

    def slide(self) -> Slide:
        profile = self.session.state.engagement
        lines = tuple(line for line in (day_word(self.words, profile.held_on), profile.place) if line)
        return TitleSlide(title=profile.bank, lines=(self.pack.title, *lines))

    def forward(self) -> bool:
        return self._step(1)

    def back(self) -> bool:
        return self._step(-1)

    def _step(self, by: int) -> bool:
        keys = list(self.names)
        place = keys.index(self.current) + by
        if not 0 <= place < len(keys):
            return False
        self.show_section(keys[place])
        return True

    @property
    def place(self) -> str:
        return self.current

    def arrive(self, place: str) -> None:
        if place in self.names:
            self.show_section(place)
