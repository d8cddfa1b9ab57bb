"""Store: create, open and close an engagement's file; every operation is inherited from the modules beside this one."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from msgspec.structs import asdict, replace

from ..change import Change
from ..content import Pack, load_pack
from ..content.own import check_follows
from ..errors import ContentError, EnvironmentTrouble, Refused, Trouble
from ..reach import check_file
from ..rows import TABLES, Ballot, Capacity, Engagement, MeasurePlan, Weight
from ..state import State
from .base import Noted, digest, new_id, operation
from .claim import Claim
from .driver import IntegrityError, connect, told
from .opening import Ours, examine, is_interrupted, looked_at, origins_of, ready
from .planning import blank_measure
from .safe import Recovered, Safe
from .salvage import Salvaged, salvage
from .schema import migrate
from .snapshot import state

# heads and 万元 a quarter to begin with; ours, changed on the roadmap page
CAPACITIES = {"small": (6.0, 60.0), "medium": (12.0, 250.0), "large": (24.0, 650.0)}


def default_engagement(pack: Pack, bank: str, today: datetime, **fields: Any) -> Engagement:
    """A new engagement's profile: today, anonymous, twelve quarters from next quarter on; `fields` overrides."""
    quarter = (today.month - 1) // 3 + 2
    year, quarter = (today.year + 1, 1) if quarter == 5 else (today.year, quarter)
    blank = Engagement(
        id=new_id(), bank=bank, bank_type=next(iter(pack.bank_types)), bank_size="medium", region="", tech_home="own",
        held_on=today.date().isoformat(), place="", chair="", facilitator="", recorder="", author="", vote_mode="anonymous",
        marking="internal", wording="draft", language=pack.language, start_year=year, start_quarter=quarter, horizon=12,
        target_year=year + 2, max_rounds=3, pain_weight=0.05, need_weight=40, impact_weight=40, urgency_weight=20,
        seed=int(today.strftime("%Y%m%d")), day_start="09:00", rehearsal=0, position="", closed_at="", preset="full",
    )  # fmt: skip
    return replace(blank, **fields)


