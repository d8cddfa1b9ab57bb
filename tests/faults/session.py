"""One whole session that uses every operation of the Store, the same every time: ids and clock are set before each step.

What the file holds after step n is known beforehand as a digest, so that a file found after a fault can be held against step n and n + 1.
"""

import base64
import hashlib
import random
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.model.packs import pack_files
from tests.model.store.conftest import opened, profile, seats
from tests.model.test_interchange import fill
from workshop.model.rows import BaselineTask
from workshop.model.store import Store
from workshop.model.store.delivering import Report

SEED = 20260312
NOON = datetime(2026, 3, 12, 12, 0)
_HEX = re.compile(r"\b[0-9a-f]{16,64}\b")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")

LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR42mMQUGAwcAAAAXYAofFYxIIAAAAASUVORK5CYII="
)  # a grey picture of two by two


def operations() -> dict[str, Callable[..., Any]]:
    """Every operation of the Store by name."""
    found = {name: getattr(Store, name) for name in dir(Store) if not name.startswith("_")}
    return {name: one for name, one in found.items() if hasattr(one, "__wrapped__") and one.__code__.co_name == "run"}


class Fixed:
    """Ids and time that a step determines: asked for again with another `turn` it gives other ids, as the program would."""

    def __init__(self) -> None:
        self.step, self.turn = 0, 0
        self._random = random.Random(SEED)

    def at(self, step: int, turn: int = 0) -> None:
        self.step, self.turn = step, turn
        self._random = random.Random(f"{SEED}/{step}/{turn}")

    def hex(self, size: int = 32) -> str:
        return self._random.randbytes(size).hex()

    def __call__(self) -> datetime:
        return NOON + timedelta(seconds=self.step)


@contextmanager
def fixed_ids(fixed: Fixed) -> Iterator[None]:
    """No true randomness while the session runs."""
    real, secrets.token_hex = secrets.token_hex, fixed.hex  # type: ignore[assignment]
    try:
        yield
    finally:
        secrets.token_hex = real


Hook = Callable[["Stepping", str, Callable[[], Any]], Any]


class Stepping(Store):
    """A Store whose operations are steps; `hook(store, name, call)` does each of them by calling `call`."""

    fixed: Fixed
    nth = 0
    asked: tuple[tuple[Any, ...], dict[str, Any]] = ((), {})  # arguments of the step under way
    hook: Hook | None = None
    _stepping = False

    def as_step(self, name: str, call: Callable[[], Any]) -> Any:
        self.fixed.at(self.nth + 1)
        self._stepping = True
        try:
            result = self.hook(self, name, call) if self.hook else call()
        finally:
            self._stepping = False
        self.nth += 1
        return result

    @contextmanager
    def transaction(self, asked: Any = None) -> Iterator[None]:
        """One that is no operation's, such as the bringing of earlier rows, is a step too."""
        if self._stepping or self.hook is None:
            with super().transaction(asked):
                yield
            return
        self.fixed.at(self.nth + 1)
        with super().transaction(asked):
            yield
        self.hook(self, "transaction", lambda: None)
        self.nth += 1


