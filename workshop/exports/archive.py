"""The plan for the archive: PDF/A-2b by way of pikepdf, which is an extra; where it is not installed a sentence says so."""

from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from workshop.model.errors import EnvironmentTrouble
from workshop.report.progress import Progress

from .given import Given, Options, whole


def available() -> bool:
    """Whether this installation can make archive copies: pikepdf comes with the extra `archive`."""
    return find_spec("pikepdf") is not None


def write_archive(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    """The printed plan as PDF/A-2b; raises EnvironmentTrouble export.no_archive where pikepdf is missing."""
    if not available():
        raise EnvironmentTrouble("export.no_archive")
    from .plan import print_plan
    from .sealing import in_memory

    name = Path("plan.pdf")
    with in_memory() as pages:
        missing = print_plan(
            given.state, given.pack, given.words, name, progress, log=given.log, edition=options.edition, logo=given.logo or b""
        )
    whole(path, archived(pages[name], given.words.language.replace("_", "-")))
    return missing


def archived(pdf: bytes, language: str) -> bytes:
    """The same pages with what PDF/A-2b asks for: a colour profile, metadata that agree with the document's, no scripts, an id."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        _profile(file)
        _plain(file)
        if "/Trapped" in file.docinfo:  # has no place in the metadata
            del file.docinfo["/Trapped"]
        file.Root.Lang = pikepdf.String(language)
        with file.open_metadata(set_pikepdf_as_editor=False) as facts:
            facts.load_from_docinfo(file.docinfo)
            facts["pdfaid:part"], facts["pdfaid:conformance"] = "2", "B"
            facts["xmp:ModifyDate"] = facts.get("xmp:CreateDate") or datetime.now(UTC).isoformat(timespec="seconds")
        made = io.BytesIO()
        file.save(made, min_version="1.7", linearize=False, deterministic_id=True)
    return made.getvalue()


def _profile(file: Any) -> None:
    """The output intent: all our colours are sRGB."""
    import pikepdf
    from PIL.ImageCms import ImageCmsProfile, createProfile

    stream = pikepdf.Stream(file, ImageCmsProfile(createProfile("sRGB")).tobytes())
    stream.N = 3
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        Info=pikepdf.String("sRGB IEC61966-2.1"),
        DestOutputProfile=file.make_indirect(stream),
    )
    file.Root.OutputIntents = pikepdf.Array([file.make_indirect(intent)])


def _plain(file: Any) -> None:
    """What the archive forbids is taken out or said plainly: scripts, annotations that do not print."""
    for key in ("/OpenAction", "/AA", "/JavaScript"):
        if key in file.Root:
            del file.Root[key]
    for page in file.pages:
        for note in page.get("/Annots", []):
            note.F = 4  # prints
            if "/AA" in note:
                del note["/AA"]
