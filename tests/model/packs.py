"""A small valid pack as text, two of everything that refers to another: what tests break or fill an engagement with."""

from collections.abc import Iterable

DIMENSIONS = {"people": ("人员", 6_000), "tools": ("工具", 4_000)}
INDICATORS = {"1.1": ("people", "人手"), "2.1": ("tools", "平台")}
LEVELS = "一二三四五"
REPORT = 'origin = "report"\nlines = [[3, 5], [9, 9]]'
OURS = 'origin = "workshop"'


def pack_files() -> dict[str, str]:
    """File name → text of a pack with 2 dimensions, 2 indicators, 3 measures, in zh_CN and en."""
    return {"pack.toml": _structure(), "text.zh_CN.toml": _words("zh_CN"), "text.en.toml": _words("en")}


def _structure() -> str:
    rungs = [(kind, f"{owner}.{level}") for kind, owners in _LADDERS for owner in owners for level in range(1, 6)]
    presets = [(measure, size) for measure in _MEASURES for size in ("small", "medium", "large")]
    return _joined(
        [
            _HEAD,
            *(f"[bank_type.{id}]\n{REPORT}" for id in ("city", "rural")),
            *(f"[level.{level}]\n{OURS}" for level in range(1, 6)),
            *(f"[dimension.{id}]\n{REPORT}\nweight = {weight}" for id, (_, weight) in DIMENSIONS.items()),
            *(f'[indicator."{id}"]\n{REPORT}\ndimension = "{owner}"\nevidence = 2\nprobes = 1' for id, (owner, _) in INDICATORS.items()),
            *(f'[{kind}."{id}"]\n{OURS}' + ("\ncriteria = 2" if kind == "descriptor" else "") for kind, id in rungs),
            _FIELD,
            *(_measure(id, before) for id, before in _MEASURES.items()),
            *(f"[effort.{measure}.{size}]\n{OURS}\n{_PRESETS}" for measure, size in presets),
            *(f'[relevance."{id}"]\n{OURS}\nvalue = {value}' for id, value in _RELEVANCE.items()),
            f'[enabling.T1]\n{REPORT}\nmeasures = ["M1"]',
            '[regulation.data-law]\norigin = "regulation"\ndate = "2021-09"\nindicators = ["1.1"]\nmeasures = ["M2"]',
            f"[practice]\n{OURS}",
        ]
    )


def _measure(id: str, before: str) -> str:
    return (
        f'[measure.{id}]\n{REPORT}\nrecommendation = "R1"\ntypes = ["city"]\nquarters = [1, 2, 4]\npredecessors = [{before}]\n'
        'pains = ["P01"]\ncases = ["shop"]\nactions = 4\ndrivers = 1\nkpis = 2\nfirst90 = 3\nrisks = 2'
    )


def _words(language: str) -> str:
    """The same words in both languages but for a mark: no test reads them as prose."""
    mark = "" if language == "zh_CN" else " (en)"
    rungs = [f"{owner}.{level}" for owner in DIMENSIONS for level in range(1, 6)]
    anchors = [f"{owner}.{level}" for owner in INDICATORS for level in range(1, 6)]
    parts = [
        '[pack]\ntitle = "小诊断"\nsource = "某报告"\ninterest = "无关。"\nrule = "逐级达标。"\nanchors = "自拟有标注。"',
        '[bank_type.city]\nname = "城商行"\n\n[bank_type.rural]\nname = "农商行"',
        *(f'[level.{level}]\nname = "第{LEVELS[level - 1]}级"' for level in range(1, 6)),
        *(_dimension_words(id, name) for id, (name, _) in DIMENSIONS.items()),
        *(_indicator_words(id, name) for id, (_, name) in INDICATORS.items()),
        *(f'[descriptor."{id}"]\nheadline = "到了{id[-1]}级"\ncriteria = ["有人管", "有记录"]' for id in rungs),
        *(f'[anchor."{id}"]\ntext = "做到第 {id[-1]} 步"' for id in anchors),
        _FIELD_WORDS,
        *(_measure_words(id, before) for id, before in _MEASURES.items()),
        *(f'[relevance."{id}"]\nreason = "直接有关"' for id in _RELEVANCE),
        '[enabling.T1]\ntext = "先上云"',
        '[regulation.data-law]\ntitle = "数据法"\nissuer = "立法机关"\nnote = "问合规。"',
        '[practice]\nname = "试投"\nquestion = "食堂如何？"\nlevels = ["一", "二", "三", "四", "五"]',
    ]
    return _joined(parts).replace('"小诊断"', f'"小诊断{mark}"')


