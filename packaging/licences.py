"""Licences and notices of everything a package carries: build/licences, one folder a distribution; names what lacks a text."""

import re
import shutil
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS|COPYRIGHT)", re.IGNORECASE)
# published under a licence whose text the wheel leaves out; ours stands in packaging/licences or in THIRD-PARTY.md
KNOWN = {
    "pyside6-essentials": "LGPL-3.0.txt", "shiboken6": "LGPL-3.0.txt",
}  # fmt: skip


def carried() -> list[str]:
    """Names of the locked distributions and of the optional ones a package brings along."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"].get("optional-dependencies", {})
    more = [re.split(r"[<>=!~\[; ]", one)[0] for key in ("seal", "archive") for one in extras.get(key, [])]
    return sorted({*re.findall(r"^([a-z0-9][a-z0-9._-]*)==", lock, re.MULTILINE), *more} - {"pip"})


def collect(folder: Path) -> list[str]:
    """Fill `folder`; returns the distributions installed here that bring no text of their own."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    bare = []
    for name in carried():
        try:
            found = distribution(name)
        except PackageNotFoundError:  # for another system
            continue
        texts = list(_texts(found))
        for text in texts:
            (folder / name).mkdir(exist_ok=True)
            shutil.copyfile(text, folder / name / text.name)
        if not texts and name not in KNOWN:
            (folder / name).mkdir(exist_ok=True)
            about = found.metadata.get("License-Expression") or found.metadata.get("License") or ""
            (folder / name / "METADATA.txt").write_text(f"{name} {found.version}\n{about}\n", encoding="utf-8")
            bare.append(name)
    for text in (ROOT / "packaging" / "licences").iterdir():
        shutil.copyfile(text, folder / text.name)
    shutil.copyfile(ROOT / "packaging" / "THIRD-PARTY.md", folder / "THIRD-PARTY.md")
    for text in (ROOT / "assets" / "fonts").glob("OFL-*.txt"):
        shutil.copyfile(text, folder / text.name)
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.exists():
        shutil.copyfile(python, folder / "Python-LICENSE.txt")
    return bare


def _texts(found: Distribution) -> Iterator[Path]:
    for file in found.files or ():
        if ".dist-info" in file.parts[0] and (TEXT.search(file.name) or "licenses" in file.parts):
            path = Path(str(found.locate_file(file)))
            if path.is_file():
                yield path


if __name__ == "__main__":
    print("without a text of their own:", ", ".join(collect(ROOT / "build" / "licences")) or "none")
    sys.exit(0)
