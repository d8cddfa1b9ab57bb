"""Document 0, the minutes of the meeting (会议纪要) in the form a bank uses: two to three pages, editable; who said what never."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from workshop.findings import findings, shortfalls
from workshop.formats import decimal
from workshop.model import assessment
from workshop.model.pace import usage
from workshop.model.rows import MeasurePlan, Seat
from workshop.report.progress import Progress
from workshop.wording import day_word, marking_word, self_rating_note, wording_word
from workshop.words import Words

from .documents import OFFICIAL, Look, add_run, new_document, page_numbers, saved, spaced
from .faces import FANG, HEI, KAI, SONG, TITLE
from .given import Given, Options, go_on, whole
from .legal import Legal

PAGES, LINE = 3, 28  # hanzi a line holds
LOST = {"zh_CN": 3}  # lines lost where a paragraph may not leave one line behind; words that do not split lose more
LATE = 5  # minutes beyond the plan that are worth a word
_DIGITS = "零一二三四五六七八九十"


class Face(Struct, frozen=True):
    """How the minutes are set: size and leading in points, the title's size, lines a page holds."""

    size: float
    leading: float
    title: float
    lines: int

    def looks(self) -> dict[str, Look]:
        """The looks of title, first and second order, and running text."""
        return {
            "title": Look(self.title, TITLE),
            "head": Look(self.size, HEI),
            "sub": Look(self.size, KAI),
            "body": Look(self.size, FANG),
        }


OFFICIAL_FACE = Face(16.0, 28.9, 22.0, 22)  # 三号
PLAIN_FACE = Face(14.0, 24.0, 20.0, 26)  # words that are no hanzi read as well smaller, and take more room


def face_of(words: Words) -> Face:
    """Chinese minutes keep to the official form; no other language has one."""
    return OFFICIAL_FACE if words.language == "zh_CN" else PLAIN_FACE


class Part(Struct, frozen=True):
    """A paragraph: `depth` 0 is running text, 1 一、, 2 （一）, 3 1., 4 （1）; `lead` stands before the text in bold."""

    depth: int
    text: str
    lead: str = ""


class Cuts(Struct, frozen=True):
    """How many of each are named, and how fully; the rest stands in the plan and in the task list."""

    measures: int = 12
    pains: int = 6
    steps: int = 3
    parked: int = 6
    dimensions: bool = True
    support: bool = True
    running: bool = False  # the measures in one sentence


_TRIES = (
    Cuts(), Cuts(steps=0), Cuts(steps=0, support=False), Cuts(pains=3, steps=0, support=False, dimensions=False),
    Cuts(12, 3, 0, 6, False, False, True), Cuts(12, 0, 0, 6, False, False, True), Cuts(8, 0, 0, 3, False, False, True),
    Cuts(4, 0, 0, 2, False, False, True),
)  # fmt: skip


