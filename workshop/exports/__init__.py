"""The ways an engagement leaves the program: each a name, a suffix and a writer that leaves a whole file or none."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from workshop.model.store import Store
from workshop.report.progress import Progress
from workshop.words import N_, Words

from .given import Given, Options, gather, go_on, silent, whole

__all__ = ["EXPORTS", "Export", "Given", "Options", "gather"]

Make = Callable[[Given, Path, Options, Progress], tuple[str, ...]]


class Export(Struct, frozen=True):
    """One format. `make` works on values alone and returns the characters that could not be written; it raises EnvironmentTrouble, and
    Refused when `progress` asks it to stop."""

    name: str
    title: str  # a msgid
    suffix: str  # "" for a folder
    make: Make
    editions: bool = False  # there is one for the leaders
    named: bool = True  # False: can be made without names
    there: Callable[[], bool] = lambda: True  # whether what it needs is installed

    def gather(self, store: Store, words: Words) -> Given:
        """Read what `make` needs."""
        return gather(store, words, exchange=self.name == "json")

    def write(self, store: Store, words: Words, path: Path, options: Options = Options()) -> tuple[str, ...]:  # noqa: B008 - frozen
        """Read and write in one go."""
        return self.make(self.gather(store, words), path, options, silent)


# -- writers whose libraries are loaded when they are asked for ---------------------------------------------------------------------


def _pdf(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    from .plan import print_plan

    return print_plan(
        given.state, given.pack, given.words, path, progress,
        log=given.log, edition=options.edition, holder=options.holder, logo=given.logo or b"",
    )  # fmt: skip


def _handouts(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    from workshop.report.handouts.print import write_handouts

    return write_handouts(given.state, given.pack, given.words, path, options.sections, progress)


def _poster(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    from workshop.report.handouts.print import write_poster

    go_on(progress, 0, 1)
    missing = write_poster(given.state, given.pack, given.words, path, "a4" if options.halves else "a3")
    progress(1, 1)
    return missing


def _json(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    """The exchange file; under an alias the tables of the workbook, which nothing can be restored from."""
    from .tabular import tables_of

    go_on(progress, 0, 2)
    if options.alias:
        found: object = {
            "format": "workshop-tables",
            "alias": options.alias,
            "tables": {one.key: [dict(zip(one.columns, row, strict=True)) for row in one.rows] for one in tables_of(given, options)},
        }
    else:
        found = given.exchange.plain() if given.exchange is not None else None
    text = json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    go_on(progress, 1, 2)
    whole(path, text.encode("utf-8"))
    progress(2, 2)
    return ()


def _xlsx(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    from .tabular import write_xlsx

    return write_xlsx(given, path, options, progress)


def _csv(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    from .tabular import write_csv

    return write_csv(given, path, options, progress)


def _docx(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    from .plan_docx import write_plan_docx

    return write_plan_docx(given, path, options, progress)


def _pptx(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    from .deck import write_deck

    return write_deck(given, path, options, progress)


def _archiving() -> bool:
    from .archive import available

    return available()


def _pdfa(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    from .archive import write_archive

    return write_archive(given, path, options, progress)


def _minutes(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    from .minutes import write_minutes

    return write_minutes(given, path, options, progress)


def _tasks(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    from .task_list import write_task_list

    return write_task_list(given, path, options, progress)


EXPORTS: Mapping[str, Export] = {
    one.name: one
    for one in (
        Export("pdf", N_("行动方案（PDF）"), ".pdf", _pdf, editions=True),
        Export("handouts", N_("会议材料（PDF）"), ".pdf", _handouts),
        Export("poster", N_("路线图海报（PDF）"), ".pdf", _poster),
        Export("docx", N_("行动方案（DOCX）"), ".docx", _docx, editions=True),
        Export("minutes", N_("会议纪要（DOCX）"), ".docx", _minutes),
        Export("tasks", N_("任务分解表（DOCX）"), ".docx", _tasks),
        Export("pptx", N_("董事会汇报（PPTX）"), ".pptx", _pptx),
        Export("pdfa", N_("归档副本（PDF/A-2b）"), ".pdf", _pdfa, editions=True, there=_archiving),
        Export("json", N_("数据交换（JSON）"), ".json", _json, named=False),
        Export("xlsx", N_("工作簿（XLSX）"), ".xlsx", _xlsx, named=False),
        Export("csv", N_("表格文件夹（CSV）"), "", _csv, named=False),
    )
}
