"""A new engagement from an old one: same pack, same seats, everything to be rated again, the old results brought along."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from msgspec.structs import replace

from .. import assessment
from ..errors import Refused
from ..rows import Past, PastEffect, PastMeasure, PastRating, Seat, Target, Weight
from ..state import State
from ..store import Store
from ..store.base import Noted, new_id
from .tasks import measure_due, tasks


def reassess(old: Store, path: Path, held_on: date, passphrase: str | None = None, clock: Callable[[], datetime] = datetime.now) -> Store:
    """Make the file of a re-assessment at `path`; the old engagement is only read."""
    state = old.state()
    year, quarter = (held_on.year, (held_on.month - 1) // 3 + 2)
    year, quarter = (year + 1, 1) if quarter == 5 else (year, quarter)
    profile = replace(
        state.engagement, id=new_id(), held_on=held_on.isoformat(), start_year=year, start_quarter=quarter, wording="draft", position="",
        closed_at="", peer_consent="", rehearsal=0,
        target_year=max(state.engagement.target_year, year), seed=int(held_on.strftime("%Y%m%d")),
    )  # fmt: skip
    if profile.held_on <= state.engagement.held_on:
        raise Refused("past.date", held_on=profile.held_on, before=state.engagement.held_on)
    store = Store.create(path, old.pack_files(), profile, passphrase, clock)
    try:
        store.speak(old.pack.language)
        with store.transaction():
            _seats(store, state)
            _history(store, state, old)
            store.note("reassess", Noted(state.engagement.id, {"held_on": state.engagement.held_on, "log": state.log_hash}))
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return store


def _seats(store: Store, state: State) -> None:
    for seat in state.seats:
        store.put(Seat(new_id(), seat.number, seat.role, seat.grp, "", 0, "", "", seat.senior, "voting"))
    for dimension, basis in state.weights.items():
        store.put(Weight(dimension, basis))
    for (kind, subject), level in state.targets.items():
        store.put(Target(kind, subject, level))


def _history(store: Store, state: State, old: Store) -> None:
    """The points before the old engagement, then the old engagement itself."""
    for row in (*state.pasts, *state.past_ratings, *state.past_measures, *state.past_effects):
        store.put(row)
    own, pack = state.engagement, old.pack
    store.put(Past(own.id, own.held_on, own.bank, pack.id, pack.version))
    for name in pack.indicators:
        record = state.record_of("indicator", name)
        if record is not None:
            store.put(PastRating(own.id, name, record.level, record.basis, record.rationale))
    for measure, plan in state.measures.items():
        if plan.chosen:
            _measure(store, state, old, measure)


def _measure(store: Store, state: State, old: Store, measure: str) -> None:
    own = [task for task in tasks(state, old.pack) if task.measure == measure]
    done = sum(task.acceptance is not None for task in own)
    store.put(PastMeasure(state.engagement.id, measure, measure_due(state, measure), len(own), done))
    for dimension in old.pack.dimensions:
        effect = assessment.effect(state, old.pack, measure, dimension)
        store.put(PastEffect(state.engagement.id, measure, dimension, float(effect)))
