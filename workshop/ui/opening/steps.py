"""The steps of the opening on the console: title, agenda, roll call, ground rules, the chairman's words."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.agenda import timed
from workshop.model.change import Change
from workshop.model.content import Pack
from workshop.model.rows import Seat
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.prepare.agenda_words import item_name, span_word
from workshop.ui.prepare.seats import presence_word
from workshop.ui.prepare.section import Section
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.cards import Card
from workshop.ui.widgets.fields import TextArea
from workshop.ui.widgets.grid import Cell, Column, Grid, Row
from workshop.ui.widgets.notice import EmptyState
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.wording import day_word
from workshop.words import Words

CHAIR = "opening.chair"  # key of the chairman's text
ACROSS = 4
PRESENCE = ("voting", "abstain", "away", "observer")


def ground_rules(words: Words, pack: Pack, vote_mode: str) -> tuple[tuple[str, str], ...]:
    """(short name, sentence) of each rule; the same on the console and on the wall."""
    _ = words
    votes = (
        _("不记名投票，只按角色组统计；不足三票的角色组不单独显示。") if vote_mode == "anonymous"
        else _("记名投票，揭示后最低和最高的先说依据。")
    )  # fmt: skip
    return (
        (_("定级"), pack.rule),
        (_("用途"), _("评级只用来找准先做什么，不用于评价部门和个人。")),
        (_("投票"), _("先各自默写，再同时揭示；揭示之前不谈级别。")),
        (_("保密"), votes),
        (_("发言"), _("先说看到的依据，职务最高的最后发言。")),
        (_("记录"), _("没有共识就如实记录不同意见，不取平均。")),
    )


def chair_proposal(words: Words) -> str:
    """The chairman's opening words: why we are here and how, without a word on any rating."""
    _ = words
    return _(
        "各位同事：今天请大家来，是要把我行金融科技的家底看清楚，定出先做什么、谁来牵头。\n"
        "请大家按看到的实际情况填票，不用替哪个部门说好话，也不用顾虑谁怎么看。评级结果不用于评价部门和个人。\n"
        "我最后发言。有不同意见请当场说出来，会如实记录，并写进方案。"
    )


class TitleStep(Section):
    """What is being held, and the first words to say."""

    watches = Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._bank, self._facts = Label("", "display", elide=True), Prose("", "body", "ink2")
        self._script = Prose("", "script")
        card = Card(kind="surface")
        card.body.addWidget(Label(self.words("开场白"), "caption", "ink3"))
        card.body.addWidget(self._script)
        self.column.addWidget(self._bank)
        self.column.addWidget(self._facts)
        self.column.addSpacing(8)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def show_state(self, state: State) -> None:
        _, profile = self.words, state.engagement
        self._bank.set_text(profile.bank)
        facts = [self.pack.title, day_word(self.words, profile.held_on), profile.place]
        facts += [_("会议主席 {chair}", chair=profile.chair)] if profile.chair else []
        self._facts.set_text(" · ".join(fact for fact in facts if fact))
        self._script.set_text(_(
            "欢迎各位。今天我们一起给{bank}的金融科技做一次成熟度自评：先各自投评级票，再同时揭示、讨论依据，最后定出举措、责任人和时间。",
            bank=profile.bank,
        ))  # fmt: skip


class AgendaStep(Section):
    """The day with its clock times."""

    watches = Change.AGENDA | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.grid = Grid((Column(_("时间"), 130), Column(_("环节")), Column(_("分钟"), 90, "right")), _("今天的议程"), row_height=30)
        self.empty = EmptyState(_("还没有议程"), _("选一个模板即可：一天、半天、两天或单个维度。"), _("去排议程"))
        self.column.addWidget(self.empty)
        self.column.addWidget(self.grid)
        self.column.addStretch(1)

    def show_state(self, state: State) -> None:
        times = timed(state.agenda, state.engagement.day_start)
        rows = []
        for item, time in zip(state.agenda, times, strict=True):
            tone = "ink2" if item.kind == "break" else "ink"
            name = item_name(self.words, self.pack, item)
            rows.append(Row(item.id, (Cell(span_word(time), "ink2"), Cell(name, tone), Cell(str(item.minutes), "ink2"))))
        self.grid.set_rows(rows)
        self.grid.fit_height()
        self.grid.setVisible(bool(rows))
        self.empty.setVisible(not rows)


