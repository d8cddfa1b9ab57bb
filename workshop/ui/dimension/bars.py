"""The step bar of a dimension at each step; the primary names its outcome."""

from typing import TYPE_CHECKING

from workshop.ui.dimension.derive import INDICATOR, Step, greens
from workshop.ui.dimension.draft import Draft
from workshop.ui.dimension.speech import step_words
from workshop.ui.page import Action, Bar
from workshop.ui.pages import pages_of

if TYPE_CHECKING:
    from workshop.ui.pages.dimension import DimensionPage


class DimensionBar:
    """Says which actions there are; what they do belongs to page, desk and settling."""

    def __init__(self, page: "DimensionPage") -> None:
        self._page = page
        self.words = page.words

    def bar(self) -> Bar:
        """Steps and actions as they stand."""
        step = self._page.step
        made = {
            Step.FRAME: self._frame, Step.BALLOT: self._ballot, Step.REVEAL: self._reveal, Step.DISCUSS: self._settle,
            Step.SETTLE: self._settle, Step.PAINS: self._pains, Step.RECAP: self._recap,
        }[step]()  # fmt: skip
        return made

    def _with(self, **parts: object) -> Bar:
        return Bar(steps=step_words(self.words), current=int(self._page.step), **parts)  # type: ignore[arg-type]

    def _frame(self) -> Bar:
        _, page = self.words, self._page
        state = page.session.state
        name = page.subject().id
        if state.open_round(INDICATOR, name) is not None:
            return self._with(primary=Action(_("回到投票"), lambda: page.show_step(name, Step.BALLOT), key="Space"))
        if state.last_reveal(INDICATOR, name) is not None:
            back = Action(_("回到投票结果"), lambda: page.show_step(name, Step.REVEAL), key="Space")
            return self._with(ghosts=self._greens(), plain=page.desk.again_action(), primary=back)
        if state.record_of(INDICATOR, name) is not None:
            return self._with(plain=page.desk.again_action(), primary=self._onward(name))
        return self._with(ghosts=(self._park(), *self._greens()), primary=Action(_("开始投票"), page.desk.open, key="Space"))

    def _ballot(self) -> Bar:
        ghosts, plain, primary = self._page.desk.ballot_actions()
        return self._with(ghosts=ghosts, plain=plain, primary=primary)

    def _reveal(self) -> Bar:
        _, page = self.words, self._page
        if page.settles():
            return self._settle()
        name = page.subject().id
        discuss = Action(_("讨论并定级"), lambda: page.show_step(name, Step.DISCUSS), key="Space")
        return self._with(ghosts=(self._park(), *self._greens()), plain=page.desk.again_action(), primary=discuss)

    def _settle(self) -> Bar:
        page = self._page
        return self._with(ghosts=(self._park(), *self._greens()), plain=page.desk.again_action(), primary=self._record())

    def _pains(self) -> Bar:
        _, page = self.words, self._page
        name = page.subject().id
        return self._with(primary=Action(_("小结"), lambda: page.show_step(name, Step.RECAP), key="Space"))

    def _recap(self) -> Bar:
        _, page = self.words, self._page
        target = page.next_page()
        title = next(entry.name(self.words) for entry in pages_of(page.pack) if entry.key == target)
        return self._with(primary=Action(_("转到 {place}", place=title), lambda: page.go.emit(target), key="Space"))

    # -- single actions ----------------------------------------------------------------------------------------------------

    def _park(self) -> Action:
        return Action(self.words("待议"), self._page.park, key="P")

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
        name = page.subject().id
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
