"""The hand-over package: the file, the printed plan, the ledger, the data, and how to read it all without us; verified by re-opening."""

import hashlib
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from workshop.ledger.write import write_ledger
from workshop.model import interchange
from workshop.model.durable import sync_folder
from workshop.model.errors import EnvironmentTrouble, Refused
from workshop.model.store import Store
from workshop.paths import SEALED_HEAD, SEALED_SUFFIX, safe_name
from workshop.report.plan import write_plan
from workshop.report.typeset import write
from workshop.report.typeset.write import Gate, through
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
SEALED = N_("带 .age 后缀的文件用 age 密封：装任何一个 age 程序，用另行交付的口令解开（age -d），再按上面的说明读。\n")
SUMS = "SHA256SUMS"
Turn = Callable[[bytes], bytes]
Seal = tuple[Turn, Turn]  # a document in, the same one sealed out; and back


def make_package(store: Store, words: Words, folder: Path, seal: Seal | None = None) -> tuple[str, ...]:
    """Make the package as a new folder and open every part again; the names of what is in it, for the record of the hand-over.

    With `seal` plan, ledger and data leave sealed. Raises Refused for an existing folder or a part that does not read back; nothing is left
    behind then.
    """
    if folder.exists():
        raise Refused("handover.folder", path=str(folder))
    if not folder.parent.is_dir():
        raise EnvironmentTrouble("out.folder", path=str(folder.parent))
    making = Path(tempfile.mkdtemp(prefix=".workshop-", dir=folder.parent))
    try:
        names = _fill(store, words, making, seal)
        _verify(store, making, names, seal)
        making.chmod(0o755)
        making.rename(folder)
        sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return names


def _fill(store: Store, words: Words, folder: Path, seal: Seal | None) -> tuple[str, ...]:
    state, stem = store.state(), safe_name(store.engagement().bank)
    file, plan, data = f"{stem}.workshop", f"{stem}-{words('行动方案')}.pdf", f"{stem}.json"
    ledger = f"{stem}-{words('督办台账')}.xlsx"
    text = interchange.dumps(store)
    interchange.load(text, folder / file, store.passphrase).close()
    with through(_gate(seal)) if seal is not None else nullcontext():
        write_plan(state, store.pack, words, folder / plan, log=store.log(), logo=store.logo() or b"")
        write_ledger(state, store.pack, words, folder / ledger, date.today())
        write(folder / data, text.encode("utf-8"))
    if seal is not None:
        plan, ledger, data = (name + SEALED_SUFFIX for name in (plan, ledger, data))
    about = words(READ_ME, bank=state.engagement.bank, file=file, plan=plan, ledger=ledger, data=data) + (
        words(SEALED) if seal is not None else ""
    )
    guide = words("使用说明") + ".txt"
    write(folder / guide, about.encode("utf-8-sig"))  # an old editor needs the mark to see UTF-8
    names = (file, plan, ledger, data, guide)
    sums = "".join(f"{_digest(folder / name)}  {name}\n" for name in names)
    write(folder / SUMS, sums.encode("utf-8"))
    return (*names, SUMS)


def _gate(seal: Seal) -> Gate:
    return lambda path, data: (path.with_name(path.name + SEALED_SUFFIX), seal[0](data))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _verify(store: Store, folder: Path, names: Sequence[str], seal: Seal | None) -> None:
    """Everything once more from the disk: digests, the file's own check, the same rows, documents that open, sealed ones unsealed."""
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        digest, _gap, name = line.partition("  ")
        if _digest(folder / name) != digest:
            raise Refused("handover.check", name=name)
    plan, ledger, data = (_unsealed(folder / name, seal) for name in names[1:4])
    copy = Store.open(folder / names[0], store.passphrase, reading=True)
    try:
        copy.verify()
        if interchange.dumps(copy).encode("utf-8") != data:
            raise Refused("handover.check", name=names[0])
    finally:
        copy.close()
    if not plan.rstrip().endswith(b"%%EOF"):
        raise Refused("handover.check", name=names[1])
    if not _is_workbook(ledger):
        raise Refused("handover.check", name=names[2])


def _unsealed(path: Path, seal: Seal | None) -> bytes:
    """A document as it went in."""
    content = path.read_bytes()
    if seal is None:
        return content
    if not content.startswith(SEALED_HEAD):
        raise Refused("handover.check", name=path.name)
    try:
        return seal[1](content)
    except Refused as refused:
        raise Refused("handover.check", name=path.name) from refused


def _is_workbook(content: bytes) -> bool:
    """Whether every part of it can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return parts.testzip() is None and "xl/workbook.xml" in parts.namelist()
    except zipfile.BadZipFile:
        return False