def _stepped(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def run(self: Stepping, *args: Any, **kwargs: Any) -> Any:
        self.asked = args, kwargs
        return self.as_step(name, lambda: real(self, *args, **kwargs))

    return run


for _name, _real in operations().items():
    setattr(Stepping, _name, _stepped(_name, _real))


def begun(path: Path, fixed: Fixed, passphrase: str | None = None) -> Stepping:
    """The new engagement, at step 0."""
    fixed.at(0)
    store = Stepping.create(path, pack_files(), profile(id="0" * 16), passphrase, fixed)
    store.fixed = fixed
    return store


def play(store: Store) -> None:
    """Every operation at least once, with a vote still in the box at the end."""
    fill(store)
    _prepare(store)
    _ballots(store)
    _notes(store)
    _plan(store)
    _after(store)


def _prepare(store: Store) -> None:
    store.set_profile(place="会议室", chair="行长")
    store.set_position("dimension.people")
    store.set_weights({"people": 5_000, "tools": 5_000})
    store.set_seat(seats(store)[1].id, name="甲", deputy=1)
    store.add_seat("审计部", "监督")
    store.remove_seat(seats(store)[-1].id)
    item = store.state().agenda[0]
    store.set_agenda_item(item.id, minutes=20)
    store.clock_agenda(item.id, 90)
    store.extend_item(item.id, 5)
    store.choose_overtime(item.id, "park")
    store.spread_agenda({item.id: 30})


def _ballots(store: Store) -> None:
    open_one = next(one.ballot for one in store.state().rounds if one.ballot.state == "open")
    first, second = seats(store)[0].id, seats(store)[1].id
    store.cast_vote(open_one.id, second, 3)
    store.cast_vote(open_one.id, first, 4)
    store.clear_vote(open_one.id, second)
    store.cancel_ballot(open_one.id)
    pile = opened(store, subject="2.1", entry="seat")
    store.change_entry(pile.id, "pile")
    store.put_card(pile.id, "a card", "决策层", 2)
    store.take_card(pile.id, "a card", "决策层")
    store.cast_pile(pile.id, "决策层", [3, 4])
    store.reveal(pile.id, early=True)
    cards = opened(store, "order", "rank", entry="pile")
    measures = store.ranked_measures()
    store.cast_order_pile(cards.id, "科技", [{one: place for place, one in enumerate(measures, 1)}, None])
    store.cancel_ballot(cards.id)
    store.enter_paper("impact", "a" * 16, "决策层", {"M1": 3, "M2": None})
    store.enter_papers("urgency", [("b" * 16, "科技", {"M1": 4}), ("c" * 16, "科技", {"M1": 2})])
    store.remove_order_note(store.state().road.order_notes[0].id)


def _notes(store: Store) -> None:
    record = store.state().records[0]
    store.add_dissent(record.id, "", 4, "已有样板", "看验收")
    dissent = store.state().dissents[-1]
    store.set_dissent(dissent.id, text="已有三个样板")
    store.remove_dissent(dissent.id)
    store.settle("indicator", "1.1", 3, "leadership", reason="看过清单", rationale="清单齐")
    note = store.state().notes[0]
    store.set_note(note.id, text="改过的话")
    store.remove_note(note.id)
    store.undo()
    store.redo()
    store.set_parked(store.state().parked[0].id, owner="科技部", done=1)
    store.attach("topic", "", "b.txt", "text/plain", "附件".encode() * 700)
    store.remove_attachment(store.state().attachments[-1].id)
    store.set_logo(LOGO, "标志.png")
    store.set_logo(LOGO, "新标志.png")
    store.remove_logo()


def _plan(store: Store) -> None:
    store.set_measure("M2", lead="零售部")
    state = store.state()
    store.set_kpi(state.kpis[0].id, target="五万户")
    store.add_kpi("M2", "时长")
    store.remove_kpi(store.state().kpis[-1].id)
    store.set_milestone(state.milestones[0].id, name="试运行")
    store.remove_milestone(state.milestones[0].id)
    store.add_action("M2", "调研")
    action = store.state().actions[-1]
    store.set_action(action.id, owner="零售部")
    store.remove_action(action.id)
    store.set_capacities({0: (3.0, 50.0)})
    store.set_pinned("M1", True)
    money = store.state().road.money[0]
    store.set_money(money.id, amount=41.0)
    store.remove_money(money.id)
    decision = store.state().decisions[0]
    store.set_decision(decision.id, text="同意立项")
    store.decide(decision.id, "passed", "2026-04-01")
    store.remove_decision(decision.id)
    store.close_day()


def _after(store: Store) -> None:
    store.add_action("M1", "培训", owner="人力部", due="2027-06-30")
    added = store.state().actions[-1]
    store.admit_task(
        BaselineTask(added.id, 1, "M1", "培训", "人力部", "", "", "", "2027-06-30", "", "", ""), "补一项", "行长", "2026-09-01"
    )
    store.hand_over_task(added.id, "科技部", "部门调整", "行长", "2026-10-01")
    done = store.state().acceptances[0].action
    store.reopen_task(done, "再看一次")
    store.follow_up(Report(added.id, "normal", "按期", who="科技部"))
    store.replace_pack(pack_files())
    store.open_ballot("practice", "practice")
    open_one = next(one.ballot for one in store.state().rounds if one.ballot.state == "open" and one.ballot.kind == "practice")
    for seat, level in zip(seats(store), (2, 3, None, 5), strict=True):
        store.cast_vote(open_one.id, seat.id, level)


# -- what a file holds -------------------------------------------------------------------------------------------------------------

_ALIKE = ("pack_file", "_sqlite_migrations")  # large or timed, and the same throughout


def held(db: Any, *, alike: bool = False) -> str:
    """Digest of every row of every table. `alike`: whatever the ids and times are called."""
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()]
    told = hashlib.sha256()
    for name in tables:
        if name in _ALIKE:
            continue
        rows = [repr(row) for row in db.execute(f"SELECT * FROM [{name}]").fetchall()]
        if alike:
            rows = [_TIME.sub("at", _HEX.sub("#", row)) for row in rows]
        told.update(repr((name, sorted(rows))).encode())
    return told.hexdigest()


def reference(folder: Path, passphrase: str | None = None) -> tuple[list[str], list[str]]:
    """Digests after each step of a session that nothing disturbs, strict and alike; and the step's names."""
    fixed, digests, names = Fixed(), [], []

    def hook(store: Stepping, name: str, call: Callable[[], Any]) -> Any:
        result = call()
        digests.append(held(store._db))
        names.append(name)
        return result

    with fixed_ids(fixed):
        store = begun(folder / "reference.workshop", fixed, passphrase)
        digests.append(held(store._db))
        store.hook = hook
        try:
            play(store)
        finally:
            store.close()
    return digests, names
