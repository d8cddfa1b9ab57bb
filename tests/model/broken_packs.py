"""Ways to break the small pack in one place, and what must be said of each: code, item and facts, on the line that was changed."""

STRUCTURE, CHINESE, ENGLISH = "pack.toml", "text.zh_CN.toml", "text.en.toml"

# file, header, old, new, code, where, facts; the line is the one that was changed
BROKEN: dict[str, tuple[str, str, str, str, str, str, dict[str, object]]] = {
    "predecessor": (
        STRUCTURE, "[measure.M3]", 'predecessors = ["M2"]', 'predecessors = ["M99"]',
        "pack.unknown", "measure M3", {"field": "predecessor", "id": "M99"},
    ),
    "pain": (STRUCTURE, "[measure.M3]", 'pains = ["P01"]', 'pains = ["P77"]', "pack.unknown", "measure M3", {"field": "pain", "id": "P77"}),
    "case": (
        STRUCTURE, "[measure.M1]", 'cases = ["shop"]', 'cases = ["dbs"]',
        "pack.unknown", "measure M1", {"field": "case", "id": "dbs"},
    ),
    "bank type": (
        STRUCTURE, "[pain.P02]", 'types = ["rural"]', 'types = ["big"]', "pack.unknown", "pain P02", {"field": "bank_type", "id": "big"},
    ),
    "dimension": (
        STRUCTURE, '[indicator."2.1"]', 'dimension = "tools"', 'dimension = "toys"',
        "pack.unknown", "indicator 2.1", {"field": "dimension", "id": "toys"},
    ),
    "indicator": (
        STRUCTURE, "[regulation.data-law]", 'indicators = ["1.1"]', 'indicators = ["1.9"]',
        "pack.unknown", "regulation data-law", {"field": "indicator", "id": "1.9"},
    ),
    "area": (STRUCTURE, "[pain.P01]", 'area = "hiring"', 'area = "firing"', "pack.unknown", "pain P01", {"field": "area", "id": "firing"}),
    "relevance of no measure": (
        STRUCTURE, '[relevance."M2.tools"]', '[relevance."M2.tools"]', '[relevance."M8.tools"]',
        "pack.unknown", "relevance M8.tools", {"field": "measure", "id": "M8"},
    ),
    "relevance of no dimension": (
        STRUCTURE, '[relevance."M2.tools"]', '[relevance."M2.tools"]', '[relevance."M2.toys"]',
        "pack.unknown", "relevance M2.toys", {"field": "dimension", "id": "toys"},
    ),
    "effort of no measure": (
        STRUCTURE, "[effort.M3.small]", "[effort.M3.small]", "[effort.M9.small]",
        "pack.unknown", "effort M9", {"field": "measure", "id": "M9"},
    ),
    "effort of no bank": (
        STRUCTURE, "[effort.M3.small]", "[effort.M3.small]", "[effort.M3.tiny]",
        "pack.choice", "effort M3.tiny", {"key": "effort", "value": "tiny", "choices": ("small", "medium", "large")},
    ),
    "id": (STRUCTURE, "[market.npl]", "[market.npl]", '[market."n p l"]', "pack.id", "market n p l", {"id": "n p l"}),
    "id with a dot": (STRUCTURE, "[case.fig1]", "[case.fig1]", '[case."fig.1"]', "pack.id", "case fig.1", {"id": "fig.1"}),
    "table": (STRUCTURE, "[practice]", "[practice]", "[praxis]", "pack.table", "praxis", {"table": "praxis"}),
    "effort in a text": (CHINESE, "[practice]", "[practice]", "[effort]\n[practice]", "pack.table", "effort", {"table": "effort"}),
    "key": (STRUCTURE, "[pain.P02]", "types =", "typos =", "pack.key", "pain P02", {"key": "typos"}),
    "quoted key": (STRUCTURE, "[pain.P02]", "types =", '"typ os" =', "pack.key", "pain P02", {"key": "typ os"}),
    "key of a text": (ENGLISH, "[pain.P02]", "severity =", "severe =", "pack.key", "pain P02", {"key": "severe"}),
    "key of a preset": (STRUCTURE, "[effort.M3.large]", "M = { people", "M = { persons", "pack.key", "effort M3.large", {"key": "persons"}),
    "type": (
        STRUCTURE, "[dimension.tools]", "weight = 4000", 'weight = "4000"',
        "pack.type", "dimension tools", {"key": "weight", "expected": "integer"},
    ),
    "true is no number": (
        STRUCTURE, "[dimension.tools]", "weight = 4000", "weight = true",
        "pack.type", "dimension tools", {"key": "weight", "expected": "integer"},
    ),
    "flag": (
        STRUCTURE, "[case.shop]", "interest = true", "interest = 1",
        "pack.type", "case shop", {"key": "interest", "expected": "flag"},
    ),
    "text": (CHINESE, "[market.npl]", 'value = "1.83%"', "value = 1.83", "pack.type", "market npl", {"key": "value", "expected": "text"}),
    "texts": (
        CHINESE, "[measure.M3]", 'drivers = ["范围"]', 'drivers = "范围"',
        "pack.type", "measure M3", {"key": "drivers", "expected": "texts"},
    ),
    "rows": (
        CHINESE, "[measure.M3]", "kpis = [\n  {", "kpis = [\n  3, {", "pack.type", "measure M3", {"key": "kpis", "expected": "table"},
    ),
    "nan": (
        STRUCTURE, "[effort.M2.small]", "budget = 5", "budget = nan",
        "pack.number", "effort M2.small", {"key": "budget", "value": "nan"},
    ),
    "infinity": (
        STRUCTURE, "[effort.M2.small]", "budget = 5", "budget = inf", "pack.number", "effort M2.small", {"key": "budget", "value": "inf"},
    ),
    "empty": (CHINESE, "[pain.P02]", 'title = "系统老"', 'title = " "', "pack.empty", "pain P02", {"key": "title"}),
    "empty one of many": (
        ENGLISH, "[measure.M1]", 'risks = ["拖", "散"]', 'risks = ["拖", ""]',
        "pack.empty", "measure M1", {"key": "risks"},
    ),
    "long": (ENGLISH, "[market.npl]", '"1.83%"', f'"{"1" * 61}"', "pack.long", "market npl", {"key": "value", "length": 61, "limit": 60}),
    "headline": (
        CHINESE, '[descriptor."tools.4"]', '"到了4级"', f'"{"级" * 15}"',
        "pack.long", "descriptor tools.4", {"key": "headline", "length": 15, "limit": 14},
    ),
    "control character": (CHINESE, "[market.npl]", '"1.83%"', '"1.83\\u0000"', "pack.control", "market npl", {"key": "value"}),
    "choice": (
        STRUCTURE, "[case.shop]", 'kind = "card"', 'kind = "story"',
        "pack.choice", "case shop", {"key": "kind", "value": "story", "choices": ("card", "pointer")},
    ),
    "direction": (
        CHINESE, "[measure.M1]", 'kpis = [\n  { name = "户数", unit = "户", how = "数一数", direction = "up" },',
        'kpis = [\n  { name = "户数", unit = "户", how = "数一数", direction = "on" },',
        "pack.choice", "measure M1", {"key": "direction", "value": "on", "choices": ("up", "down")},
    ),
    "date": (
        STRUCTURE, "[regulation.data-law]", 'date = "2021-09"', 'date = "2021-13"',
        "pack.type", "regulation data-law", {"key": "date", "expected": "month"},
    ),
    "month": (
        STRUCTURE, "[regulation.data-law]", 'date = "2021-09"', "date = 2021-09-01",
        "pack.type", "regulation data-law", {"key": "date", "expected": "month"},
    ),
    "range": (
        STRUCTURE, '[fact."people.plan"]', "share = 60", "share = 101",
        "pack.range", "fact people.plan", {"key": "share", "value": 101, "low": 0, "high": 100},
    ),
    "huge": (
        STRUCTURE, '[fact."people.plan"]', "share = 60", f"share = {'9' * 3000}",
        "pack.range", "fact people.plan", {"key": "share", "value": "…", "low": 0, "high": 100},
    ),
    "relevance too high": (
        STRUCTURE, '[relevance."M1.tools"]', "value = 1", "value = 4",
        "pack.range", "relevance M1.tools", {"key": "value", "value": 4, "low": 1, "high": 3},
    ),
    "weight of zero": (
        STRUCTURE, "[dimension.tools]", "weight = 4000", "weight = 0",
        "pack.range", "dimension tools", {"key": "weight", "value": 0, "low": 1, "high": 10_000},
    ),
    "no people": (
        STRUCTURE, "[effort.M1.large]", "S = { people = 2", "S = { people = 0",
        "pack.range", "effort M1.large", {"key": "people", "value": 0, "low": 0.1, "high": 1000},
    ),
    "no share of time": (
        STRUCTURE, "[effort.M1.large]", "S = { people = 2, quarters = 1, share = 50", "S = { people = 2, quarters = 1, share = 0",
        "pack.range", "effort M1.large", {"key": "share", "value": 0, "low": 1, "high": 100},
    ),
    "five criteria": (
        STRUCTURE, '[descriptor."tools.4"]', "criteria = 2", "criteria = 5",
        "pack.range", "descriptor tools.4", {"key": "criteria", "value": 5, "low": 2, "high": 4},
    ),
    "one criterion": (
        CHINESE, '[descriptor."tools.4"]', 'criteria = ["有人管", "有记录"]', 'criteria = ["有人管"]',
        "pack.count", "descriptor tools.4", {"key": "criteria", "count": 1, "low": 2, "high": 4},
    ),
    "criteria of one language": (
        ENGLISH, '[descriptor."tools.4"]', 'criteria = ["有人管", "有记录"]', 'criteria = ["a", "b", "c"]',
        "pack.counts", "descriptor tools.4", {"key": "criteria", "count": 3, "wanted": 2},
    ),
    "no bank type": (
        STRUCTURE, "[pain.P02]", 'types = ["rural"]', "types = []",
        "pack.count", "pain P02", {"key": "types", "count": 0, "low": 1, "high": 200},
    ),
    "named twice": (
        STRUCTURE, "[pain.P02]", 'types = ["rural"]', 'types = ["rural", "rural"]',
        "pack.twice", "pain P02", {"key": "types", "id": "rural"},
    ),
    "same name": (
        CHINESE, "[measure.M3]", 'short = "M3"', 'short = "M1"', "pack.same", "measure M3", {"key": "short", "value": "M1", "id": "M1"},
    ),
    "quarters": (
        STRUCTURE, "[measure.M3]", "quarters = [1, 2, 4]", "quarters = [3, 2, 4]",
        "pack.quarters", "measure M3", {"key": "quarters", "values": (3, 2, 4)},
    ),
    "itself": (STRUCTURE, "[measure.M3]", 'predecessors = ["M2"]', 'predecessors = ["M3"]', "pack.self", "measure M3", {}),
    "ring": (
        STRUCTURE, "[measure.M1]", "predecessors = []", 'predecessors = ["M3"]',
        "pack.cycle", "measure M1", {"ids": ("M1", "M2", "M3")},
    ),
    "short ring": (
        STRUCTURE, "[measure.M2]", 'predecessors = ["M1"]', 'predecessors = ["M1", "M3"]',
        "pack.cycle", "measure M2", {"ids": ("M2", "M3")},
    ),
    "no reason": (ENGLISH, "[measure.M3]", 'because = { M2 = "先有基础" }', "because = {}", "pack.because", "measure M3", {"id": "M2"}),
    "a reason too many": (
        ENGLISH, "[measure.M3]", "because = { M2", 'because = { M1 = "x", M2', "pack.because_extra", "measure M3", {"id": "M1"},
    ),
    "empty reason": (
        ENGLISH, "[measure.M3]", 'because = { M2 = "先有基础" }', 'because = { M2 = "" }',
        "pack.empty", "measure M3", {"key": "M2"},
    ),
    "effort": (
        STRUCTURE, "[effort.M2.medium]", "low = 4, high = 8", "low = 7, high = 8",
        "pack.effort", "effort M2.medium", {"size": "M", "low": 7, "likely": 6, "high": 8},
    ),
    "effort too low": (
        STRUCTURE, "[effort.M2.medium]", "low = 4, high = 8", "low = 4, high = 5.5",
        "pack.effort", "effort M2.medium", {"size": "M", "low": 4, "likely": 6, "high": 5.5},
    ),
    "lines beyond the report": (
        STRUCTURE, "[pain.P02]", "lines = [[3, 5], [9, 9]]", "lines = [[3, 41]]",
        "pack.lines", "pain P02", {"first": 3, "last": 41, "total": 40},
    ),
    "lines backwards": (
        STRUCTURE, "[pain.P02]", "lines = [[3, 5], [9, 9]]", "lines = [[5, 3]]",
        "pack.lines", "pain P02", {"first": 5, "last": 3, "total": 40},
    ),
    "line of three": (
        STRUCTURE, "[pain.P02]", "lines = [[3, 5], [9, 9]]", "lines = [[3, 4, 5]]",
        "pack.type", "pain P02", {"key": "lines", "expected": "lines"},
    ),
    "report without lines": (
        STRUCTURE, "[pain.P02]", 'origin = "report"\nlines = [[3, 5], [9, 9]]', 'origin = "report"', "pack.source", "pain P02", {},
    ),
    "lines of our own": (
        STRUCTURE, '[relevance."M1.tools"]', "value = 1", "lines = [[1, 2]]\nvalue = 1",
        "pack.no_source", "relevance M1.tools", {"origin": "workshop"},
    ),
    "pointer with detail": (CHINESE, "[case.fig1]", 'did = ""', 'did = "做了"', "pack.pointer", "case fig1", {"key": "did"}),
    "card without detail": (ENGLISH, "[case.shop]", 'did = "开了一家店。"', 'did = ""', "pack.empty", "case shop", {"key": "did"}),
    "figure without caption": (
        ENGLISH, "[case.shop]", 'caption = "一年的新客户"', 'caption = ""',
        "pack.empty", "case shop", {"key": "caption"},
    ),
    "card with a lost figure": (STRUCTURE, "[case.shop]", "interest = true", "figure = 3", "pack.lost_figure", "case shop", {}),
    "most with a share": (
        STRUCTURE, '[fact."tools.age"]', 'relation = "most"', 'share = 5\nrelation = "most"',
        "pack.share", "fact tools.age", {},
    ),
    "area elsewhere": (
        STRUCTURE, "[pain.P02]", 'types = ["rural"]', 'area = "hiring"\ntypes = ["rural"]',
        "pack.area", "pain P02", {"id": "hiring", "dimension": "tools"},
    ),
    "extra item": (
        CHINESE, "[pain.P02]", "[pain.P02]", '[pain.P03]\ntitle = "a"\ndetail = "b"\nseverity = "c"\n\n[pain.P02]',
        "pack.no_item", "pain P03", {},
    ),
    "extra level": (
        STRUCTURE, '[anchor."2.1.1"]', '[anchor."2.1.1"]', '[anchor."2.1.6"]\norigin = "workshop"\n\n[anchor."2.1.1"]',
        "pack.level_extra", "anchor 2.1.6", {},
    ),
    "language": (STRUCTURE, "[pack]", '["zh_CN", "en"]', '["zh_CN", "../en"]', "pack.locale", "pack", {"value": "../en"}),
    "language twice": (STRUCTURE, "[pack]", '["zh_CN", "en"]', '["en", "en"]', "pack.twice", "pack", {"key": "languages", "id": "en"}),
    "language without a file": (
        STRUCTURE, "[pack]", '["zh_CN", "en"]', '["zh_CN", "en", "fr"]', "pack.no_text", "pack", {"missing": "text.fr.toml"},
    ),
    "format": (STRUCTURE, "[pack]", "format = 1", "format = 2", "pack.format", "pack", {"value": 2}),
    "far format": (STRUCTURE, "[pack]", "format = 1", f"format = {10**20}", "pack.format", "pack", {"value": "…"}),
}  # fmt: skip
