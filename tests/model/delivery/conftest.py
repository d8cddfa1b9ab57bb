"""A small engagement with an approved plan: three tasks of two departments under two measures."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.model.packs import pack_files
from tests.model.store.conftest import ROLES, Ticking, profile
from workshop.model.delivery.tasks import proposed
from workshop.model.rows import PlanItem, PlanResult
from workshop.model.store import Store

APPROVED = date(2026, 4, 1)


def planned(path: Path) -> Store:
    """Seats, two measures with owners, three actions, a schedule; nothing approved yet."""
    store = Store.create(path, pack_files(), profile(start_year=2026, start_quarter=2), clock=Ticking())
    for role, group in ROLES:
        store.add_seat(role, group)
    store.set_measure("M1", lead="科技部", owner="科技部总经理", sponsor="分管副行长")
    store.set_measure("M2", lead="零售部", owner="零售部总经理", sponsor="分管副行长")
    store.set_plan([PlanItem("M1", 0, 2, 0), PlanItem("M2", 1, 4, 0)], PlanResult("plan", "optimal", 0.0, 1.0, "x", ""))
    store.add_action("M1", "建标准", due="2026-08-31")
    store.add_action("M1", "清数据")
    store.add_action("M2", "梳产品", owner="产品经理", due="2026-12")
    store.add_kpi("M1", "标准落地率", "%", "10", "60", "2027-12")
    return store


def approve(store: Store) -> Store:
    store.approve_plan(proposed(store.state(), store.pack), APPROVED.isoformat(), "董事会")
    return store


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Store]:
    store = planned(tmp_path / "a.workshop")
    yield store
    store.close()


@pytest.fixture
def store(plan: Store) -> Store:
    return approve(plan)


@pytest.fixture
def at(store: Store) -> Callable[[str], None]:
    """Moves the engagement's clock to a day."""
    return lambda day: setattr(store.clock.__self__._clock, "now", store.clock().fromisoformat(f"{day}T09:00"))  # type: ignore[attr-defined]
