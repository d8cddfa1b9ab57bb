"""Basic facts of the engagement: the bank, the day, how votes and papers are handled, the years of the plan."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.prepare.section import Section, attempt
from workshop.ui.widgets.cards import Card
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.fields import Field, Number, TextLine
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label
from workshop.wording import bank_size_word, marking_word, mode_word, tech_home_word, wording_word

LIMIT = 60  # characters of a name or a post


class ProfileSection(Section):
    """Every field is saved by itself as soon as it is left; a refused one keeps what was typed and says why."""

    watches = Change.PROFILE | Change.VOTES

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._fields: dict[str, Field] = {}
        self._shows: dict[str, Callable[[Any], None]] = {}
        self._refused: set[str] = set()
        self._mode = Segment(self._options(mode_word, ("anonymous", "named")), self.words("投票方式"))
        for left, right in ((self._bank(), self._day()), (self._rules(), self._years())):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(left, 1)
            row.addWidget(right, 1)
            self.column.addLayout(row)
        self.column.addStretch(1)

    # -- cards -----------------------------------------------------------------------------------------------------------

    def _bank(self) -> Card:
        _ = self.words
        types = [(kind.id, kind.name) for kind in self.pack.bank_types.values()]
        sizes = self._options(bank_size_word, ("small", "medium", "large"))
        homes = self._options(tech_home_word, ("own", "union", "sponsor"))
        return self._card(_("银行"), (
            (self._line("bank", _("银行名称"), LIMIT),),
            (self._menu("bank_type", _("银行类型"), types), self._menu("bank_size", _("规模"), sizes)),
            (self._line("region", _("经营区域"), LIMIT), self._menu("tech_home", _("科技归属"), homes)),
        ))  # fmt: skip

    def _day(self) -> Card:
        _ = self.words
        return self._card(_("会议"), (
            (self._line("held_on", _("日期"), 0, "2026-03-14"), self._line("place", _("地点"), LIMIT)),
            (self._line("chair", _("会议主席（职务）"), LIMIT), self._line("facilitator", _("主持人"), LIMIT)),
            (self._line("recorder", _("记录员"), LIMIT), self._line("author", _("编制人"), LIMIT)),
        ))  # fmt: skip

    def _rules(self) -> Card:
        _ = self.words
        self._mode.chosen.connect(partial(self._save, "vote_mode"))
        mode = self._keep("vote_mode", Field(_("投票方式"), self._mode, hint=_("第一次投票后不能再改")), self._mode.set_value)
        return self._card(_("投票与印发"), (
            (mode,),
            (self._menu("marking", _("密级标识"), self._options(marking_word, ("internal", "restricted", "commercial"))),
             self._menu("wording", _("文稿版次"), self._options(wording_word, ("draft", "comments", "review", "issued")))),
            (self._line("peer_consent", _("同业库授权"), LIMIT, hint=_("写明谁、哪天同意去标识后进入同业库；留空即不同意")),),
        ))  # fmt: skip

    def _years(self) -> Card:
        _ = self.words
        quarters = [(str(number), _("第 {number} 季度", number=number)) for number in range(1, 5)]
        quarter = Dropdown(quarters, _("起始季度"))
        quarter.chosen.connect(lambda key: self._save("start_quarter", int(key)))
        start = self._keep("start_quarter", Field(_("起始季度"), quarter), lambda value: quarter.set_value(str(value)))
        return self._card(_("规划期"), (
            (self._number("start_year", _("起始年份")), start),
            (self._number("horizon", _("规划季度数"), _("1 到 16 个季度")), self._number("target_year", _("目标年份"))),
        ))  # fmt: skip

    def _card(self, title: str, rows: Sequence[Sequence[QWidget]]) -> Card:
        card, grid = Card(), QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for row, widgets in enumerate(rows):
            for column, widget in enumerate(widgets):
                grid.addWidget(widget, row, column, 1, 1 if len(widgets) > 1 else 2, Qt.AlignmentFlag.AlignTop)
        card.body.addWidget(Label(title, "lead"))
        card.body.addLayout(grid)
        card.body.addStretch(1)
        return card

    # -- fields ----------------------------------------------------------------------------------------------------------

    def _options(self, word: Callable[..., str], keys: Sequence[str]) -> list[tuple[str, str]]:
        return [(key, word(self.words, key)) for key in keys]

    def _keep(self, name: str, field: Field, show: Callable[[Any], None]) -> Field:
        self._fields[name], self._shows[name] = field, show
        return field

    def _line(self, name: str, label: str, limit: int, example: str = "", hint: str = "") -> Field:
        line = TextLine(self.words, placeholder=example, limit=limit, name=label)
        line.committed.connect(partial(self._save, name))
        return self._keep(name, Field(label, line, hint=hint), line.set_text)

    def _menu(self, name: str, label: str, options: Sequence[tuple[str, str]]) -> Field:
        menu = Dropdown(options, label)
        menu.chosen.connect(partial(self._save, name))
        return self._keep(name, Field(label, menu), menu.set_value)

    def _number(self, name: str, label: str, hint: str = "") -> Field:
        number = Number(maximum=9999, name=label)
        number.committed.connect(partial(self._save, name))
        return self._keep(name, Field(label, number, hint=hint), number.set_value)

    # -- saving ----------------------------------------------------------------------------------------------------------

    def _save(self, name: str, value: Any) -> None:
        value = value.strip() if isinstance(value, str) else value
        why = self._objection(name, value)
        if not why and value != getattr(self.session.state.engagement, name):
            why = attempt(self.session, Store.set_profile, **{name: value})
        self._fields[name].set_error(why)
        (self._refused.add if why else self._refused.discard)(name)
        if why and name == "vote_mode":  # a choice, not typed text: show what holds
            self._mode.set_value(self.session.state.engagement.vote_mode)

    def _objection(self, name: str, value: Any) -> str:
        _ = self.words
        if value is None:
            return _("请填一个整数。")
        if name == "held_on":
            try:
                date.fromisoformat(value)
            except ValueError:
                return _("日期“{value}”无效，请写成 2026-03-14 这样。", value=value)
        return ""

    def show_state(self, state: State) -> None:
        for name, show in self._shows.items():
            if name not in self._refused:
                show(getattr(state.engagement, name))
        fixed = any(turn.ballot.state != "cancelled" for turn in state.rounds)
        why = self.words("已经投过票，记名方式不能再改。") if fixed else ""
        for key in ("anonymous", "named"):
            self._mode.set_option_enabled(key, not fixed or key == state.engagement.vote_mode, why)
