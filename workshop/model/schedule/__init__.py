"""When each measure starts: values, plain-language checks, an instant first plan and the proven one."""

from .checks import check, troubles
from .conflict import Cause, conflict
from .critical import critical
from .evaluate import Violation, cost, late, makespan, violations
from .greedy import greedy_plan
from .margin import Margin, margins, scaled
from .solve import feasible, price_of_pins, solve, warm
from .values import Item, Limit, Mode, Placed, Plan, Predecessor, Price, Problem

__all__ = [
    "Cause",
    "Item",
    "Limit",
    "Margin",
    "Mode",
    "Placed",
    "Plan",
    "Predecessor",
    "Price",
    "Problem",
    "Violation",
    "check",
    "conflict",
    "cost",
    "critical",
    "feasible",
    "greedy_plan",
    "late",
    "makespan",
    "margins",
    "price_of_pins",
    "scaled",
    "solve",
    "troubles",
    "violations",
    "warm",
]
