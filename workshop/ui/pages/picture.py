"""The picture: where the bank stands in one figure and one score, with what lies behind it and what would change it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop.figures.heat import HeatMap
from workshop.figures.walk import Picture, walk
from workshop.findings import Finding, findings
from workshop.formats import decimal
from workshop.model import assessment
from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.page import Action, Bar, Page
from workshop.ui.picture.change import ChangeTab
from workshop.ui.picture.check_list import CheckTab
from workshop.ui.picture.gaps import GapsTab
from workshop.ui.picture.groups import GroupsTab
from workshop.ui.picture.overview import OverviewTab
from workshop.ui.picture.values import heat_of, most_apart, projected, radar_values
from workshop.ui.prepare.section import Section
from workshop.ui.theme import MARGIN
from workshop.ui.wall.slides import FigureSlide, Slide, TitleSlide
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.fields import TextLine
from workshop.ui.widgets.notice import EmptyState
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label
from workshop.wording import grade_note, level_word, self_rating_note

HEADLINE = "board"


class PicturePage(Page):
    """Five tabs; before anything is rated there is no score, no figure and no tab."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.names = {
            "overview": _("总览"), "groups": _("角色组对比"), "gaps": _("差距"), "change": _("什么会改变级别"), "check": _("检查单"),
        }  # fmt: skip
        self.tabs: dict[str, Section] = {}
        self.current = "overview"
        self.choice = Segment(list(self.names.items()), _("诊断总览的各页"))
        self.choice.chosen.connect(self.show_tab)
        self.headline = TextLine(self.words, limit=60, name=_("标题句，印在方案首页"))
        self.headline.committed.connect(self._save_headline)
        self.stale = Label("", "caption", "discuss-text", elide=True)
        self.restore = Button(_("恢复建议句"), "link")
        self.restore.clicked.connect(lambda: self._save_headline(""))
        self.empty = EmptyState(_("还没有定级"), _("评完第一项指标，这里才有得分和图。"), _("去评第一个维度"))
        self.empty.asked.connect(lambda: self.go.emit(self._first_dimension()))
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self.words
        self._column, head, sentence = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Label(_("诊断总览"), "title"))
        head.addStretch(1)
        head.addWidget(self.choice)
        sentence.setSpacing(12)
        sentence.addWidget(self.headline, 1)
        sentence.addWidget(self.stale)
        sentence.addWidget(self.restore)
        self._column.setContentsMargins(MARGIN, 20, MARGIN, 20)
        self._column.setSpacing(12)
        self._column.addLayout(head)
        self._column.addLayout(sentence)
        self._column.addWidget(self.empty)
        self._column.addStretch(1)

    def _build(self, key: str) -> Section:
        if key == "change":
            change = ChangeTab(self.session)
            change.opened.connect(lambda name: self.go.emit(f"dimension.{self.pack.indicators[name].dimension}/{name}"))
            return change
        if key == "check":
            check = CheckTab(self.session)
            check.go.connect(self._follow)
            return check
        made: dict[str, Callable[[Session], Section]] = {"overview": OverviewTab, "groups": GroupsTab, "gaps": GapsTab}
        return made[key](self.session)

    def _follow(self, place: str) -> None:
        page, _slash, inner = place.partition("/")
        if page == "picture":
            self.show_tab(inner)
        else:
            self.go.emit(place)

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front; nothing is shown while nothing is rated."""
        self.current = key
        self.choice.set_value(key)
        if self._rated() and key not in self.tabs:
            self.tabs[key] = self._build(key)
            self._column.insertWidget(self._column.count() - 1, self.tabs[key], 10)
        for name, tab in self.tabs.items():
            tab.setVisible(self._rated() and name == key)
        self.bar_changed.emit()
        self.slide_changed.emit()

    def _rated(self) -> bool:
        return assessment.score(self.session.state, self.pack).overall is not None

    def _first_dimension(self) -> str:
        return f"dimension.{next(iter(self.pack.dimensions))}"

    # -- headline ----------------------------------------------------------------------------------------------------------

    def _finding(self) -> Finding:
        return findings(self.session.state, self.pack, self.words)[HEADLINE]

    def _save_headline(self, text: str) -> None:
        found, own = self._finding(), self.session.state.texts.get(HEADLINE)
        text = "" if text.strip() == found.proposal else text.strip()
        if text != (own.text if own else ""):
            self.session.do(Store.set_text, HEADLINE, text, found.basis if text else "")
        else:
            self.headline.set_text(found.text)

    def show_state(self, state: State) -> None:
        rated, _ = self._rated(), self.words
        found = self._finding()
        self.headline.set_text(found.text)
        self.stale.set_text(_("数据已变，请核对这句话") if found.stale else "")
        self.stale.setVisible(rated and found.stale)
        self.restore.setVisible(rated and HEADLINE in state.texts)
        for widget in (self.headline, self.choice):
            widget.setVisible(rated)
        self.empty.setVisible(not rated)
        self.show_tab(self.current)

    # -- the window's questions ------------------------------------------------------------------------------------------

    def bar(self) -> Bar:
        _ = self.words
        if not self._rated():
            return Bar(primary=Action(_("去评第一个维度"), lambda: self.go.emit(self._first_dimension()), "Space"))
        keys = list(self.names)
        primary = Action(_("去十大举措"), lambda: self.go.emit("measures"), "Space")
        return Bar(tuple(self.names.values()), keys.index(self.current), primary=primary)

    def forward(self) -> bool:
        return self._step(1)

    def back(self) -> bool:
        return self._step(-1)

    def _step(self, by: int) -> bool:
        keys = list(self.names)
        place = keys.index(self.current) + by
        if not self._rated() or not 0 <= place < len(keys):
            return False
        self.show_tab(keys[place])
        return True

    def arrive(self, place: str) -> None:
        self.show_tab(place if place in self.names else "overview")

    # -- slides ------------------------------------------------------------------------------------------------------------

    def slide(self) -> Slide:
        state = self.session.state
        if not self._rated():
            return TitleSlide(title=self.words("诊断总览"), lines=(self.words("尚未定级"),))
        if self.current == "groups" and most_apart(state, self.pack):
            return self._groups_slide(state)
        return self._radar_slide(state)

    def _radar_slide(self, state: State) -> Slide:
        _, result = self.words, assessment.score(state, self.pack)
        values = radar_values(state, self.pack, self.words, scores=True, legend=False)

        def draw(width: float, height: float, wall_height: float, dark: bool) -> Picture:
            from workshop.figures.radar import radar
            from workshop.figures.style import wall

            return walk(radar(values, wall(round(wall_height), dark), width=width, height=height))

        assert result.overall is not None
        assert result.grade is not None
        provisional = _("暂计，已评权重 {share}%", share=decimal(result.covered * 100, 0)) if result.provisional else ""
        return FigureSlide(
            _("诊断总览"), " · ".join(part for part in (state.engagement.bank, provisional) if part), draw=draw,
            figure=decimal(result.overall), word=level_word(self.words, result.grade), rows=self._wall_rows(state),
            sentence=self._finding().text, second=_("；").join((grade_note(self.words, result.grade), self_rating_note(self.words))),
            alt=_("总分 {score}，{grade}", score=decimal(result.overall), grade=level_word(self.words, result.grade)),
        )  # fmt: skip

    def _wall_rows(self, state: State) -> tuple[tuple[str, str, str], ...]:
        _, profile = self.words, state.engagement
        overall = assessment.score(state, self.pack).overall
        rows = [("now", _("现状"), decimal(overall))] if overall is not None else []
        _levels, later = projected(state, self.pack)
        if later is not None:
            last = profile.start_quarter - 1 + profile.horizon - 1
            rows.append(("projected", _("{year} 年底，全场估计", year=profile.start_year + last // 4), decimal(later)))
        goal = assessment.target_score(state, self.pack) if assessment.targets(state, self.pack) else None
        if goal is not None:
            rows.append(("target", _("目标"), decimal(goal)))
        return tuple(rows)

    def _groups_slide(self, state: State) -> Slide:
        _, pack, words = self.words, self.pack, self.words
        names = most_apart(state, pack)

        def draw(width: float, height: float, wall_height: float, dark: bool) -> Picture:
            from workshop.figures.heat import heat_map, height_of
            from workshop.figures.style import wall

            style, count, title = wall(round(wall_height), dark), len(names), words("各组相差最大的指标")
            narrow = width < wall_height * 1.4  # 4:3: the groups' names need the room of the differences

            def values(count: int) -> HeatMap:
                return heat_of(state, pack, words, names[:count], title, differences=not narrow)

            while count > 1 and height_of(values(count), style, width=width) > height:
                count -= 1
            return walk(heat_map(values(count), style, width=width))

        headline = findings(state, pack, words)["heat"].text
        return FigureSlide(_("角色组对比"), state.engagement.bank, draw=draw, wide=True, sentence=headline, alt=headline)
