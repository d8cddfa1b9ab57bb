"""The chapters of the action plan: each module turns a Book into flowables, in the order `workshop.report.plan` lists them."""

from workshop.figures import fontbook  # first: reportlab copies its base fonts when platypus is imported

__all__ = ["fontbook"]
