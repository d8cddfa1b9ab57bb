"""Rows of the tables on the roadmap's own facts, for `tables`: who does it, money by year, links, the room's order."""

from collections.abc import Iterable
from typing import Any

from . import assessment, roadmap
from .content import Pack
from .road import blank_action
from .roomorder import room_order
from .state import State

Cells = dict[str, Any]
COLUMNS = {
    "staffing": (
        "subject", "text", "unfolded", "tech", "outside", "fast_quarters", "fast_people", "people", "quarters", "share", "support",
        "sponsor", "competence", "release", "deadline", "start", "finish", "pinned",
    ),
    "money": ("subject", "text", "year", "amount", "money_kind", "money_source"),
    "links": ("subject", "text", "earlier", "lag"),
    "order": ("rank", "measure", "text", "computed", "moved"),
    "order_notes": ("measure", "text", "group", "in_plan", "sensitive"),
}  # fmt: skip


def wanted(key: str, state: State) -> bool:
    """These tables stand in a workbook only where the room has said something."""
    road = state.road
    said = {
        "staffing": bool(road.staffing or road.actions), "money": bool(road.money or road.years), "links": bool(road.links),
        "order": road.last_order is not None, "order_notes": bool(road.order_notes),
    }  # fmt: skip
    return said[key]


def _named(state: State, pack: Pack, subject: str) -> tuple[str, str]:
    """A measure's id and name, or an action's code and text."""
    if subject in pack.measures:
        return subject, pack.measures[subject].name
    action = next((one for one in state.actions if one.id == subject), None)
    return roadmap.codes(state).get(subject, subject), action.text if action else ""


def staffing(state: State, pack: Pack) -> Iterable[Cells]:
    for subject in dict.fromkeys((*state.road.staffing, *state.road.actions)):
        code, text = _named(state, pack, subject)
        own, plan, bar = state.road.staffed(subject), state.road.actions.get(subject), state.road.bars.get(subject)
        cells: Cells = {"subject": code, "text": text, "unfolded": own.unfolded, "tech": own.tech, "outside": own.outside,
                        "fast_quarters": own.fast_quarters, "fast_people": own.fast_people}  # fmt: skip
        known = plan or blank_action(subject)
        if plan is not None:
            names = ("people", "quarters", "share", "support", "sponsor", "competence", "release", "deadline")
            cells |= {name: getattr(known, name) for name in names}
        if bar is not None:
            cells |= {"start": bar.start, "finish": bar.finish, "pinned": bar.pinned}
        yield cells


def money(state: State, pack: Pack) -> Iterable[Cells]:
    for row in state.road.money:
        code, text = _named(state, pack, row.subject)
        yield {"subject": code, "text": text, "year": row.year, "amount": row.amount, "money_kind": row.kind, "money_source": row.source}
    for year, amount in sorted(state.road.years.items()):
        yield {"year": year, "amount": amount, "money_kind": "limit"}


def links(state: State, pack: Pack) -> Iterable[Cells]:
    for (subject, earlier), lag in roadmap.waits_of(state, pack).items():
        code, text = _named(state, pack, subject)
        yield {"subject": code, "text": text, "earlier": _named(state, pack, earlier)[0], "lag": lag}


def order(state: State, pack: Pack) -> Iterable[Cells]:
    rows = assessment.rank(state, pack)
    found = room_order(state, rows)
    computed = {row.measure: row.position for row in rows}
    for place, measure in enumerate(found.found.order if found else (), start=1):
        moved = found.moved.get(measure) if found else None
        yield {"rank": place, "measure": measure, "text": pack.measures[measure].name, "computed": computed.get(measure), "moved": moved}


def order_notes(state: State, pack: Pack) -> Iterable[Cells]:
    for note in state.road.order_notes:
        yield {"measure": note.measure, "text": note.text, "group": note.grp, "in_plan": note.in_plan, "sensitive": note.sensitive}
