"""What TOML makes of the pack's texts, kept as JSON (`make content`): a start need not parse and check again what ships with it."""

import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from workshop.model.content.known import name_of  # noqa: E402
from workshop.model.content.load import check_pack, read_pack_files  # noqa: E402

PACKS, PARSED = ROOT / "assets" / "content", ROOT / "assets" / "parsed"


def files() -> dict[str, str]:
    """Name and text of every file that belongs in assets/parsed; a pack that is not valid raises ContentError."""
    made = {}
    for folder in sorted(path for path in PACKS.iterdir() if path.is_dir()):
        texts = read_pack_files(folder)
        check_pack(texts)
        made |= {name_of(text): json.dumps(tomllib.loads(text), ensure_ascii=False, separators=(",", ":")) for text in texts.values()}
    return made


def main() -> None:
    """Write them, and take away those of texts that are no more."""
    wanted = files()
    PARSED.mkdir(exist_ok=True)
    for path in PARSED.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (PARSED / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
