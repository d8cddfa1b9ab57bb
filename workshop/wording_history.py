"""The history in words: what an operation was about, what it said, and the moments of an indicator's way; no level of a vote."""

from workshop.model.assessment import reading
from workshop.model.chronicle import KINDS, Event, Moment, Way
from workshop.model.content import Pack
from workshop.model.state import State
from workshop.wording import basis_word, light_word, reading_sentence, step_word
from workshop.words import Words


def kind_word(words: Words, kind: str) -> str:
    """A kind of the filter; an unknown kind is a bug and raises KeyError."""
    _ = words
    names = (_("投票"), _("定级"), _("记录与材料"), _("举措与方案"), _("会前准备"), _("撤销与重做"))
    return dict(zip(KINDS, names, strict=True))[kind]


def what_word(words: Words, event: Event) -> str:
    """The operation's name; of undo and redo with the step's."""
    _ = words
    name = step_word(words, event.operation)
    if event.operation in ("undo", "redo"):
        return _("{name}：{step}", name=name, step=step_word(words, event.subject))
    return words.plural("{name}，{n} 张", "{name}，{n} 张", event.times, name=name) if event.times > 1 else name


def about_word(words: Words, state: State, pack: Pack, event: Event) -> str:
    """What it was about and what it said, as far as it can be said in public."""
    _ = words
    parts = [_subject(words, state, pack, event), *_said(words, event)]
    return " · ".join(part for part in parts if part)


def _subject(words: Words, state: State, pack: Pack, event: Event) -> str:
    _ = words
    subject = str(event.detail.get("subject") or event.subject)
    if subject in pack.indicators:
        return f"{subject} {pack.indicators[subject].name}"
    for table in (pack.measures, pack.dimensions, pack.pains, pack.cases):
        if subject in table:
            item = table[subject]
            name = getattr(item, "name", "") or getattr(item, "title", "")
            return f"{subject} {name}" if table is pack.measures else str(name)
    seat = next((one for one in state.seats if one.id == subject), None)
    if seat is not None:
        return _("{number} 号席 {role}", number=seat.number, role=seat.role)
    if subject == "practice":
        return _("试评")
    return str(event.detail.get("name", ""))


def _said(words: Words, event: Event) -> list[str]:
    _ = words
    detail, said = event.detail, []
    if "round" in detail:
        said.append(_("第 {number} 轮", number=detail["round"]))
    if event.operation == "reveal":
        said.append(words.plural("{n} 票", "{n} 票", int(detail.get("votes", 0))))
        said.append(_("提前揭示") if detail.get("early") else "")
    if event.operation == "settle":
        said.append(record_words(words, detail.get("level"), str(detail.get("basis", ""))))
        said.append(str(detail.get("reason", "")))
    if event.operation == "tick_pain":
        said.append((_("没有"), _("有"), _("重"))[int(detail.get("severity", 0))])
    if event.operation == "set_evidence":
        said.append({"handed": _("已交"), "missing": _("未交")}.get(str(detail.get("status", "")), _("未问")))
    return said


def record_words(words: Words, level: int | None, basis: str) -> str:
    """2 级 · 多数, or the basis alone."""
    _ = words
    based = basis_word(words, basis) if basis else ""
    return _("{level} 级 · {basis}", level=level, basis=based) if level is not None else based


def way_title(words: Words, indicator: str, way: Way) -> str:
    """2.1 怎么从 2 级到 3 级."""
    _ = words
    if way.first is None and way.last is None:
        return _("{indicator} 还没有投票", indicator=indicator)
    if way.last is None:
        return _("{indicator} 首轮中位 {first} 级，还没有定级", indicator=indicator, first=way.first)
    if way.first is None:
        return _("{indicator} 没有投票，记为 {last} 级", indicator=indicator, last=way.last)
    if way.first == way.last:
        return _("{indicator} 首轮中位 {first} 级，记为 {last} 级", indicator=indicator, first=way.first, last=way.last)
    return _("{indicator} 怎么从 {first} 级到 {last} 级", indicator=indicator, first=way.first, last=way.last)


def moment_title(words: Words, moment: Moment) -> str:
    """The bold line of one moment."""
    _ = words
    if moment.turn is not None:
        return _("第 {number} 轮 · {light}", number=moment.turn.ballot.round, light=light_word(words, reading(moment.turn)))
    if moment.record is not None:
        return _("记为 {record}", record=record_words(words, moment.record.level, moment.record.basis))
    if moment.kind == "undone":
        return _("曾记为 {level} 级，后来撤销", level=moment.level) if moment.level is not None else _("曾有一条记录，后来撤销")
    names = {"note": _("备注"), "evidence": _("依据"), "dissent": _("不同意见"), "parked": _("列入待议事项")}
    who = _("（{who}）", who=moment.who) if moment.who else ""
    level = _("，认为 {level} 级", level=moment.level) if moment.kind == "dissent" and moment.level is not None else ""
    return f"{names[moment.kind]}{who}{level}"


def moment_text(words: Words, moment: Moment) -> str:
    """The lines below it."""
    _ = words
    if moment.turn is not None:
        return reading_sentence(words, reading(moment.turn))
    if moment.record is None:
        return moment.text
    record = moment.record
    parts = (
        _("理由：{text}", text=record.rationale) if record.rationale else "",
        _("凭据：{text}", text=record.evidence) if record.evidence else "",
        _("保留意见：{text}", text=record.reservation) if record.reservation else "",
        _("改动原因：{text}", text=record.reason) if record.reason else "",
    )
    return "\n".join(part for part in parts if part)
