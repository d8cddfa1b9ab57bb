"""Which part of the engagement an operation touched, so that only the views that show it redraw."""

from enum import Flag, auto


class Change(Flag):
    """What an operation touched; views compare it with what they watch."""

    NONE = 0
    PROFILE = auto()  # bank, settings, weights, targets, texts
    SEATS = auto()
    VOTES = auto()  # ballots, rounds, attendance
    RECORDS = auto()  # settled levels, dissent
    NOTES = auto()  # notes, parking lot, evidence, pains, facts, cases
    MEASURES = auto()  # lanes, effort, owners, KPIs, actions
    PLAN = auto()  # schedule, capacity, decisions
    AGENDA = auto()
    DELIVERY = auto()  # baseline, progress, adjustments, acceptance, KPI values, hand-over
    ALL = PROFILE | SEATS | VOTES | RECORDS | NOTES | MEASURES | PLAN | AGENDA | DELIVERY
