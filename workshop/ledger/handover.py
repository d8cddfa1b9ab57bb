"""The hand-over package: the file, the printed plan, the ledger, the data, and how to read it all without us; verified by re-opening."""

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from workshop.ledger.write import write_ledger
from workshop.model import interchange
from workshop.model.durable import sync_folder
from workshop.model.errors import EnvironmentTrouble, Refused
from workshop.model.store import Store
from workshop.paths import safe_name
from workshop.report.plan import write_plan
from workshop.report.typeset import write
from workshop.words import N_, Words

READ_ME = N_(
    "{bank}　移交包\n\n"
    "本文件夹里有：\n"
    "1. {file}：工作坊的全部记录（SQLite 数据库；有口令时以 SQLCipher 4 加密，口令另行交付，丢失无法找回）。\n"
    "2. {plan}：行动方案（PDF）。\n"
    "3. {ledger}：督办台账（XLSX，任何电子表格软件都能打开）。\n"
    "4. {data}：全部数据的通用格式（JSON，UTF-8），不用本程序也能读。\n\n"
    "不用本程序怎么读：PDF 与 XLSX 直接打开；JSON 的 tables 一节按表列出全部内容，字段含义见程序附带的交换格式说明。\n"
    "核对：每个文件的 SHA-256 列在 SHA256SUMS 里；本移交包制成后已逐一重新打开核对。\n"
)
SUMS = "SHA256SUMS"


def make_package(store: Store, words: Words, folder: Path) -> tuple[str, ...]:
    """Make the package as a new folder and open every part again; the names of what is in it, for the record of the hand-over.

    Raises Refused for an existing folder or a part that does not read back; nothing is left behind then.
    """
    if folder.exists():
        raise Refused("handover.folder", path=str(folder))
    if not folder.parent.is_dir():
        raise EnvironmentTrouble("out.folder", path=str(folder.parent))
    making = Path(tempfile.mkdtemp(prefix=".workshop-", dir=folder.parent))
    try:
        names = _fill(store, words, making)
        _verify(store, making, names)
        making.chmod(0o755)
        making.rename(folder)
        sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return names


def _fill(store: Store, words: Words, folder: Path) -> tuple[str, ...]:
    state, stem = store.state(), safe_name(store.engagement().bank)
    file, plan, data = f"{stem}.workshop", f"{stem}-{words('行动方案')}.pdf", f"{stem}.json"
    ledger = f"{stem}-{words('督办台账')}.xlsx"
    text = interchange.dumps(store)
    interchange.load(text, folder / file, store.passphrase).close()
    write_plan(state, store.pack, words, folder / plan, log=store.log(), logo=store.logo() or b"")
    write_ledger(state, store.pack, words, folder / ledger, date.today())
    write(folder / data, text.encode("utf-8"))
    about = words(READ_ME, bank=state.engagement.bank, file=file, plan=plan, ledger=ledger, data=data)
    guide = words("使用说明") + ".txt"
    write(folder / guide, about.encode("utf-8-sig"))  # an old editor needs the mark to see UTF-8
    names = (file, plan, ledger, data, guide)
    sums = "".join(f"{_digest(folder / name)}  {name}\n" for name in names)
    write(folder / SUMS, sums.encode("utf-8"))
    return (*names, SUMS)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _verify(store: Store, folder: Path, names: Sequence[str]) -> None:
    """Everything once more from the disk: digests, the file's own check, the same rows, documents that open."""
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        digest, _gap, name = line.partition("  ")
        if _digest(folder / name) != digest:
            raise Refused("handover.check", name=name)
    copy = Store.open(folder / names[0], store.passphrase, reading=True)
    try:
        copy.verify()
        if interchange.dumps(copy) != (folder / names[3]).read_text(encoding="utf-8"):
            raise Refused("handover.check", name=names[0])
    finally:
        copy.close()
    if not (folder / names[1]).read_bytes().rstrip().endswith(b"%%EOF"):
        raise Refused("handover.check", name=names[1])
