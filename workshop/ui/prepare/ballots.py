"""Voting prepared: the rule of the light, and paper ballots that came in before the day, typed row by row or read from a table."""

import secrets
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.errors import Trouble
from workshop.model.paper import decoded, read_papers, template
from workshop.model.rows import Seat
from workshop.model.state import State
from workshop.model.store import Store
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.prepare.section import Complaint, Section, attempt
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.cards import Card
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.fields import Field, Number
from workshop.ui.widgets.papergrid import PaperGrid
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label, Prose
from workshop.wording import group_mark

INDICATOR = "indicator"
ALL = "all"


class RuleCard(Card):
    """What makes a consensus, a split and an idle round; fixed by the first ballot, printed in the report."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.session, _ = session, session.words
        self.note, self.complaint = Prose("", "caption", "ink2"), Complaint()
        labels = {
            "share": (_("共识：同级票占比"), " %"), "reach": (_("共识：单票最多偏离"), _(" 级")),
            "distance": (_("分歧：平均偏离（百分之一级）"), ""), "camp_floor": (_("分歧：四至八票时一营"), _(" 票")),
            "camp_of_few": (_("分歧：三票时一营"), _(" 票")), "stable": (_("两轮稳定：净变化低于"), " %"),
        }  # fmt: skip
        self.fields = {name: Number(minimum=0, maximum=999, suffix=unit, name=label) for name, (label, unit) in labels.items()}
        self.rounds = Number(minimum=0, maximum=99, suffix=_(" 轮"), name=_("最多轮次"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        pairs = [(labels[name][0], field) for name, field in self.fields.items()] + [(_("最多轮次"), self.rounds)]
        for place, (label, field) in enumerate(pairs):
            grid.addWidget(Field(label, field), place // 4, place % 4)
        self.body.addWidget(Label(_("判断规则"), "lead"))
        self.body.addLayout(grid)
        self.body.addWidget(self.complaint)
        self.body.addWidget(self.note)
        for name, field in self.fields.items():
            field.committed.connect(partial(self._save, name))
        self.rounds.committed.connect(lambda value: self._ask(Store.set_profile, "max_rounds", value))

    def _save(self, name: str, value: int | None) -> None:
        if value != getattr(self.session.state.vote_rule, name):
            self._ask(Store.set_vote_rule, name, value)

    def _ask(self, operation: object, name: str, value: int | None) -> None:
        _ = self.session.words
        save = Store.set_profile if name == "max_rounds" else Store.set_vote_rule
        self.complaint.say(_("请填一个整数。") if value is None else attempt(self.session, save, **{name: value}))

    def show_state(self, state: State) -> None:
        """The rule in force."""
        _ = self.session.words
        fixed = any(turn.ballot.state != "cancelled" for turn in state.rounds)
        for name, field in self.fields.items():
            field.set_value(getattr(state.vote_rule, name))
            field.setEnabled(not fixed)
        self.rounds.set_value(state.engagement.max_rounds)
        usual = _("75% 取自已发表的德尔菲研究，其余门槛为工作坊自定；都印在方案的方法页上。")
        self.note.set_text("\n".join((_("已经开始投票，判断规则不能再改。"), usual)) if fixed else usual)


class BallotsSection(Section):
    """The rule, then the paper ballots of one dimension or of all."""

    watches = Change.VOTES | Change.SEATS | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.rule = RuleCard(session)
        self.by = Segment([("pile", _("每组一叠")), ("mixed", _("全场混装")), ("seat", _("按席位"))], _("纸质票怎样分"))
        self.scope = Dropdown([(ALL, _("全部指标")), *((one.id, one.name) for one in self.pack.dimensions.values())], _("录哪些指标"))
        self.scope.set_value(ALL)
        self.load, self.blank = Button(_("导入表格"), icon="file"), Button(_("存空白表格"))
        self.again = Button(_("清空重录"), "link")
        self.note, self.complaint = Prose("", "body", "ink2"), Complaint()
        self.grid = PaperGrid(self.words)
        self._voters: list[str] = []  # a seat's id, a role group or "" for each line
        self._keys: dict[tuple[str, int], str] = {}  # the random key of each sheet typed here
        self._choose_mode(session.state)
        self._build()
        self.by.chosen.connect(lambda _key: self.refresh())
        self.scope.chosen.connect(lambda _key: self.refresh())
        self.grid.line_done.connect(self._enter)
        self.load.clicked.connect(self._import)
        self.blank.clicked.connect(self._template)
        self.again.clicked.connect(self._clear)

    def _build(self) -> None:
        _ = self.words
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("纸质票"), "lead"))
        head.addWidget(self.by)
        head.addWidget(self.scope)
        head.addStretch(1)
        tools = QHBoxLayout()
        tools.setSpacing(12)
        for button in (self.load, self.blank, self.again):
            tools.addWidget(button)
        tools.addStretch(1)
        part = QVBoxLayout()
        part.setSpacing(8)
        part.addLayout(head)
        part.addLayout(tools)
        hint = _("一行一张票：1–5 录级别，0 为弃权，“-”为没填，回车结束一行；数字不显示，揭示前谁也看不到。")
        for widget in (self.note, self.complaint, Prose(hint, "caption", "ink2"), self.grid):
            part.addWidget(widget)
        self.column.addWidget(self.rule)
        self.column.addLayout(part)
        self.column.addStretch(1)

    def _choose_mode(self, state: State) -> None:
        named = state.engagement.vote_mode == "named"
        self.by.set_value("seat" if named else "pile")
        for key in ("pile", "mixed"):
            self.by.set_option_enabled(key, not named, self.words("记名投票按席位录入。") if named else "")

    # -- drawing -----------------------------------------------------------------------------------------------------------

    def indicators(self) -> tuple[str, ...]:
        """The columns."""
        scope = self.scope.value()
        every = tuple(self.pack.indicators) if scope in (ALL, "") else self.pack.dimensions[scope].indicators
        done = {name for name in every if self.session.state.last_reveal(INDICATOR, name) is not None}
        return tuple(name for name in every if name not in done)  # paper is for the first round

    def show_state(self, state: State) -> None:
        _ = self.words
        self.rule.show_state(state)
        if state.engagement.vote_mode == "named" and self.by.value() != "seat":
            self._choose_mode(state)
        names, self._voters = self._lines(state)
        self.grid.set_lines(names, self.indicators())
        stored = self._stored(state)
        self.grid.set_stored(stored)
        self.note.set_text(_("到会 {due} 席，已录 {stored} 张。", due=len(names), stored=len(stored)))
        self.again.setVisible(bool(stored))

    def _lines(self, state: State) -> tuple[list[str], list[str]]:
        """Names and voters of the lines: seats, cards of each group's pile, or cards of the mixed one."""
        due, by = [seat for seat in state.seats if seat.presence == "voting"], self.by.value()
        if by == "seat":
            return [f"{seat.number} {seat.role}" for seat in due], [seat.id for seat in due]
        if by == "mixed":
            return [str(place) for place in range(1, len(due) + 1)], [""] * len(due)
        names, voters = [], []
        for place, group in enumerate(state.groups()):
            mark = group_mark(self.words, place)
            for card in range(sum(seat.grp == group for seat in due)):
                names.append(f"{mark}{card + 1} {group}")
                voters.append(group)
        return names, voters

    def _stored(self, state: State) -> set[int]:
        """Lines whose ballot is in the box for every column: by seat for certain, in a pile the first ones of its group."""
        turns = [state.open_round(INDICATOR, name) for name in self.indicators()]
        found, seen = set(), dict.fromkeys(self._voters, 0)
        for line, voter in enumerate(self._voters):
            place = seen[voter]
            seen[voter] += 1
            if self.by.value() == "seat":
                there = [turn is not None and voter in turn.voted for turn in turns]
            else:
                there = [turn is not None and turn.piles.get(voter, 0) > place for turn in turns]
            if turns and any(there):
                found.add(line)
        return found

    # -- what is asked -----------------------------------------------------------------------------------------------------

    def _enter(self, line: int, levels: dict[str, int | None]) -> None:
        key = self._keys.setdefault((self.by.value(), line), secrets.token_hex(16))
        self.complaint.say(attempt(self.session, Store.enter_paper, INDICATOR, key, self._voters[line], levels, "paper", self.by.value()))
        self.refresh()  # a line that was refused waits again

    def _clear(self) -> None:
        """Cards put in cannot be read again; they are taken out and typed anew."""
        for name in self.indicators():
            if (turn := self.session.state.open_round(INDICATOR, name)) is not None:
                self.session.do(Store.cancel_ballot, turn.ballot.id)
        self._keys = {}
        self.grid.forget()
        self.refresh()

    def _import(self) -> None:
        _ = self.words
        name, _kind = QFileDialog.getOpenFileName(self, _("导入纸质票"), "", _("表格 (*.csv *.txt)"))
        if name:
            self.complaint.say(self.take(Path(name)))
            self.refresh()

    def take(self, path: Path) -> str:
        """Put a table's ballots into the box, all or none; "" when done, else why not."""
        state = self.session.state
        marks = {group_mark(self.words, place): group for place, group in enumerate(state.groups())}
        try:
            seats: tuple[Seat, ...] = state.seats
            papers = read_papers(decoded(path.read_bytes()), seats, tuple(self.pack.indicators), marks)
        except Trouble as trouble:
            return sentence(self.words, trouble)
        except OSError:
            return self.words("打不开“{name}”。", name=path.name)
        sheets = [(secrets.token_hex(16), sheet.voter, sheet.levels) for sheet in papers.sheets]
        return attempt(self.session, Store.enter_papers, INDICATOR, sheets, "csv", papers.by)

    def _template(self) -> None:
        _ = self.words
        name, _kind = QFileDialog.getSaveFileName(self, _("存空白表格"), _("评级票.csv"), _("表格 (*.csv)"))
        if name:
            text = template(self.by.value(), self.session.state.seats, self.indicators())
            try:
                Path(name).write_bytes(text.encode("utf-8-sig"))
            except OSError:
                self.complaint.say(_("写不进“{name}”。", name=Path(name).name))
