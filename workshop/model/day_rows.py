"""Rows of the day itself: the rule of the light."""

from fractions import Fraction

from msgspec import Struct

from .consensus import Rule


class VoteRule(Struct, frozen=True):
    """Settings of the light, fixed before the first vote; percents and whole votes."""

    id: str
    share: int  # percent of the votes on one level that make a consensus
    reach: int  # levels a single vote may lie off the mode meanwhile
    distance: int  # mean distance to the median that makes a split, in hundredths of a level
    camp_of_few: int  # votes that make a camp among three
    camp_floor: int  # votes that make a camp among four to eight, at least
    stable: int  # percent of net change below which another round is idle

    def rule(self) -> Rule:
        """As the methods read it."""
        return Rule(
            consensus_share=Fraction(self.share, 100), reach=self.reach, split_distance=Fraction(self.distance, 100),
            camp_of_few=self.camp_of_few, camp_floor=self.camp_floor, stable=Fraction(self.stable, 100),
        )  # fmt: skip


USUAL = VoteRule("rule", share=75, reach=1, distance=75, camp_of_few=1, camp_floor=2, stable=15)