def write_minutes(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    """The minutes at `path`; returns the characters that had to be left out."""
    go_on(progress, 0, 2)
    legal = Legal()
    content = _document(given, legal)
    go_on(progress, 1, 2)
    whole(path, content)
    progress(2, 2)
    return legal.dropped


# -- what it says --------------------------------------------------------------------------------------------------------------------


def parts(given: Given) -> tuple[Part, ...]:
    """The running text: as much of the lists as three pages hold beside title, attendance and closing."""
    around = 11 + sum(-int(-_wide(value) // (LINE - 5)) for _name, value in facts(given)) - int(-_wide(circulation(given)) // (LINE - 5))
    room = PAGES * face_of(given.words).lines - LOST.get(given.words.language, 7)
    made: tuple[Part, ...] = ()
    for cuts in _TRIES:
        made = tuple(_parts(given, cuts))
        if around + sum(-int(-(_wide(f"{one.lead}{one.text}") + 4) // LINE) for one in made) <= room:
            break
    return made


def _wide(text: str) -> float:
    """Width in hanzi."""
    return sum(2 if ord(char) > 0x2000 else 1 for char in text) / 2


def _parts(given: Given, cuts: Cuts) -> Iterator[Part]:
    _ = given.words
    state = given.state
    rated = sum(state.level_of(indicator) is not None for indicator in given.pack.indicators)
    yield Part(0, _opening(given, rated))
    yield Part(1, _("会议认为"))
    yield from _considered(given, cuts)
    yield Part(1, _("会议议定"))
    yield from _resolved(given, cuts)


def _opening(given: Given, rated: int) -> str:
    """Who met when and rated what: indicators one by one, dimensions as a whole, or both."""
    _, profile, wholes = given.words, given.state.engagement, assessment.wholes(given.state, given.pack)
    facts = {"day": day_word(_, profile.held_on) or _("近日"), "bank": profile.bank, "count": rated, "wholes": wholes}
    if not wholes:
        return _("{day}，{bank}召开金融科技成熟度工作坊，对{count}项指标逐项评级，研究行动方案。现将有关事项纪要如下：", **facts)
    if not rated:
        return _("{day}，{bank}召开金融科技成熟度工作坊，对{wholes}个维度整体评级，研究行动方案。现将有关事项纪要如下：", **facts)
    return _(
        "{day}，{bank}召开金融科技成熟度工作坊，对{count}项指标逐项评级、{wholes}个维度整体评级，研究行动方案。现将有关事项纪要如下：",
        **facts,
    )


def _considered(given: Given, cuts: Cuts) -> Iterator[Part]:
    _, state, pack = given.words, given.state, given.pack
    heads, score = findings(state, pack, _), assessment.score(state, pack)
    told = "" if score.overall is None else _("综合得分{score}分（{note}）。", score=decimal(score.overall), note=self_rating_note(_))
    yield Part(2, _join(_, heads["board"].text, told), _("总体情况。"))
    levels = [
        _("{name}{level}级", name=pack.dimensions[row.id].short, level=decimal(row.level))
        if row.level is not None
        else _("{name}未定级", name=pack.dimensions[row.id].short)
        for row in score.dimensions
    ]
    yield Part(2, _("成熟度共五级，数字越大越成熟：{levels}。", levels=_("、").join(levels)), _("各维度情况。"))
    if cuts.dimensions:
        yield from (Part(3, _stop(_, heads[f"dimension.{row.id}"].text)) for row in score.dimensions)
    gaps = [_("{name}（{level}级）", name=pack.indicators[one.indicator].name, level=one.level) for one in shortfalls(state, pack)]
    if gaps:
        yield Part(2, _stop(_, _("、").join(gaps)), _("当前最需解决的问题。"))
    severe = [pack.pains[pain].title for pain, severity in state.pains.items() if severity == 2]
    if severe and cuts.pains:
        more = _("等{count}个", count=len(severe)) if len(severe) > cuts.pains else ""
        yield Part(2, _stop(_, _("；").join(severe[: cuts.pains]) + more), _("较为突出的痛点。"))
    differing = {record.subject for record in state.records if state.dissents_of(record.id) and record.kind in ("indicator", "dimension")}
    if differing:
        yield Part(2, _("对{count}项评级有不同意见，已如实记录，不记个人发言。", count=len(differing)), _("不同意见。"))


def _resolved(given: Given, cuts: Cuts) -> Iterator[Part]:
    _, state, pack = given.words, given.state, given.pack
    chosen = [pack.measures[row.measure] for row in assessment.rank(state, pack)]
    if chosen:
        yield Part(2, _("将{count}项举措纳入行动方案，各牵头部门按《任务分解表》推进。", count=len(chosen)), _("行动方案。"))
    if cuts.running and chosen:
        yield Part(0, _stop(_, _("；").join(_short(given, one.id) for one in chosen[: cuts.measures])))
    for at, one in enumerate(() if cuts.running else chosen[: cuts.measures]):
        plan = state.measures[one.id]
        yield Part(3, _measure(given, one.id, plan, cuts.support))
        if at < cuts.steps:
            yield Part(4, _("30天内：{text}", text=_stop(_, plan.first30 or one.first30)))
    if len(chosen) > cuts.measures:
        yield Part(0, _("其余{count}项见附件。", count=len(chosen) - cuts.measures))
    if state.decisions:
        yield Part(2, _("下列事项须经有权机构审议，通过之前不启动。"), _("提请事项。"))
        for ask in sorted(state.decisions, key=lambda ask: ask.position):
            yield Part(3, _ask(_, ask.text, ask.body, ask.due))
    parked = [one for one in state.parked if not one.done]
    if parked:
        yield Part(2, "", _("待议事项。"))
        for item in parked[: cuts.parked]:
            yield Part(3, _owned(_, item.text, item.owner, item.due))


def _short(given: Given, measure: str) -> str:
    """Name, lead department and month: 数据治理客户视图（信息科技部，2027年3月）."""
    from workshop.model.delivery.tasks import measure_due

    _, due = given.words, measure_due(given.state, measure)
    month = _("{year}年{month}月", year=due[:4], month=int(due[5:7])) if due else ""
    told = _("，").join(one for one in (given.state.measures[measure].lead.strip(), month) if one)
    name = given.pack.measures[measure].short
    return _("{name}（{told}）", name=name, told=told) if told else name


def _measure(given: Given, measure: str, plan: MeasurePlan, support: bool) -> str:
    """What, who leads, who helps, until when, how much: only what is known."""
    from workshop.model.delivery.tasks import measure_due

    _ = given.words
    due = measure_due(given.state, measure)
    told = [
        _("由{lead}牵头", lead=plan.lead) if plan.lead.strip() else _("牵头部门待定"),
        _("{support}配合", support=plan.support) if support and plan.support.strip() else "",
        _("{day}前完成", day=day_word(_, due)) if due else "",
        _("预算{amount}万元", amount=decimal(plan.budget, 0)) if plan.budget else "",
    ]
    return _("{name}。{text}", name=given.pack.measures[measure].short, text=_stop(_, _("，").join(one for one in told if one)))


def _ask(words: Words, text: str, body: str, due: str) -> str:
    _ = words
    told = [_("提请{body}审议", body=body) if body.strip() else "", _("计划于{day}前", day=day_word(_, due)) if due.strip() else ""]
    return _stop(_, _("，").join([_bare(text), *(one for one in told if one)]))


def _owned(words: Words, text: str, owner: str, due: str) -> str:
    _ = words
    told = [_("由{owner}负责", owner=owner) if owner.strip() else "", _("{day}前答复", day=day_word(_, due)) if due.strip() else ""]
    return _stop(_, _("，").join([_bare(text), *(one for one in told if one)]))


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip("。.;；")


def _stop(words: Words, text: str) -> str:
    """A sentence with its stop."""
    one = " ".join(text.split())
    return one if one[-1:] in "。！？.!?" and one else one + ("。" if words.language == "zh_CN" else ".")


def _join(words: Words, first: str, second: str) -> str:
    return f"{_stop(words, first)}{'' if words.language == 'zh_CN' else ' '}{second}".strip()


# -- who was there -----------------------------------------------------------------------------------------------------------------


def facts(given: Given) -> tuple[tuple[str, str], ...]:
    """Time, place, chair, present, attending, absent, recorder; what is not known is left to be filled in by hand."""
    _, profile = given.words, given.state.engagement
    known = {kind: [_person(_, seat) for seat in given.state.seats if seat.presence == kind] for kind in ("voting", "observer", "away")}
    none, blank, used = _("无"), "＿＿＿＿", time_used(given)
    time = "　".join(one for one in (day_word(_, profile.held_on), profile.day_start) if one)
    return (
        (_("时　　间"), time or blank),
        (_("地　　点"), profile.place or blank),
        (_("主　　持"), profile.chair or blank),
        (_("出　　席"), _("、").join(known["voting"]) or blank),
        (_("列　　席"), _("、").join(known["observer"]) or none),
        (_("缺　　席"), _("、").join(known["away"]) or none),
        (_("记　　录"), profile.recorder or blank),
        *(((_("用　　时"), used),) if used else ()),
    )


def time_used(given: Given) -> str:
    """Minutes planned and used of what ran, the items that took longest beyond their plan, and when the day ended; "" before it began."""
    from workshop.report.chapters.minutes import ended, item_name

    _, ran = given.words, [row for row in usage(given.state) if row.used]
    if not ran:
        return ""
    told = [_("议程原定{planned}分钟，实用{used}分钟", planned=sum(row.planned for row in ran), used=sum(row.used for row in ran))]
    over = sorted((row for row in ran if row.over >= LATE), key=lambda row: -row.over)[:3]
    names = [_("{name}超出{over}分钟", name=item_name(_, given.pack, row.item), over=row.over) for row in over]
    told += [_("、").join(names)] if names else []
    if day := ended(_, given.state):
        told.append(day.replace(" ", "") if _.language == "zh_CN" else day[:1].lower() + day[1:])  # a note of its own in the plan
    return _("；").join(told)


def _person(words: Words, seat: Seat) -> str:
    _ = words
    name = f"{seat.role} {seat.name}".strip()
    return _("{role}（代会）", role=name) if seat.deputy else name


def circulation(given: Given) -> str:
    """To whom: the leaders, then every department that leads or helps."""
    _ = given.words
    plans = [given.state.measures[row.measure] for row in assessment.rank(given.state, given.pack)]
    named = (one.strip() for plan in plans for text in (plan.lead, plan.support) for one in text.replace(",", "、").split("、"))
    departments = list(dict.fromkeys(one for one in named if one))
    return _("行领导；{departments}", departments=_("、").join(departments)) if departments else _("行领导，各部门")


# -- how it looks --------------------------------------------------------------------------------------------------------------------


def number(words: Words, depth: int, at: int) -> str:
    """一、 （一） 1. （1）; in English 1, (a), 1. and (1)."""
    if words.language != "zh_CN":
        return {1: f"{'I' * at if at < 4 else at}. ", 2: f"({chr(96 + at)}) ", 3: f"{at}. ", 4: f"({at}) "}[depth]
    hanzi = _DIGITS[at] if at <= 10 else f"十{_DIGITS[at - 10]}"
    return {1: f"{hanzi}、", 2: f"（{hanzi}）", 3: f"{at}. ", 4: f"（{at}）"}[depth].replace(". ", ".")


def _document(given: Given, legal: Legal) -> bytes:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    _, profile = given.words, given.state.engagement
    title = _("{bank}金融科技成熟度工作坊", bank=profile.bank)
    document = new_document(OFFICIAL, title + _("会议纪要"), profile.author, _.language, legal)

    face = face_of(_)
    looks = face.looks()

    def line(text: str, look: Look, *, centre: bool = False, indent: float = 0.0, before: float = 0.0, hang: float = 0.0) -> Any:
        paragraph = spaced(document.add_paragraph(), leading=face.leading, indent=indent * face.size, before=before, hang=hang * face.size)
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if text:
            add_run(paragraph, legal(text), look)
        return paragraph

    line(f"{marking_word(_, profile.marking)}　{wording_word(_, profile.wording)}", looks["head"])
    for at, text in enumerate((title,) if _.language == "zh_CN" else (profile.bank, _("金融科技成熟度工作坊"))):
        line(text, looks["title"], centre=True, before=0.0 if at else face.leading)
    line(_("会议纪要"), looks["title"], centre=True)
    line(_("（本稿由工作坊记录生成，供审改）"), looks["sub"], centre=True)
    line("", looks["body"])
    for name, value in facts(given):
        paragraph = line("", looks["body"], hang=5)
        add_run(paragraph, name + ("：" if _.language == "zh_CN" else ": "), looks["head"])
        add_run(paragraph, legal(value), looks["body"])
    line("", looks["body"])
    _running(given, legal, line, looks)
    _closing(given, legal, line, looks)
    page_numbers(document, Look(14, SONG))
    return saved(document)


def _running(given: Given, legal: Legal, line: Callable[..., Any], looks: Mapping[str, Look]) -> None:
    """The numbered text: 黑体 for the first order, 楷体 for the second, 仿宋 below."""
    counts = {1: 0, 2: 0, 3: 0, 4: 0}
    for part in parts(given):
        if part.depth:
            counts[part.depth] += 1
            for below in range(part.depth + 1, 5):
                counts[below] = 0
        mark = number(given.words, part.depth, counts[part.depth]) if part.depth else ""
        paragraph = line("", looks["body"], indent=2)
        if part.depth == 1:
            paragraph.paragraph_format.keep_with_next = True
            add_run(paragraph, legal(mark + part.text), looks["head"])
            continue
        if part.depth == 2:
            add_run(paragraph, legal(mark + part.lead), looks["sub"])
            mark = "" if given.words.language == "zh_CN" else " "
        add_run(paragraph, legal(mark + part.text), looks["body"])


def _closing(given: Given, legal: Legal, line: Callable[..., Any], looks: Mapping[str, Look]) -> None:
    _ = given.words
    line("", looks["body"])
    chinese = _.language == "zh_CN"
    sep, gap = ("：", "") if chinese else (": ", " ")
    named = (_("金融科技成熟度行动方案"), _("任务分解表"))
    for at, name in enumerate(named, start=1):
        head = _("附件") + sep if at == 1 else "　" * (3 if chinese else 6)
        line(f"{head}{at}.{gap}{name}", looks["body"], indent=2)
    line("", looks["body"])
    line(legal(_("印发范围") + sep + _stop(_, circulation(given))), looks["body"], hang=5)