class Store(Safe):
    """One open engagement. Operations return the Change they made and raise Trouble; `state` is what the room may know."""

    @classmethod
    def create(
        cls,
        path: Path,
        files: Mapping[str, str],
        profile: Engagement,
        passphrase: str | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> Self:
        """A new file with the pack embedded and the pack's weights; an existing path is refused."""
        if path.exists():
            raise Refused("file.exists", path=str(path))
        pack = load_pack(files, profile.language)
        store = cls._fresh(path, passphrase, pack, files, clock)
        try:
            store._begin(files, profile)
        except BaseException:
            store.close()
            path.unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def _fresh(cls, path: Path, passphrase: str | None, pack: Pack, files: Mapping[str, str], clock: Callable[[], datetime]) -> Self:
        """An empty file that is ours to write."""
        claim = Claim.take(path)
        try:
            store = cls(_prepared(path, passphrase), path, pack, clock)
        except BaseException:
            if claim is not None:
                claim.release()
            raise
        store._claim, store._passphrase, store._files = claim, passphrase, dict(files)
        return store

    def _begin(self, files: Mapping[str, str], profile: Engagement) -> None:
        if not profile.bank.strip():
            raise Refused("profile.bank")
        if profile.bank_type not in self.pack.bank_types:
            raise Refused("id.unknown", kind="bank_type", id=profile.bank_type)
        with self.transaction():
            self._embed(files)
            self.put(profile)
            for dimension in self.pack.dimensions.values():
                self.put(Weight(dimension.id, dimension.weight))
            for measure in self.pack.measures:
                self.put(blank_measure(measure, profile.tech_home))
            for quarter in range(profile.horizon):
                self.put(Capacity(quarter, *CAPACITIES[profile.bank_size]))
            self.note("create", Noted(profile.id, {"pack": self.pack.id, "version": self.pack.version}))

    def _embed(self, files: Mapping[str, str]) -> None:
        for name, content in files.items():
            self._upsert("pack_file", {"name": name, "content": content, "sha256": digest(content)})

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str | None = None,
        clock: Callable[[], datetime] = datetime.now,
        language: str | None = None,
        *,
        reading: bool = False,
        ours: Ours | None = None,
    ) -> Self:
        """Open an existing engagement. A missing path is never created, a newer or foreign file is refused untouched.

        An older file is brought to this version after a verified backup; with `reading` its file stays as it is and nothing can be written.
        A file to be written that `ours` does not know by its `origins` is left as it is: EnvironmentTrouble("file.stranger").
        """
        check_file(path)
        if reading:
            store = cls._on(looked_at(path, passphrase), path, language, clock)
            store._passphrase = passphrase
            return store
        claim = Claim.take(path)
        try:
            rolled_back, unclean = is_interrupted(path), claim is not None and claim.unclean
            db = ready(path, passphrase, thorough=rolled_back or unclean, ours=ours)
            store = cls._on(db, path, language, clock)
        except BaseException:
            if claim is not None:
                claim.release()
            raise
        store._claim, store._passphrase = claim, passphrase
        if rolled_back or unclean:
            last = store.last_entry()
            store.recovered = Recovered(rolled_back, last.noted_at if last else "", last.seq if last else 0)
        return store

    @classmethod
    def _on(cls, db: Any, path: Path, language: str | None, clock: Callable[[], datetime]) -> Self:
        try:
            with told(path):
                files = dict(db.execute("SELECT name, content FROM pack_file ORDER BY name").fetchall())
                stored = db.execute("SELECT language FROM engagement").fetchone()
                if stored is None:
                    raise EnvironmentTrouble("file.foreign", path=str(path))
                store = cls(db, path, load_pack(files, language or stored[0]), clock)
            store._files = files
            return store
        except BaseException:
            db.conn.close()
            raise

    @classmethod
    def restore(
        cls,
        path: Path,
        files: Mapping[str, str],
        tables: Mapping[str, Sequence[Any]],
        contents: Mapping[str, bytes],
        passphrase: str | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> Self:
        """A new file from whole rows (an import): all tables of `rows.TABLES`, attachments' bytes by id; one transaction or nothing."""
        if path.exists():
            raise Refused("file.exists", path=str(path))
        pack = load_pack(files, tables["engagement"][0].language)
        store = cls._fresh(path, passphrase, pack, files, clock)
        try:
            with store.transaction():
                store._embed(files)
                for name in TABLES:
                    for index, row in enumerate(tables[name]):
                        store._bring(name, index, row)
                for key, content in contents.items():
                    store._upsert("attachment_bytes", {"id": key, "content": content})
        except BaseException:
            store.close()
            path.unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def salvage(
        cls, path: Path, passphrase: str | None, target: Path, files: Mapping[str, str], clock: Callable[[], datetime] = datetime.now
    ) -> tuple[Self, Salvaged]:
        """What a damaged file still tells in a new file, and what is missing; the log says so too."""
        found = salvage(path, passphrase, target, files)
        store = cls.open(target, passphrase, clock)
        store.recovered = None
        with store.transaction():
            store._complete()
            lost = {one.table: [one.dropped, int(one.unread)] for one in found.tables}
            store.note("salvage", Noted("", {"missing": lost, "pack": found.pack, "log": found.log_from}))
        return store, found

    def _complete(self) -> None:
        """Rows that every engagement has, where they were lost: as they are in a new one."""
        profile = self.engagement()
        if {row.dimension for row in self.rows(Weight)} != set(self.pack.dimensions) or sum(
            row.basis for row in self.rows(Weight)
        ) != 10_000:
            for row in self.rows(Weight):
                self.drop(row)
            for dimension in self.pack.dimensions.values():
                self.put(Weight(dimension.id, dimension.weight))
        for measure in set(self.pack.measures) - {row.measure for row in self.rows(MeasurePlan)}:
            self.put(blank_measure(measure, profile.tech_home))
        for quarter in set(range(profile.horizon)) - {row.quarter for row in self.rows(Capacity)}:
            self.put(Capacity(quarter, *CAPACITIES[profile.bank_size]))

    def _bring(self, table: str, index: int, row: Any) -> None:
        try:
            self._upsert(table, asdict(row))
        except IntegrityError as error:
            raise ContentError("json.rule", where=f"tables/{table}/{index}", detail=str(error)) from error

    def state(self) -> State:
        """What the room may know now."""
        with told(self.path):
            return state(self)

    @property
    def passphrase(self) -> str | None:
        """What protects this file, for a copy that is made of it; never shown, logged or stored elsewhere."""
        return self._passphrase

    def origins(self) -> tuple[str, ...]:
        """What tells the file's descent, the latest first; a computer that made it or took it in knows one of them."""
        with told(self.path):
            return origins_of(self._db)

    def pack_files(self) -> dict[str, str]:
        """The embedded pack's files by name."""
        return dict(self._db.execute("SELECT name, content FROM pack_file ORDER BY name").fetchall())

    def verify(self) -> None:
        """Look through the whole file: pages and links, the embedded pack's digests, the chained log; raises EnvironmentTrouble."""
        with told(self.path):
            found = [row[0] for row in self._db.execute("PRAGMA quick_check").fetchall()]
            loose = self._db.execute("PRAGMA foreign_key_check").fetchall()
            packed = self._db.execute("SELECT name, content, sha256 FROM pack_file ORDER BY name").fetchall()
        if found != ["ok"] or loose:
            raise EnvironmentTrouble("store.corrupt", path=str(self.path))
        for name, content, kept in packed:
            if digest(content) != kept:
                raise EnvironmentTrouble("check.pack", path=str(self.path), file=name)
        if (entry := self.verify_log()) is not None:
            raise EnvironmentTrouble("check.log", path=str(self.path), entry=entry)

    def set_pack(self, files: Mapping[str, str]) -> Change:
        """Embed another version of the pack: `content.own.check_follows` says what it may change, and nothing is stored when it may not.

        It is no undo step, as a ballot is none: what was read out under it stays said.
        """
        pack = load_pack(files, self.pack.language)
        check_follows(self.pack, pack, voted=self.voting_began())
        change = self.replace_pack(files)
        self.pack, self._files = pack, dict(files)
        return change

    set_pack.change = Change.ALL  # type: ignore[attr-defined]  # known before it is run

    def voting_began(self) -> bool:
        """Whether a ballot was ever opened: from then on content is only added."""
        return bool(self.rows(Ballot))

    @operation(Change.ALL, undoable=False)
    def replace_pack(self, files: Mapping[str, str]) -> Noted:
        """The step of `set_pack` that writes, once the new pack is known to fit."""
        pack = load_pack(files, self.pack.language)
        self._embed(files)
        for measure in pack.measures:
            if self.one(MeasurePlan, measure=measure) is None:
                self.put(blank_measure(measure, self.engagement().tech_home))
        return Noted(pack.id, {"pack": pack.id, "version": pack.version})

    def speak(self, language: str) -> None:
        """Read the embedded pack's words in another of its languages."""
        self.pack = load_pack(self.pack_files(), language)

    def close(self) -> None:
        """Close the file and give it back; closing twice does nothing."""
        self._db.conn.close()
        if self._claim is not None:
            self._claim.release()


def _prepared(path: Path, passphrase: str | None) -> Any:
    """A new, empty file with schema and stamp, readable by its owner only."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise EnvironmentTrouble("file.cannot_create", path=str(path), detail=error.strerror or "") from error
    try:
        db = connect(path, passphrase)
        try:
            with told(path):
                migrate(db)
        except BaseException:
            db.conn.close()
            raise
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return db


def needs_passphrase(path: Path) -> bool:
    """Whether an existing file cannot be read without a passphrase (or is damaged: the two look alike)."""
    try:
        examine(path, None)
    except Trouble as trouble:
        return trouble.code == "file.locked_or_damaged"
    return False
