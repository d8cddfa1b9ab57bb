"""Read before you print: what is marked sensitive, what no face can set and where it was typed, which headlines the numbers left behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from workshop.findings import findings
from workshop.model.content import Pack
from workshop.model.state import State
from workshop.report.typeset.words import clean
from workshop.words import N_, Words

Kind = Literal["missing", "sensitive", "stale"]
EXCERPT = 24  # characters
Path = tuple[str, ...]


class Remark(Struct, frozen=True):
    """One thing to look at: where it stands, and what is said there; `chars` are those no face has."""

    kind: Kind
    where: str
    text: str
    chars: tuple[str, ...] = ()


def before_print(state: State, pack: Pack, words: Words, leaders: bool = False) -> tuple[Remark, ...]:
    """Everything to read before this edition goes to paper; the leaders' edition leaves the sensitive out by itself."""
    found = [*missing(state, pack, words), *_stale(state, pack, words)]
    return tuple(found if leaders else [*found, *_sensitive(state, words)])


def missing(state: State, pack: Pack, words: Words) -> Iterator[Remark]:
    """Every typed text with a character that no face has, by row and field."""
    for table, row, name, text in _typed(state):
        chars = clean(text).missing
        if chars:
            yield Remark("missing", _place(state, pack, words, table, row, name), _around(text, chars[0]), chars)


def _typed(state: State) -> Iterator[tuple[str, Any, str, str]]:
    """(table, row, field, text) of every text of the engagement that can reach paper; ids and hashes are plain ASCII and cost nothing."""
    for table in state.__struct_fields__:
        if table in _SILENT:
            continue
        for row in _rows(getattr(state, table)):
            for column in row.__struct_fields__:
                value = getattr(row, column)
                if isinstance(value, str) and not value.isascii():
                    yield table, row, column, value


def _rows(value: Any) -> Iterator[Any]:
    """Rows within a field of State: one, many, by key, or rows of rows."""
    if isinstance(value, Struct):
        yield value
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            if not isinstance(inner, str):
                yield from _rows(inner)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _rows(inner)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from _rows(inner)


_SILENT = frozenset({"log_hash", "undo", "redo"})


def _place(state: State, pack: Pack, words: Words, table: str, row: Any, name: str) -> str:
    """举措 M3 · 牵头部门; 席位 4 · 职务."""
    _ = words
    title = _(TABLES[table]) if table in TABLES else table
    column = _(COLUMNS[name]) if name in COLUMNS else name
    subject = _subject(pack, row)
    return " · ".join(part for part in (f"{title} {subject}".strip(), column) if part)


def _subject(pack: Pack, row: Any) -> str:
    """What the row is about, as it is called on paper."""
    for name in ("measure", "number", "subject", "key"):
        value = getattr(row, name, "")
        if value and (name != "subject" or len(str(value)) <= 24):
            own = pack.dimensions.get(str(value))
            return own.short if own else str(value)
    return ""


