"""The group's own order in the ballot box; two pools of people, money by year, actions that are scheduled, scenarios."""

from .step import Step

_BALLOT = (
    # the kind of a ballot grows by one: the table is made anew, in the old order of its rows
    """CREATE TABLE ballot_new (id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('indicator', 'impact', 'urgency', 'practice', 'order')), subject TEXT NOT NULL,
        round INTEGER NOT NULL CHECK (round >= 1), entry TEXT NOT NULL CHECK (entry IN ('seat', 'pile')),
        state TEXT NOT NULL CHECK (state IN ('open', 'revealed', 'cancelled')), opened_at TEXT NOT NULL, revealed_at TEXT NOT NULL,
        early INTEGER NOT NULL CHECK (early IN (0, 1)), UNIQUE (kind, subject, round),
        CHECK (kind <> 'order' OR subject IN ('rank', 'points'))) STRICT""",
    """INSERT INTO ballot_new SELECT * FROM ballot ORDER BY rowid""",
    """DROP TABLE ballot""",
    """ALTER TABLE ballot_new RENAME TO ballot""",
)
_SUBJECT = "subject TEXT NOT NULL"  # the id of a measure or of an action

STATEMENTS: Step = (
    *_BALLOT,
    # as secret as open_ballot: what a card says of each measure, until the reveal
    """CREATE TABLE open_allotment (key TEXT NOT NULL REFERENCES open_ballot(key) ON DELETE CASCADE, measure TEXT NOT NULL,
        amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 100), PRIMARY KEY (key, measure)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE allotment (vote TEXT NOT NULL REFERENCES vote(id), measure TEXT NOT NULL,
        amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 100), PRIMARY KEY (vote, measure)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE order_note (id TEXT NOT NULL PRIMARY KEY, measure TEXT NOT NULL, grp TEXT NOT NULL,
        text TEXT NOT NULL CHECK (trim(text) <> ''), in_plan INTEGER NOT NULL CHECK (in_plan IN (0, 1)),
        sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1))) STRICT""",
    f"""CREATE TABLE staffing ({_SUBJECT} PRIMARY KEY, unfolded INTEGER NOT NULL CHECK (unfolded IN (0, 1)),
        tech INTEGER NOT NULL CHECK (tech BETWEEN 0 AND 100), outside REAL NOT NULL CHECK (outside >= 0),
        fast_quarters INTEGER CHECK (fast_quarters BETWEEN 1 AND 16), fast_people REAL CHECK (fast_people > 0)) STRICT""",
    """CREATE TABLE action_plan (action TEXT NOT NULL PRIMARY KEY REFERENCES action(id), people REAL CHECK (people >= 0),
        quarters INTEGER CHECK (quarters BETWEEN 1 AND 16), share INTEGER CHECK (share BETWEEN 1 AND 100),
        budget REAL CHECK (budget >= 0), support TEXT NOT NULL, sponsor TEXT NOT NULL,
        competence TEXT NOT NULL CHECK (competence IN ('own', 'union', 'sponsor')),
        lead_quarters INTEGER NOT NULL CHECK (lead_quarters BETWEEN 0 AND 16), release INTEGER CHECK (release >= 0),
        deadline INTEGER CHECK (deadline >= 1)) STRICT""",
    """CREATE TABLE action_item (action TEXT NOT NULL PRIMARY KEY REFERENCES action(id), start INTEGER NOT NULL CHECK (start >= 0),
        finish INTEGER NOT NULL, pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)), CHECK (finish > start)) STRICT""",
    f"""CREATE TABLE money (id TEXT NOT NULL PRIMARY KEY, {_SUBJECT}, year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2200),
        amount REAL NOT NULL CHECK (amount >= 0), kind TEXT NOT NULL CHECK (kind IN ('capital', 'expense')),
        source TEXT NOT NULL CHECK (source IN ('budgeted', 'to_add', 'next_year'))) STRICT""",
    f"""CREATE TABLE link ({_SUBJECT}, earlier TEXT NOT NULL, lag INTEGER NOT NULL CHECK (lag BETWEEN 0 AND 16),
        active INTEGER NOT NULL CHECK (active IN (0, 1)), PRIMARY KEY (subject, earlier), CHECK (subject <> earlier)) STRICT""",
    """CREATE TABLE pool (quarter INTEGER NOT NULL PRIMARY KEY CHECK (quarter BETWEEN 0 AND 15), tech REAL CHECK (tech >= 0),
        business REAL CHECK (business >= 0)) STRICT""",
    """CREATE TABLE year_budget (year INTEGER NOT NULL PRIMARY KEY CHECK (year BETWEEN 2000 AND 2200),
        amount REAL NOT NULL CHECK (amount >= 0)) STRICT""",
    """CREATE TABLE scenario (id TEXT NOT NULL PRIMARY KEY CHECK (id IN ('cautious', 'base', 'ambitious')),
        people INTEGER NOT NULL CHECK (people BETWEEN 1 AND 500), budget INTEGER NOT NULL CHECK (budget BETWEEN 1 AND 500)) STRICT""",
    """CREATE TABLE estimate (id TEXT NOT NULL PRIMARY KEY, measure TEXT NOT NULL REFERENCES measure_plan(measure),
        status TEXT NOT NULL CHECK (status IN ('room', 'department', 'finance')), low REAL NOT NULL, likely REAL NOT NULL,
        high REAL NOT NULL, budget REAL, noted_at TEXT NOT NULL) STRICT""",
)
