"""What other capacities would lead to: three scenarios side by side, and what one more head or a tenth more money would buy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workshop.formats import percent
from workshop.model import assessment
from workshop.model.outlook import FEW, Outcome, scenarios, worth
from workshop.model.road import SCENARIOS
from workshop.model.schedule import Margin
from workshop.model.schedule.margin import EVERY
from workshop.report.chapters.book import Book
from workshop.report.typeset import Column, h2, keep, para, table
from workshop.sentences import sentence
from workshop.wording_roadmap import end_word, margin_rows, outcome_rows, scenario_word

SEEN = 0.0005  # of the cost: below it a gain prints as nothing


def outlook(book: Book) -> list[Any]:
    """Scenarios in both editions, gains in the working papers; nothing without a plan."""
    if not book.state.plan:
        return []
    return [*_scenarios(book), *([] if book.leaders else _gains(book))]


def reached(book: Book) -> str:
    """When the projected score meets that of the targets, as a sentence; nothing without targets or a plan."""
    _ = book.words
    if book.target_score is None or not book.state.plan:
        return ""
    at = assessment.target_reached(book.state, book.pack)
    if at is None:
        return _("规划期内推算不到目标分。")
    return _("推算到 {when} 达到目标分。", when=end_word(book.state, _, at)) if at else _("现状已达到目标分。")


def _scenarios(book: Book) -> list[Any]:
    _, st = book.words, book.st
    outcomes: tuple[Outcome, ...] = book.solved.setdefault("scenarios", None) or scenarios(book.state, book.pack)
    book.solved["scenarios"] = outcomes
    shares = [book.state.road.scenario(name) for name in SCENARIOS]
    lines = outcome_rows(book.state, _, outcomes)
    rows = [[_("人手 / 预算"), *(f"{one.people}% / {one.budget}%" for one in shares)], *lines[1:]]
    columns = [Column(140, _("得分为推算")), *(Column(110, scenario_word(_, name), "right", bold=name == "base") for name in SCENARIOS)]
    title = h2(_("三种情景"), st, note=_("以现在的人手和预算上限为 100%，分别求解，不含固定的横条"))
    poor = [_("{scenario}：{why}", scenario=scenario_word(_, one.name), why=sentence(_, one.trouble)) for one in outcomes if one.trouble]
    return [keep([title, table(columns, rows, st), *(para(text, st.caption) for text in (*poor, *_unproven(book, outcomes)))])]


def _unproven(book: Book, outcomes: Sequence[Outcome]) -> list[str]:
    """How far from the best a scenario's plan may be, where that is not nothing."""
    _ = book.words
    open_ = [(scenario_word(_, one.name), one.plan.gap) for one in outcomes if one.plan and one.plan.status != "optimal"]
    return [
        _("{scenario}：目前找到的最好排程，离可能的最优至多差 {gap}。", scenario=name, gap=percent(gap) if gap < 1 else _("不详"))
        for name, gap in open_
    ]


def _gains(book: Book) -> list[Any]:
    """Only the quarters in which more would change something; all quarters together always; a large plan says why it has none."""
    _, st = book.words, book.st
    problem, title = assessment.problem(book.state, book.pack)[0], _("多一人、多一成预算各值多少")
    if len(problem.items) > FEW:
        why = _("排入的超过 {count} 项，逐季推算太久，这里不印；在程序的路线图页可以推算。", count=FEW)
        return [keep([h2(title, st), para(why, st.note)])]
    found: tuple[Margin, ...] = book.solved.setdefault("worth", None) or worth(problem)
    book.solved["worth"] = found
    told = {one.period for one in found if one.period == EVERY or one.gain >= SEEN}
    rows = margin_rows(book.state, _, [one for one in found if one.period in told])
    if not rows:
        return []
    columns = [Column(140, rows[0][0]), Column(110, rows[0][1], "right"), Column(110, rows[0][2], "right")]
    head = h2(title, st, note=_("价值到位平均提早多少，以现在的排期为准；未列的季度没有变化"))
    return [keep([head, table(columns, rows[1:], st)])]
