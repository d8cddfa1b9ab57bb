"""What is wrong with an item typed into the editor of one's own content: the field by its name on the form, no file and no line."""

from collections.abc import Mapping

from workshop.model.content.specs import KINDS
from workshop.model.errors import Trouble
from workshop.sentences import sentence
from workshop.wording import size_word
from workshop.words import N_, Words

OWN: Mapping[str, str] = {
    "pack.empty": N_("请填写“{name}”。"),
    "pack.long": N_("“{name}”有 {length} 字，最多 {limit} 字。请缩短。"),
    "pack.control": N_("“{name}”里有看不见的控制字符。请删去后重新输入。"),
    "pack.count": N_("“{name}”有 {count} 条，应为 {low} 到 {high} 条。请增减。"),
    "pack.counts": N_("“{name}”在另一种语言里有 {count} 条，这里写了 {wanted} 条。请写得一样多，或让各语言用同一文字。"),
    "pack.same": N_("“{name}”与 {id} 相同。请改掉一个。"),
    "pack.quarters": N_("“{name}”须依次不减：最短、常见、最长。请改正。"),
    "pack.range": N_("“{name}”应在 {low} 到 {high} 之间，现在是 {value}。请改正。"),
    "pack.effort": N_("规模“{size}”：按人数 × 3 × 季度 × 占比是 {likely} 人月，不在下限 {low} 与上限 {high} 之间。请改正。"),
    "pack.because": N_("请写明为什么 {id} 在先。"),
    "pack.cycle": N_("前置举措绕成一圈：{ids}。请去掉其中一项。"),
}


def own_sentence(words: Words, trouble: Trouble, names: Mapping[str, str]) -> str:
    """The sentence for the form; `names` are its fields by key of the pack. Whatever no field is to blame for is said as elsewhere."""
    _, key = words, str(trouble.facts.get("key", ""))
    if trouble.code not in OWN or (key and key not in names):
        return sentence(words, trouble)
    code, ids = trouble.code, trouble.facts.get("ids", ())
    facts = trouble.facts | {"name": names.get(key, ""), "ids": _("、").join(map(str, ids)) if isinstance(ids, tuple) else ids}
    if code == "pack.range" and key in KINDS["measure"].counts:  # the number of texts, which nobody typed
        code, facts["count"] = "pack.count", facts["value"]
    if code == "pack.effort":
        facts["size"] = size_word(words, str(facts["size"]))
    return _(OWN[code], **facts)
