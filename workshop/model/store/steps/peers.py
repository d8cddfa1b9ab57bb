"""The client's recorded consent to a place in the de-identified peer library; nobody has given it until somebody does."""

from .step import Step

STATEMENTS: Step = ("ALTER TABLE engagement ADD COLUMN peer_consent TEXT NOT NULL DEFAULT ''",)
