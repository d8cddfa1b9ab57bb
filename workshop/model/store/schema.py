"""The tables of an engagement as append-only migrations: a released step is history and is never edited."""

from typing import Any

from .driver import Migrations

APPLICATION_ID = 0x57534850  # "WSHP"
SCHEMA_VERSION = 1

_SCHEMA_1 = (
    """CREATE TABLE engagement (
        id TEXT NOT NULL PRIMARY KEY, bank TEXT NOT NULL CHECK (trim(bank) <> ''), bank_type TEXT NOT NULL,
        bank_size TEXT NOT NULL CHECK (bank_size IN ('small', 'medium', 'large')), region TEXT NOT NULL,
        tech_home TEXT NOT NULL CHECK (tech_home IN ('own', 'union', 'sponsor')), held_on TEXT NOT NULL, place TEXT NOT NULL,
        chair TEXT NOT NULL, facilitator TEXT NOT NULL, recorder TEXT NOT NULL, author TEXT NOT NULL,
        vote_mode TEXT NOT NULL CHECK (vote_mode IN ('anonymous', 'named')),
        marking TEXT NOT NULL CHECK (marking IN ('internal', 'restricted', 'commercial')),
        wording TEXT NOT NULL CHECK (wording IN ('draft', 'comments', 'review', 'issued')), language TEXT NOT NULL,
        start_year INTEGER NOT NULL CHECK (start_year BETWEEN 2000 AND 2200),
        start_quarter INTEGER NOT NULL CHECK (start_quarter BETWEEN 1 AND 4),
        horizon INTEGER NOT NULL CHECK (horizon BETWEEN 1 AND 16),
        target_year INTEGER NOT NULL CHECK (target_year BETWEEN 2000 AND 2200),
        max_rounds INTEGER NOT NULL CHECK (max_rounds BETWEEN 1 AND 9), pain_weight REAL NOT NULL CHECK (pain_weight BETWEEN 0 AND 1),
        need_weight INTEGER NOT NULL CHECK (need_weight BETWEEN 0 AND 100),
        impact_weight INTEGER NOT NULL CHECK (impact_weight BETWEEN 0 AND 100),
        urgency_weight INTEGER NOT NULL CHECK (urgency_weight BETWEEN 0 AND 100),
        seed INTEGER NOT NULL, day_start TEXT NOT NULL, preset TEXT NOT NULL CHECK (preset IN ('full', 'half', 'two', 'single')),
        rehearsal INTEGER NOT NULL CHECK (rehearsal IN (0, 1)), position TEXT NOT NULL, closed_at TEXT NOT NULL,
        CHECK (need_weight + impact_weight + urgency_weight = 100)) STRICT""",
    """CREATE TABLE weight (dimension TEXT NOT NULL PRIMARY KEY, basis INTEGER NOT NULL CHECK (basis BETWEEN 0 AND 10000)) STRICT""",
    """CREATE TABLE target (kind TEXT NOT NULL CHECK (kind IN ('dimension', 'indicator')), subject TEXT NOT NULL,
        level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5), PRIMARY KEY (kind, subject)) STRICT""",
    """CREATE TABLE seat (id TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 99),
        role TEXT NOT NULL CHECK (trim(role) <> ''), grp TEXT NOT NULL CHECK (trim(grp) <> ''), name TEXT NOT NULL,
        deputy INTEGER NOT NULL CHECK (deputy IN (0, 1)), present_from TEXT NOT NULL, present_to TEXT NOT NULL,
        senior INTEGER NOT NULL CHECK (senior IN (0, 1)),
        presence TEXT NOT NULL CHECK (presence IN ('voting', 'away', 'observer'))) STRICT""",
    """CREATE TABLE ballot (id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('indicator', 'impact', 'urgency', 'practice')), subject TEXT NOT NULL,
        round INTEGER NOT NULL CHECK (round >= 1), entry TEXT NOT NULL CHECK (entry IN ('seat', 'pile')),
        state TEXT NOT NULL CHECK (state IN ('open', 'revealed', 'cancelled')), opened_at TEXT NOT NULL, revealed_at TEXT NOT NULL,
        early INTEGER NOT NULL CHECK (early IN (0, 1)), UNIQUE (kind, subject, round)) STRICT""",
    # The only place that ever links a seat with a level: emptied at the reveal; a random key, no time, no row order.
    """CREATE TABLE open_ballot (key TEXT NOT NULL PRIMARY KEY, ballot TEXT NOT NULL REFERENCES ballot(id),
        seat TEXT REFERENCES seat(id), grp TEXT NOT NULL, level INTEGER CHECK (level BETWEEN 1 AND 5),
        UNIQUE (ballot, seat)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE vote (id TEXT NOT NULL PRIMARY KEY, ballot TEXT NOT NULL REFERENCES ballot(id), grp TEXT NOT NULL,
        seat TEXT REFERENCES seat(id), level INTEGER CHECK (level BETWEEN 1 AND 5)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE present (ballot TEXT NOT NULL REFERENCES ballot(id), seat TEXT NOT NULL REFERENCES seat(id),
        status TEXT NOT NULL CHECK (status IN ('voted', 'missing', 'away', 'observer')), PRIMARY KEY (ballot, seat)) STRICT""",
    """CREATE TABLE record (id TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('indicator', 'impact', 'urgency', 'practice')), subject TEXT NOT NULL,
        level INTEGER CHECK (level BETWEEN 1 AND 5),
        basis TEXT NOT NULL CHECK (basis IN ('consensus', 'majority', 'leadership', 'parked', 'not_applicable')),
        confidence TEXT NOT NULL CHECK (confidence IN ('low', 'medium', 'high')), rationale TEXT NOT NULL, evidence TEXT NOT NULL,
        reservation TEXT NOT NULL, ballot TEXT NOT NULL, reason TEXT NOT NULL, sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
        recorded_at TEXT NOT NULL, CHECK ((level IS NULL) = (basis IN ('parked', 'not_applicable')))) STRICT""",
    """CREATE TABLE dissent (id TEXT NOT NULL PRIMARY KEY, record TEXT NOT NULL REFERENCES record(id), grp TEXT NOT NULL,
        level INTEGER CHECK (level BETWEEN 1 AND 5), text TEXT NOT NULL, change_if TEXT NOT NULL,
        in_plan INTEGER NOT NULL CHECK (in_plan IN (0, 1)), sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1))) STRICT""",
    """CREATE TABLE pain_tick (pain TEXT NOT NULL PRIMARY KEY, severity INTEGER NOT NULL CHECK (severity IN (1, 2))) STRICT""",
    """CREATE TABLE fact_answer (fact TEXT NOT NULL PRIMARY KEY, answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unsure'))) STRICT""",
    """CREATE TABLE case_pick (case_id TEXT NOT NULL PRIMARY KEY, note TEXT NOT NULL) STRICT""",
    """CREATE TABLE note (id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('note', 'evidence', 'recap')),
        subject_kind TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
        later INTEGER NOT NULL CHECK (later IN (0, 1)), created_at TEXT NOT NULL) STRICT""",
    """CREATE TABLE attachment (id TEXT NOT NULL PRIMARY KEY, subject_kind TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL,
        mime TEXT NOT NULL, size INTEGER NOT NULL CHECK (size BETWEEN 0 AND 10485760), sha256 TEXT NOT NULL,
        created_at TEXT NOT NULL) STRICT""",
    """CREATE TABLE attachment_bytes (id TEXT NOT NULL PRIMARY KEY REFERENCES attachment(id) ON DELETE CASCADE,
        content BLOB NOT NULL) STRICT""",
    """CREATE TABLE parked (id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('indicator', 'topic')),
        subject TEXT NOT NULL, text TEXT NOT NULL CHECK (trim(text) <> ''), owner TEXT NOT NULL, due TEXT NOT NULL,
        done INTEGER NOT NULL CHECK (done IN (0, 1)), created_at TEXT NOT NULL) STRICT""",
    """CREATE TABLE evidence_item (indicator TEXT NOT NULL, item INTEGER NOT NULL CHECK (item >= 0),
        status TEXT NOT NULL CHECK (status IN ('handed', 'missing')), PRIMARY KEY (indicator, item)) STRICT""",
    """CREATE TABLE measure_plan (measure TEXT NOT NULL PRIMARY KEY, chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),
        lane TEXT NOT NULL CHECK (lane IN ('mandate', 'enabler', 'ranked')), lane_reason TEXT NOT NULL,
        size TEXT NOT NULL CHECK (size IN ('', 'S', 'M', 'L', 'XL')), people REAL CHECK (people >= 0),
        quarters INTEGER CHECK (quarters BETWEEN 1 AND 16), share INTEGER CHECK (share BETWEEN 1 AND 100), low REAL CHECK (low >= 0),
        high REAL CHECK (high >= 0), budget REAL CHECK (budget >= 0),
        effort_status TEXT NOT NULL CHECK (effort_status IN ('room', 'department', 'finance')), lead TEXT NOT NULL,
        support TEXT NOT NULL, owner TEXT NOT NULL, sponsor TEXT NOT NULL, goal TEXT NOT NULL, first30 TEXT NOT NULL,
        first90 TEXT NOT NULL, risks TEXT NOT NULL, key_work TEXT NOT NULL, appraisal TEXT NOT NULL,
        competence TEXT NOT NULL CHECK (competence IN ('own', 'union', 'sponsor')),
        lead_quarters INTEGER NOT NULL CHECK (lead_quarters BETWEEN 0 AND 16), release INTEGER CHECK (release >= 0),
        deadline INTEGER CHECK (deadline >= 1)) STRICT""",
    """CREATE TABLE kpi (id TEXT NOT NULL PRIMARY KEY, measure TEXT NOT NULL REFERENCES measure_plan(measure), position INTEGER NOT NULL,
        name TEXT NOT NULL CHECK (trim(name) <> ''), unit TEXT NOT NULL, baseline TEXT NOT NULL, target TEXT NOT NULL,
        due TEXT NOT NULL, how TEXT NOT NULL) STRICT""",
    """CREATE TABLE milestone (id TEXT NOT NULL PRIMARY KEY, measure TEXT NOT NULL REFERENCES measure_plan(measure),
        quarter INTEGER NOT NULL CHECK (quarter BETWEEN 0 AND 16), name TEXT NOT NULL CHECK (trim(name) <> '')) STRICT""",
    """CREATE TABLE action (id TEXT NOT NULL PRIMARY KEY, measure TEXT NOT NULL REFERENCES measure_plan(measure),
        position INTEGER NOT NULL, text TEXT NOT NULL CHECK (trim(text) <> ''), origin TEXT NOT NULL CHECK (origin IN ('pack', 'room')),
        owner TEXT NOT NULL, due TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('open', 'doing', 'done', 'paused', 'dropped'))) STRICT""",
    """CREATE TABLE follow_up (id TEXT NOT NULL PRIMARY KEY, action TEXT NOT NULL REFERENCES action(id), noted_at TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('open', 'doing', 'done', 'paused', 'dropped')), text TEXT NOT NULL,
        evidence TEXT NOT NULL) STRICT""",
    """CREATE TABLE relevance_edit (measure TEXT NOT NULL, dimension TEXT NOT NULL, value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 3),
        PRIMARY KEY (measure, dimension)) STRICT""",
    """CREATE TABLE effect_edit (measure TEXT NOT NULL, dimension TEXT NOT NULL, effect REAL NOT NULL CHECK (effect BETWEEN 0 AND 1),
        PRIMARY KEY (measure, dimension)) STRICT""",
    """CREATE TABLE capacity (quarter INTEGER NOT NULL PRIMARY KEY CHECK (quarter BETWEEN 0 AND 15),
        people REAL NOT NULL CHECK (people >= 0), budget REAL NOT NULL CHECK (budget >= 0)) STRICT""",
    """CREATE TABLE plan_item (measure TEXT NOT NULL PRIMARY KEY REFERENCES measure_plan(measure),
        start INTEGER NOT NULL CHECK (start >= 0), finish INTEGER NOT NULL, pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
        CHECK (finish > start)) STRICT""",
    """CREATE TABLE plan_result (id TEXT NOT NULL PRIMARY KEY CHECK (id = 'plan'),
        status TEXT NOT NULL CHECK (status IN ('optimal', 'gap', 'greedy', 'manual')), gap REAL NOT NULL CHECK (gap >= 0),
        cost REAL NOT NULL, basis TEXT NOT NULL, solved_at TEXT NOT NULL) STRICT""",
    """CREATE TABLE text (key TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL, basis TEXT NOT NULL) STRICT""",
    """CREATE TABLE decision (id TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, text TEXT NOT NULL CHECK (trim(text) <> ''),
        body TEXT NOT NULL, due TEXT NOT NULL, result TEXT NOT NULL CHECK (result IN ('', 'passed', 'amended', 'deferred')),
        measure TEXT NOT NULL) STRICT""",
    """CREATE TABLE agenda_item (id TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
        title TEXT NOT NULL, minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 600), started_at TEXT NOT NULL,
        used INTEGER NOT NULL CHECK (used >= 0)) STRICT""",
    """CREATE TABLE log (seq INTEGER NOT NULL PRIMARY KEY, noted_at TEXT NOT NULL, operation TEXT NOT NULL, subject TEXT NOT NULL,
        detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT""",
    """CREATE TABLE undo_step (seq INTEGER NOT NULL PRIMARY KEY, operation TEXT NOT NULL, changes TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'gone'))) STRICT""",
    """CREATE TABLE pack_file (name TEXT NOT NULL PRIMARY KEY, content TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT""",
)

migrations = Migrations("workshop")


def _schema_1(db: Any) -> None:
    for statement in _SCHEMA_1:
        db.execute(statement)


migrations(name="schema_1")(_schema_1)


def stamp(db: Any) -> None:
    """Mark the file as ours and with the version of its schema."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def pragma(db: Any, name: str) -> int:
    """An integer pragma's value, such as `user_version`."""
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