def _dimension_words(id: str, name: str) -> str:
    return f'[dimension.{id}]\nname = "{name}"\nshort = "{name}"\nquestion = "{name}如何？"\nscript = "谈谈。"'


def _indicator_words(id: str, name: str) -> str:
    return (
        f'[indicator."{id}"]\nname = "{name}水平"\nshort = "{name}"\nquestion = "{name}够吗？"\nscript = "看材料。"\n'
        'evidence = ["名册", "预算"]\nprobes = ["谁负责？"]'
    )


def _measure_words(id: str, before: str) -> str:
    because = f'because = {{ {before.replace(chr(34), "")} = "先有基础" }}' if before else ""
    return (
        f'[measure.{id}]\nname = "举措{id}"\nshort = "{id}"\ngoal = "做成。"\nactions = ["一", "二", "三", "四"]\ndrivers = ["范围"]\n'
        'kpis = [\n  { name = "户数", unit = "户", how = "数一数", direction = "up" },\n'
        '  { name = "天数", unit = "天", how = "量一量", direction = "down" },\n]\n'
        f'first30 = "定人"\nfirst90 = ["一", "二", "三"]\nrisks = ["拖", "散"]\n{because}'
    )


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part.strip() for part in parts) + "\n"


_MEASURES = {"M1": "", "M2": '"M1"', "M3": '"M2"'}
_RELEVANCE = {"M1.people": 3, "M1.tools": 1, "M2.tools": 2}
_LADDERS = (("descriptor", DIMENSIONS), ("anchor", INDICATORS))
_HEAD = f"""
# a comment, as any editor may leave one
[pack]
{REPORT}
id = "small"
format = 1
version = "1.0"
languages = ["zh_CN", "en"]
report_lines = 40
"""
_PRESETS = """
S = { people = 2, quarters = 1, share = 50, low = 2, high = 4, budget = 5 }
M = { people = 2, quarters = 2, share = 50, low = 4, high = 8, budget = 10 }
L = { people = 4, quarters = 2, share = 50, low = 8, high = 16, budget = 20.5 }
XL = { people = 4, quarters = 4, share = 50, low = 20, high = 30, budget = 40 }
""".strip()
_FIELD = f"""
[area.hiring]
{REPORT}
dimension = "people"

[pain.P01]
{REPORT}
dimension = "people"
area = "hiring"
types = ["city", "rural"]
indicators = ["1.1"]

[pain.P02]
{REPORT}
dimension = "tools"
types = ["rural"]

[case.shop]
{REPORT}
kind = "card"
dimensions = ["people", "tools"]
types = ["city"]
year = 2018
interest = true

[case.fig1]
{REPORT}
kind = "pointer"
dimensions = ["tools"]
year = 2019
figure = 12

[fact."people.plan"]
{REPORT}
dimension = "people"
indicators = ["1.1"]
share = 60
relation = "eq"

[fact."tools.age"]
{REPORT}
dimension = "tools"
relation = "most"

[market.npl]
{REPORT}

[recommendation.R1]
{REPORT}
dimensions = ["people"]
"""
_FIELD_WORDS = """
[area.hiring]
name = "招人"

[pain.P01]
title = "招不到人"
detail = "岗位空着。"
severity = "空半年，即为严重。"

[pain.P02]
title = "系统老"
detail = "改不动。"
severity = "停过机，即为严重。"

[case.shop]
bank = "小银行"
title = "开店"
did = "开了一家店。"
result = "来了客户。"
figure = "7 户"
caption = "一年的新客户"
question = "我们开吗？"

[case.fig1]
bank = "大银行"
title = "上线"
did = ""
result = ""
figure = ""
caption = ""
question = ""

[fact."people.plan"]
statement = "六成有规划。"
question = "有规划吗？"

[fact."tools.age"]
statement = "多数系统老。"
question = "系统老吗？"

[market.npl]
value = "1.83%"
text = "不良率"

[recommendation.R1]
name = "用人"
gist = "先有人。"
"""