def _around(text: str, char: str) -> str:
    """The text around its first unknown character."""
    one = " ".join(clean(text).text.split())
    at = max(one.find(char) - EXCERPT // 2, 0)
    piece = one[at : at + EXCERPT]
    return ("…" if at else "") + piece + ("…" if at + EXCERPT < len(one) else "")


def _stale(state: State, pack: Pack, words: Words) -> Iterator[Remark]:
    _ = words
    for key, one in findings(state, pack, words).items():
        if one.stale:
            own = pack.dimensions.get(key.removeprefix("dimension."))
            yield Remark("stale", _("标题 {name}", name=own.short if own else _(HEADLINES.get(key, key))), one.text)


def _sensitive(state: State, words: Words) -> Iterator[Remark]:
    """Notes, records and dissents with the tick, in the order of the plan."""
    _ = words
    records = {record.id: record.subject for record in state.records}
    current = {record.id for record in state.records if state.record_of(record.kind, record.subject) == record}
    for record in state.records:
        if record.sensitive and record.id in current:
            yield Remark("sensitive", f"{_(TABLES['records'])} {record.subject}", _short(record.rationale or record.evidence))
    for dissent in state.dissents:
        if dissent.sensitive and dissent.in_plan and dissent.record in current:
            yield Remark("sensitive", f"{_(TABLES['dissents'])} {records[dissent.record]}", _short(dissent.text))
    for note in state.notes:
        if note.sensitive:
            yield Remark("sensitive", f"{_(TABLES['notes'])} {note.subject}", _short(note.text))
    for said in state.road.order_notes:
        if said.sensitive and said.in_plan:
            yield Remark("sensitive", f"{_(TABLES['road'])} {said.measure}".strip(), _short(said.text))


def _short(text: str) -> str:
    one = " ".join(clean(text).text.split())
    return one if len(one) <= EXCERPT else one[: EXCERPT - 1] + "…"


def chars(remarks: Sequence[Remark]) -> tuple[str, ...]:
    """All characters that will be printed as 〓, each once."""
    return tuple(dict.fromkeys(char for one in remarks for char in one.chars))


def sentence(words: Words, remark: Remark) -> str:
    """One remark in words, for a list or a terminal."""
    _ = words
    if remark.kind == "missing":
        return _("{where}：{chars} 没有字形，将印作〓（{text}）", where=remark.where, chars=_("、").join(remark.chars), text=remark.text)
    if remark.kind == "stale":
        return _("{where}：改过之后数字又有变动（{text}）", where=remark.where, text=remark.text)
    return _("{where}：标为敏感，工作底稿照印（{text}）", where=remark.where, text=remark.text)


TABLES: Mapping[str, str] = {
    "engagement": N_("基本信息"), "seats": N_("席位"), "records": N_("定级"), "dissents": N_("不同意见"), "facts": N_("对标"),
    "cases": N_("案例"), "notes": N_("备注"), "attachments": N_("附件"), "parked": N_("待议事项"), "measures": N_("举措"),
    "kpis": N_("业务指标"), "milestones": N_("里程碑"), "actions": N_("行动"), "follow_ups": N_("进展"), "texts": N_("印发文字"),
    "decisions": N_("提请事项"), "agenda": N_("议程"), "road": N_("路线图"), "adjustments": N_("调整申请"), "acceptances": N_("销号"),
    "rounds": N_("投票轮次"), "handovers": N_("移交"), "baseline": N_("批准的方案"), "baseline_tasks": N_("督办任务"),
}  # fmt: skip
COLUMNS: Mapping[str, str] = {
    "bank": N_("银行名称"), "region": N_("地区"), "place": N_("地点"), "chair": N_("主持领导"), "facilitator": N_("主持人"),
    "recorder": N_("记录员"), "author": N_("编制"), "role": N_("职务"), "grp": N_("角色组"), "name": N_("名称"), "rationale": N_("理由"),
    "evidence": N_("佐证"), "reservation": N_("保留意见"), "reason": N_("理由"), "text": N_("内容"), "change_if": N_("改变看法的条件"),
    "note": N_("备注"), "owner": N_("责任人"), "due": N_("期限"), "lead": N_("牵头部门"), "support": N_("配合部门"), "goal": N_("目标"),
    "sponsor": N_("分管行领导"), "first30": N_("前 30 天第一步"), "first90": N_("前 90 天"), "risks": N_("风险"),
    "key_work": N_("年度重点工作"), "appraisal": N_("绩效考核"), "lane_reason": N_("归类理由"), "unit": N_("单位"), "baseline": N_("基线"),
    "target": N_("目标"), "how": N_("取数口径"), "body": N_("审议机构"), "title": N_("名称"), "subject": N_("对象"),
}  # fmt: skip
HEADLINES: Mapping[str, str] = {
    "board": N_("首页结论"), "board.lead": N_("首页导语"), "heat": N_("看法分布"), "priority": N_("举措次序"), "roadmap": N_("路线图"),
}  # fmt: skip
