"""The ballot box: mixed piles, seats that abstain, where cards came from, quick mode, the rule of the light; the agenda's own plan."""

from .step import Step

_KINDS = "'indicator', 'impact', 'urgency', 'practice', 'order', 'dimension'"
_BALLOT = (
    f"""CREATE TABLE ballot_new (id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ({_KINDS})), subject TEXT NOT NULL,
        round INTEGER NOT NULL CHECK (round >= 1), entry TEXT NOT NULL CHECK (entry IN ('seat', 'pile', 'mixed')),
        state TEXT NOT NULL CHECK (state IN ('open', 'revealed', 'cancelled')), opened_at TEXT NOT NULL, revealed_at TEXT NOT NULL,
        early INTEGER NOT NULL CHECK (early IN (0, 1)), source TEXT NOT NULL, UNIQUE (kind, subject, round),
        CHECK (kind <> 'order' OR subject IN ('rank', 'points'))) STRICT""",
    """INSERT INTO ballot_new (id, kind, subject, round, entry, state, opened_at, revealed_at, early, source)
        SELECT id, kind, subject, round, entry, state, opened_at, revealed_at, early, '' FROM ballot ORDER BY rowid""",
    "DROP TABLE ballot",
    "ALTER TABLE ballot_new RENAME TO ballot",
)
_SEAT = (
    """CREATE TABLE seat_new (id TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 99),
        role TEXT NOT NULL CHECK (trim(role) <> ''), grp TEXT NOT NULL CHECK (trim(grp) <> ''), name TEXT NOT NULL,
        deputy INTEGER NOT NULL CHECK (deputy IN (0, 1)), present_from TEXT NOT NULL, present_to TEXT NOT NULL,
        senior INTEGER NOT NULL CHECK (senior IN (0, 1)),
        presence TEXT NOT NULL CHECK (presence IN ('voting', 'abstain', 'away', 'observer'))) STRICT""",
    """INSERT INTO seat_new (id, number, role, grp, name, deputy, present_from, present_to, senior, presence)
        SELECT id, number, role, grp, name, deputy, present_from, present_to, senior, presence FROM seat ORDER BY rowid""",
    "DROP TABLE seat",
    "ALTER TABLE seat_new RENAME TO seat",
)
_PRESENT = (
    """CREATE TABLE present_new (ballot TEXT NOT NULL REFERENCES ballot(id), seat TEXT NOT NULL REFERENCES seat(id),
        status TEXT NOT NULL CHECK (status IN ('voted', 'missing', 'present', 'abstain', 'away', 'observer')),
        PRIMARY KEY (ballot, seat)) STRICT""",
    "INSERT INTO present_new (ballot, seat, status) SELECT ballot, seat, status FROM present ORDER BY rowid",
    "DROP TABLE present",
    "ALTER TABLE present_new RENAME TO present",
)
_RECORD = (
    f"""CREATE TABLE record_new (id TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ({_KINDS})), subject TEXT NOT NULL, level INTEGER CHECK (level BETWEEN 1 AND 5),
        basis TEXT NOT NULL CHECK (basis IN ('consensus', 'majority', 'leadership', 'parked', 'not_applicable')),
        confidence TEXT NOT NULL CHECK (confidence IN ('low', 'medium', 'high')), rationale TEXT NOT NULL, evidence TEXT NOT NULL,
        reservation TEXT NOT NULL, ballot TEXT NOT NULL, reason TEXT NOT NULL, sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
        recorded_at TEXT NOT NULL, CHECK ((level IS NULL) = (basis IN ('parked', 'not_applicable')))) STRICT""",
    """INSERT INTO record_new (id, seq, kind, subject, level, basis, confidence, rationale, evidence, reservation, ballot, reason,
        sensitive, recorded_at) SELECT id, seq, kind, subject, level, basis, confidence, rationale, evidence, reservation, ballot, reason,
        sensitive, recorded_at FROM record ORDER BY rowid""",
    "DROP TABLE record",
    "ALTER TABLE record_new RENAME TO record",
)
_PRESET = (
    # one more kind of day; the column is made anew so that columns which others added stay
    """ALTER TABLE engagement ADD COLUMN kind_of_day TEXT NOT NULL DEFAULT 'full'
        CHECK (kind_of_day IN ('full', 'half', 'two', 'single', 'cabinet'))""",
    "UPDATE engagement SET kind_of_day = preset",
    "ALTER TABLE engagement DROP COLUMN preset",
    "ALTER TABLE engagement RENAME COLUMN kind_of_day TO preset",
)
STATEMENTS: Step = (
    *_BALLOT,
    *_SEAT,
    *_PRESENT,
    *_RECORD,
    *_PRESET,
    "ALTER TABLE agenda_item ADD COLUMN planned INTEGER NOT NULL DEFAULT 0 CHECK (planned BETWEEN 0 AND 600)",
    "UPDATE agenda_item SET planned = minutes",
    "ALTER TABLE agenda_item ADD COLUMN choice TEXT NOT NULL DEFAULT '' CHECK (choice IN ('', 'extend', 'park', 'majority'))",
    """CREATE TABLE vote_rule (id TEXT NOT NULL PRIMARY KEY CHECK (id = 'rule'),
        share INTEGER NOT NULL CHECK (share BETWEEN 51 AND 100), reach INTEGER NOT NULL CHECK (reach BETWEEN 1 AND 4),
        distance INTEGER NOT NULL CHECK (distance BETWEEN 25 AND 200), camp_of_few INTEGER NOT NULL CHECK (camp_of_few BETWEEN 1 AND 3),
        camp_floor INTEGER NOT NULL CHECK (camp_floor BETWEEN 1 AND 6), stable INTEGER NOT NULL CHECK (stable BETWEEN 1 AND 50)) STRICT""",
)
