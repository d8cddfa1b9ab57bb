"""When each measure starts: values, plain-language checks, an instant first plan and the proven one."""

from .checks import check, troubles
from .evaluate import Violation, cost, late, makespan, violations
from .greedy import greedy_plan
from .solve import price_of_pins, solve
from .values import Item, Mode, Placed, Plan, Predecessor, Price, Problem

__all__ = [
    "Item",
    "Mode",
    "Placed",
    "Plan",
    "Predecessor",
    "Price",
    "Problem",
    "Violation",
    "check",
    "cost",
    "greedy_plan",
    "late",
    "makespan",
    "price_of_pins",
    "solve",
    "troubles",
    "violations",
]
