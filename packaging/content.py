"""What a start need not find out again, kept as JSON (`make content`): pack and theme as TOML reads them, the file's schemas."""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from workshop.model.content.known import name_of  # noqa: E402
from workshop.model.content.load import check_pack, read_pack_files  # noqa: E402
from workshop.model.store import schema, steps  # noqa: E402

PACKS, PARSED = ROOT / "assets" / "content", ROOT / "assets" / "parsed"


def files() -> dict[str, str]:
    """Name and text of every file that belongs in assets/parsed; a pack that is not valid raises ContentError."""
    made = {}
    for folder in sorted(path for path in PACKS.iterdir() if path.is_dir()):
        texts = read_pack_files(folder)
        check_pack(texts)
        made |= {name_of(text): compact(tomllib.loads(text)) for text in texts.values()}
    made["theme.json"] = compact(tomllib.loads((ROOT / "assets" / "theme.toml").read_text(encoding="utf-8")))
    return made | {
        schema.kept_name(done): compact(schema.made_listing(done)) for done in (steps.STEPS[: at + 1] for at in range(len(steps.STEPS)))
    }


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


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
