"""The step bar of a dimension at each step; the primary names its outcome."""

from typing import Protocol

from workshop.model.content import Dimension
from workshop.session import Session
from workshop.ui.dimension.derive import INDICATOR, Step, complete_rounds, greens, kind_of, unvoted
from workshop.ui.dimension.desk import Desk
from workshop.ui.dimension.draft import Draft
from workshop.ui.dimension.settling import Settling
from workshop.ui.dimension.speech import step_words
from workshop.ui.page import Action, Bar
from workshop.words import Words


class Conduct(Protocol):
    """What the bar asks of its page."""

    session: Session
    words: Words
    dimension: Dimension
    desk: Desk
    settling: Settling

    @property
    def step(self) -> Step: ...
    def indicator(self) -> str: ...
    def settles(self) -> bool: ...
    def draft(self) -> Draft: ...
    def is_recorded(self) -> bool: ...
    def show_step(self, indicator: str, step: Step) -> None: ...
    def record(self) -> None: ...
    def park(self) -> None: ...
    def confirm_greens(self) -> None: ...
    def go_on(self, indicator: str) -> None: ...
    def leave(self) -> None: ...
    def show_whole(self) -> None: ...
    def vote_on(self) -> None: ...
    def next_title(self) -> str: ...


class DimensionBar:
    """Says which actions there are; what they do belongs to page, desk and settling."""

    def __init__(self, page: Conduct) -> None:
        self._page = page
        self.words = page.words

    def bar(self) -> Bar:
        """Steps and actions as they stand."""
        step = self._page.step
        return {
            Step.FRAME: self._frame, Step.BALLOT: self._ballot, Step.REVEAL: self._reveal, Step.DISCUSS: self._settle,
            Step.SETTLE: self._settle, Step.PAINS: self._pains, Step.RECAP: self._recap,
        }[step]()  # fmt: skip

    def _with(
        self, primary: Action, plain: Action | None = None, ghosts: tuple[Action, ...] = (), more: tuple[Action, ...] = ()
    ) -> Bar:  # fmt: skip
        return Bar(step_words(self.words), int(self._page.step), ghosts, plain, primary, more)

    def _frame(self) -> Bar:
        _, page = self.words, self._page
        state = page.session.state
        name = page.indicator()
        kind = kind_of(page.dimension, name)
        if state.open_round(kind, name) is not None:
            return self._with(primary=Action(_("回到投票"), lambda: page.show_step(name, Step.BALLOT), key="Space"))
        if state.last_reveal(kind, name) is not None:
            back = Action(_("回到投票结果"), lambda: page.show_step(name, Step.REVEAL), key="Space")
            return self._with(back, page.desk.again_action(), self._greens())
        if state.record_of(kind, name) is not None:
            return self._with(self._onward(name), Action(_("开始投票"), page.desk.open, key="N"), (self._outright(name),))
        start = Action(_("开始投票"), page.desk.open, key="Space")
        return self._with(start, ghosts=(self._park(), self._outright(name)), more=(*self._greens(), *self._whole(kind)))

    def _ballot(self) -> Bar:
        if self._page.desk.turn() is None:  # just revealed, and the page has not yet turned to it
            return self._frame()
        ghosts, plain, primary = self._page.desk.ballot_actions()
        page = self._page
        single = page.indicator() != page.dimension.id  # all indicators blind, one after the other, and only then the reveal
        if single and plain is None and primary.enabled and (after := unvoted(page.session.state, page.dimension, page.indicator())):
            plain = Action(self.words("先不揭示，投 {place}", place=after), page.vote_on, key="N")
        complete = complete_rounds(self._page.session.state, self._page.dimension)
        if len(complete) > 1 and primary.enabled:  # paper that came in before the day: one look at the whole dimension
            text = self.words("揭示本维度 {count} 项", count=len(complete))
            ghosts = (Action(text, lambda: self._page.desk.reveal_all(complete), key="Shift+R"), *ghosts[:1])
        return self._with(primary, plain, ghosts)

    def _reveal(self) -> Bar:
        _, page = self.words, self._page
        if page.settles():
            return self._settle()
        name = page.indicator()
        discuss = Action(_("讨论并定级"), lambda: page.show_step(name, Step.DISCUSS), key="Space")
        return self._with(discuss, page.desk.again_action(), (self._park(), *self._greens()))

    def _settle(self) -> Bar:
        page = self._page
        return self._with(self._record(), page.desk.again_action(), (self._park(), *self._greens()))

    def _pains(self) -> Bar:
        _, page = self.words, self._page
        name = page.indicator()
        return self._with(primary=Action(_("小结"), lambda: page.show_step(name, Step.RECAP), key="Space"))

    def _recap(self) -> Bar:
        _, page = self.words, self._page
        return self._with(primary=Action(_("转到 {place}", place=page.next_title()), page.leave, key="Space"))

    # -- single actions ----------------------------------------------------------------------------------------------------

    def _park(self) -> Action:
        return Action(self.words("待议"), self._page.park, key="P")

    def _outright(self, name: str) -> Action:
        """Not applicable, or decided without a vote."""
        return Action(self.words("不投票，直接定级"), lambda: self._page.show_step(name, Step.SETTLE))

    def _whole(self, kind: str) -> tuple[Action, ...]:
        """Quick mode, by key from any indicator of the dimension."""
        if kind != INDICATOR:
            return ()
        return (Action(self.words("整个维度一次盲投"), self._page.show_whole, key="Q"),)

    def _greens(self) -> tuple[Action, ...]:
        """All greens at once; red and amber are never among them."""
        page = self._page
        count = len(greens(page.session.state, page.dimension))
        if not count:
            return ()
        text = self.words.plural("确认 {n} 项共识", "确认 {n} 项共识", count)
        return (Action(text, page.confirm_greens, key="G"),)

    def _onward(self, name: str) -> Action:
        _, page = self.words, self._page
        return Action(_("转到 {place}", place=self._next_place(name)), lambda: page.go_on(name), key="Space")

    def _next_place(self, name: str) -> str:
        _ = self.words
        return self._page.settling.following(name) or _("痛点与案例")

    def _record(self) -> Action:
        """记为 2 级，转到 4.3."""
        _, page = self.words, self._page
        name = page.indicator()
        draft = page.draft()
        if page.is_recorded():
            return self._onward(name)
        return Action(_("{outcome}，转到 {place}", outcome=self._outcome(draft), place=self._next_place(name)), page.record, key="Return")

    def _outcome(self, draft: Draft) -> str:
        _ = self.words
        if draft.basis == "parked":
            return _("列为待议")
        if draft.basis == "not_applicable":
            return _("记为不适用")
        return _("记为 {level} 级", level=draft.level) if draft.level is not None else _("定级")
