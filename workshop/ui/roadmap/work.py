"""Who does a measure or one of its actions, how long, for what money of which year, and what it waits for."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.model import roadmap
from workshop.model.change import Change
from workshop.model.road import blank_action
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.measures.amount import read, written
from workshop.ui.roadmap.form import Column, Form, ListEditor
from workshop.ui.view import View
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.text import Prose
from workshop.wording import competence_word
from workshop.wording_roadmap import quarter
from workshop.words import Words

ESTIMATE = ("people", "quarters", "share", "budget")  # of an action; a measure's stand on its own page
STAFFING = ("tech", "outside", "fast_quarters", "fast_people")
DATES = ("support", "sponsor", "competence", "lead_quarters", "release", "deadline")
WHOLE = ("quarters", "share", "tech", "fast_quarters", "lead_quarters", "release", "deadline")


def money_kinds(words: Words) -> tuple[tuple[str, str], ...]:
    _ = words
    return (("capital", _("资本性")), ("expense", _("费用性")))


def money_sources(words: Words) -> tuple[tuple[str, str], ...]:
    _ = words
    return (("budgeted", _("已列预算")), ("to_add", _("需追加")), ("next_year", _("列入下年")))


class WorkPanel(View):
    """One subject at a time: the measure itself or one of its actions; what cannot be is said and not saved."""

    watches = Change.MEASURES | Change.PLAN | Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.measure, self.subject, self._axis = "", "", (0, 0, 0)
        _ = self.words
        self.title, self.error = Prose("", "lead"), Prose("", "caption", "split-text")
        self.error.hide()
        self.subjects = Dropdown((), _("举措或行动"))
        self.subjects.chosen.connect(self.show_subject)
        self.estimate, self.staff, self.dates = self._estimate_form(), self._staff_form(), self._dates_form()
        self.money = ListEditor(_, _("分年预算（万元）"), self._money_lines(), _("金额，按 Enter 加入本年"))
        self.money.edited.connect(self._on_money)
        self.money.removed.connect(lambda id: session.do(Store.remove_money, id))
        self.money.added.connect(self._add_money)
        self.links = ListEditor(_, _("要等谁完成"), self._link_lines(), _("编号，如 M1 或 M1.2，按 Enter 加入"))
        self.links.edited.connect(self._on_link)
        self.links.removed.connect(lambda earlier: session.do(Store.set_link, self.subject, earlier, active=False))
        self.links.added.connect(self._add_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for widget in (self.title, self.subjects, self.error, self.estimate, self.staff, self.dates, self.money, self.links):
            column.addWidget(widget)
        column.addStretch(1)

    def _estimate_form(self) -> Form:
        form, _ = Form(self.words), self.words
        for key, label in zip(ESTIMATE, (_("人数"), _("季度"), _("占比 %"), _("预算 万元")), strict=True):
            form.add_line(key, label)
        form.changed.connect(lambda subject, key, text: self._save(Store.set_action_plan, subject, key, text))
        return form

    def _staff_form(self) -> Form:
        form, _ = Form(self.words), self.words
        labels = (_("其中科技数据人员 %"), _("外包人数（不占本行人手）"), _("加快：改为几个季度"), _("加快：要多少人"))
        for key, label in zip(STAFFING, labels, strict=True):
            form.add_line(key, label)
        form.changed.connect(lambda subject, key, text: self._save(Store.set_staffing, subject, key, text))
        return form

    def _dates_form(self) -> Form:
        form, _ = Form(self.words), self.words
        form.add_line("support", _("配合部门"))
        form.add_line("sponsor", _("分管行领导"))
        form.add_choice("competence", _("由谁办"), [(key, competence_word(_, key)) for key in ("own", "union", "sponsor")])
        form.add_choice("lead_quarters", _("提前报批"), [(str(n), _("不需要") if n == 0 else _("{n} 个季度", n=n)) for n in range(5)])
        self.release = form.add_choice("release", _("最早开工"), ())
        self.deadline = form.add_choice("deadline", _("完成期限"), ())
        form.changed.connect(lambda subject, key, text: self._save(Store.set_action_plan, subject, key, text))
        return form

    def _money_lines(self) -> tuple[tuple[Column, ...], ...]:
        _ = self.words
        return (
            (Column("year", _("年份")), Column("amount", _("万元"))),
            (Column("kind", _("性质"), money_kinds(_)), Column("source", _("来源"), money_sources(_))),
        )

    def _link_lines(self) -> tuple[tuple[Column, ...], ...]:
        _ = self.words
        return ((Column("earlier", _("要等的举措或行动")), Column("lag", _("其后几季"))),)

    # -- what is shown -----------------------------------------------------------------------------------------------------

    def show_measure(self, measure: str) -> None:
        """Turn to another measure."""
        if measure != self.measure:
            self._flush()
            self.measure = self.subject = measure
            self._tell("")
        self.refresh()

    def show_subject(self, subject: str) -> None:
        """Turn to the measure itself or one of its actions."""
        self._flush()
        self.subject = subject
        self._tell("")
        self.refresh()

    def _flush(self) -> None:
        for form in (self.estimate, self.staff, self.dates):
            form.flush()

    def show_state(self, state: State) -> None:
        if self.measure not in state.measures:
            return
        measure, names = self.session.pack.measures[self.measure], roadmap.codes(state)
        self.title.set_text(f"{measure.id} {measure.name}")
        actions = roadmap.actions_of(state, self.measure)
        if self.subject not in {action.id for action in actions}:
            self.subject = self.measure
        self.subjects.set_options(((self.measure, self.words("整项举措")), *((one.id, f"{names[one.id]} {one.text}") for one in actions)))
        self.subjects.set_value(self.subject)
        self._show_dates(state)
        self._show_forms(state)
        lines = state.road.money_of(self.subject)
        self.money.show_rows({
            row.id: {"year": str(row.year), "amount": written(row.amount), "kind": row.kind, "source": row.source} for row in lines
        })  # fmt: skip
        waits = roadmap.waits_of(state, self.session.pack)
        own = {earlier: lag for (subject, earlier), lag in waits.items() if subject == self.subject}
        self.links.show_rows({e: {"earlier": names.get(e, e), "lag": str(lag)} for e, lag in own.items()})

    def _show_dates(self, state: State) -> None:
        axis = (state.engagement.start_year, state.engagement.start_quarter, state.engagement.horizon)
        if axis != self._axis:
            self._axis, _, places = axis, self.words, range(state.engagement.horizon)
            unlimited = ("", _("不限"))
            self.release.set_options([unlimited, *((str(at), _("{quarter} 起", quarter=quarter(state, _, at))) for at in places)])
            self.deadline.set_options([unlimited, *((str(at + 1), _("{quarter} 底前", quarter=quarter(state, _, at))) for at in places)])

    def _show_forms(self, state: State) -> None:
        is_action = self.subject != self.measure
        self.estimate.setVisible(is_action)
        self.dates.setVisible(is_action)
        plan = state.road.actions.get(self.subject) or blank_action(self.subject, state.engagement.tech_home)
        self.estimate.show_values(self.subject, {key: _shown(getattr(plan, key)) for key in ESTIMATE})
        self.dates.show_values(self.subject, {key: _shown(getattr(plan, key)) for key in DATES})
        staffing = state.road.staffed(self.subject)
        self.staff.show_values(self.subject, {key: _shown(getattr(staffing, key)) for key in STAFFING})

    # -- saving ------------------------------------------------------------------------------------------------------------

    def _save(self, operation: Callable[..., Any], subject: str, key: str, text: str) -> None:
        try:
            value = _typed(key, text)
        except ValueError:
            self._tell(self.words("这里要填数字，没有保存。请改正。"))
            return
        self._tell("")
        if not self.session.do(operation, subject, **{key: value}):
            self.refresh()

    def _add_money(self, text: str) -> None:
        try:
            amount = read(text)
        except ValueError:
            amount = None
        if amount is None:
            self._tell(self.words("这里要填数字，没有保存。请改正。"))
            return
        self._tell("")
        self.session.do(Store.add_money, self.subject, self.session.state.engagement.start_year, amount)

    def _on_money(self, id: str, key: str, text: str) -> None:
        try:
            value: object = text if key in ("kind", "source") else int(text) if key == "year" else read(text)
            if value is None:
                raise ValueError(text)
        except ValueError:
            self._tell(self.words("这里要填数字，没有保存。请改正。"))
            self.refresh()
            return
        self._tell("")
        if not self.session.do(Store.set_money, id, **{key: value}):
            self.refresh()

    def _add_link(self, code: str) -> None:
        names = {name: action for action, name in roadmap.codes(self.session.state).items()}
        wanted = code.strip().upper()
        self.session.do(Store.set_link, self.subject, names.get(wanted, wanted))

    def _on_link(self, earlier: str, key: str, text: str) -> None:
        if key == "lag" and text.strip().isdigit():
            self.session.do(Store.set_link, self.subject, earlier, int(text))
        self.refresh()

    def _tell(self, text: str) -> None:
        self.error.set_text(text)
        self.error.setVisible(bool(text))


def _shown(value: object) -> str:
    return "" if value is None else written(value) if isinstance(value, float) else str(value)


def _typed(key: str, text: str) -> object:
    """What a field stands for; ValueError when it is no number."""
    if key in ("support", "sponsor", "competence"):
        return text.strip()
    value = read(text)
    if key in ("tech", "outside", "lead_quarters") and value is None:
        value = 0.0
    if value is None or key not in WHOLE:
        return value
    if value != int(value):
        raise ValueError(text)
    return int(value)
