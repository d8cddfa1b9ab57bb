"""What lies on the table: cards, ballots, sheets and the poster, chosen by section and printed before the day."""

from workshop.figures import fontbook  # first: reportlab copies its base fonts when platypus is imported

__all__ = ["fontbook"]