class RollTile(Card):
    """One seat at the roll call, with its state to choose."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(kind="surface", parent=parent)
        self.number, self.role = Label("", "title", "ink3", bold=False), Label("", "lead", elide=True)
        self.group = Label("", "caption", "ink3", elide=True)
        self.choice = Segment([(key, presence_word(words, key)) for key in PRESENCE], "")
        row, names = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(12)
        names.setSpacing(2)
        names.addWidget(self.role)
        names.addWidget(self.group)
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(names, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)

    def show_seat(self, words: Words, seat: Seat) -> None:
        """Number, post, group, and who sits there."""
        _ = words
        self.number.set_text(str(seat.number))
        self.role.set_text(seat.role)
        self.group.set_text(_("{group} · 代会", group=seat.grp) if seat.deputy else seat.grp)
        self.choice.setAccessibleName(_("第 {number} 席 {role}", number=seat.number, role=seat.role))
        self.choice.set_value(seat.presence)


class RollStep(Section):
    """Who is here: one tile a seat."""

    watches = Change.SEATS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.tiles: dict[str, RollTile] = {}
        self.count = Label("", "lead")
        self.empty = EmptyState(_("还没有席位"), _("先放入席位，再点名。"), _("去添加席位"))
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._across = 0
        self.column.addWidget(self.count)
        self.column.addWidget(self.empty)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)

    def show_state(self, state: State) -> None:
        _ = self.words
        seats = sorted(state.seats, key=lambda seat: seat.number)
        if [seat.id for seat in seats] != list(self.tiles):
            self._arrange(seats)
        for seat in seats:
            self.tiles[seat.id].show_seat(self.words, seat)
        here, silent, away, watching = (sum(seat.presence == key for seat in seats) for key in PRESENCE)
        here += silent
        due = len(seats) - watching
        self.count.set_text(_("应到 {due} 席，到会 {here}，离席 {away}，观察 {watching}", due=due, here=here, away=away, watching=watching))
        self.count.setVisible(bool(seats))
        self.empty.setVisible(not seats)

    def _arrange(self, seats: Sequence[Seat]) -> None:
        for tile in self.tiles.values():
            self._grid.removeWidget(tile)
        kept = {seat.id: self.tiles.get(seat.id) or self._tile(seat.id) for seat in seats}
        for seat_id, tile in self.tiles.items():
            if seat_id not in kept:
                tile.hide()
                tile.deleteLater()
        self.tiles = kept
        self._across = 0
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """As many tiles in a row as fit."""
        widest = max((tile.minimumSizeHint().width() for tile in self.tiles.values()), default=1)
        across = min(ACROSS, max(1, (self.width() + 8) // (widest + 8)))
        if across == self._across:
            return
        self._across = across
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // across, place % across)

    def _tile(self, seat_id: str) -> RollTile:
        tile = RollTile(self.words)
        tile.choice.chosen.connect(partial(self._set, seat_id))
        return tile

    def _set(self, seat_id: str, presence: str) -> None:
        if self.session.state.seat(seat_id).presence != presence:
            self.session.do(Store.set_seat, seat_id, presence=presence)


class RulesStep(Section):
    """The ground rules, to be read aloud."""

    watches = Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[Prose] = []
        for row, (name, text) in enumerate(ground_rules(self.words, self.pack, session.state.engagement.vote_mode)):
            line = Prose(text, "script")
            self._lines.append(line)
            self._grid.addWidget(Label(name, "lead", "accent"), 2 * row, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(line, 2 * row, 1)
            self._grid.addWidget(HairLine(), 2 * row + 1, 0, 1, 2)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)

    def show_state(self, state: State) -> None:
        rules = ground_rules(self.words, self.pack, state.engagement.vote_mode)
        for line, (_name, text) in zip(self._lines, rules, strict=True):
            line.set_text(text)


class ChairStep(Section):
    """The chairman's opening words: a proposal that can be rewritten, and what they should not contain."""

    watches = Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.area = TextArea(self.words, limit=600, name=_("主席致辞"), lines=9)
        self.area.committed.connect(self._save)
        self.back = Button(_("恢复建议稿"), "link")
        self.back.clicked.connect(lambda: self._save(""))
        note = Prose(_("只讲为什么开会、怎么开，不谈任何级别：主席先说级别，后面的票就跟着走了。"), "body", "ink2")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back)
        self.column.addWidget(note)
        self.column.addWidget(self.area)
        self.column.addLayout(foot)
        self.column.addStretch(1)

    def _save(self, text: str) -> None:
        text = "" if text.strip() == chair_proposal(self.words) else text.strip()
        stored = self.session.state.texts.get(CHAIR)
        if text != (stored.text if stored else ""):
            self.session.do(Store.set_text, CHAIR, text)
        else:
            self.show_state(self.session.state)

    def show_state(self, state: State) -> None:
        self.area.set_text(state.text(CHAIR, chair_proposal(self.words)))
        self.back.setVisible(CHAIR in state.texts)
