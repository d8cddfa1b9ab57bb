"""Content of the bank's own: pain points, cases, facts and measures, checked by the pack's rules; the pack leaves and comes as a folder."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.content.items import Case, Fact, Measure, Pain
from workshop.model.content.load import STRUCTURE
from workshop.model.content.own import free_id, with_item
from workshop.model.content.own_measure import free_measure_id, with_measure
from workshop.model.errors import Trouble
from workshop.model.state import State
from workshop.model.store import Store
from workshop.sentences import sentence
from workshop.sentences_own import own_sentence
from workshop.session import Session
from workshop.ui.prepare.own_measure import MeasureForm, limit_of
from workshop.ui.prepare.section import Complaint, Section, attempt
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Check, Dropdown
from workshop.ui.widgets.fields import Field, TextArea
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.ui.widgets.tips import set_tip
from workshop.words import N_, Words

# what is asked for each kind: key of the pack's text, its name and its lines
TEXTS: Mapping[str, tuple[tuple[str, str, int], ...]] = {
    "pain": (("title", N_("痛点"), 1), ("detail", N_("说明"), 2), ("severity", N_("何时算严重"), 2)),
    "case": (
        ("bank", N_("哪家银行"), 1), ("title", N_("一句话"), 2), ("did", N_("做法"), 2), ("result", N_("结果"), 2),
        ("question", N_("追问"), 2),
    ),
    "fact": (("statement", N_("调查说了什么"), 2), ("question", N_("我行自问（是或否）"), 2)),
}  # fmt: skip
KINDS = (*TEXTS, "measure")
Item = Pain | Case | Fact | Measure


def ask_folder(parent: QWidget, words: Words, writing: bool) -> Path | None:
    """The system's own dialog for a pack's folder; for a new one the folder it is to lie in."""
    _ = words
    name = QFileDialog.getExistingDirectory(parent, _("内容包放在哪里") if writing else _("选择内容包文件夹"))
    return Path(name) if name else None


class ContentSection(Section):
    """A form for one item at a time, the list of what is our own, and the way out and in."""

    watches = Change.ALL

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._editing = ""
        self.kind = Segment([("pain", _("痛点")), ("case", _("案例")), ("fact", _("对标")), ("measure", _("举措"))], _("哪一类"))
        self.kind.set_value("pain")
        self.kind.chosen.connect(lambda _key: self.begin())
        self.dimension = Dropdown([(one.id, one.name) for one in self.pack.dimensions.values()], _("维度"))
        self.dimension.set_value(next(iter(self.pack.dimensions)))
        self.inputs: dict[str, dict[str, TextArea]] = {
            kind: {key: TextArea(_, limit=limit_of(kind, key, _.language), name=_(name), lines=lines) for key, name, lines in asked}
            for kind, asked in TEXTS.items()
        }
        bank = session.state.engagement
        self.fields: dict[str, dict[str, Field]] = {}
        self.measure = MeasureForm(_, self.pack, bank.bank_type, bank.bank_size)
        self.forms: dict[str, QWidget] = {kind: self._form(kind) for kind in TEXTS} | {"measure": self.measure}
        self.both = Check(_("各语言用同一文字"))
        set_tip(self.both, _("不勾选时，另一种语言已有的文字不变。"))
        self.save, self.fresh = Button(_("存入内容包"), "primary"), Button(_("另写一条"))
        self.save.clicked.connect(self.store_item)
        self.fresh.clicked.connect(self.begin)
        self.out, self.into = Button(_("导出内容包"), "link"), Button(_("导入内容包"), "link")
        self.out.clicked.connect(self.export_pack)
        self.into.clicked.connect(self.import_pack)
        self.own = Dropdown([("", _("已有的自编内容"))], _("已有的自编内容"))
        self.own.chosen.connect(self.edit)
        self.said, self.about, self.complaint = Prose("", "caption", "ink2"), Prose("", "caption", "ink2"), Complaint()
        self._lay_out()
        self.begin()

    def _form(self, kind: str) -> QWidget:
        _ = self.words
        form = QWidget()
        row = QHBoxLayout(form)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.fields[kind] = {key: Field(_(name), self.inputs[kind][key]) for key, name, _lines in TEXTS[kind]}
        for field in self.fields[kind].values():
            row.addWidget(field, 1)
        return form

    def _lay_out(self) -> None:
        _ = self.words
        head, foot = QHBoxLayout(), QHBoxLayout()
        for row in (head, foot):
            row.setSpacing(12)
        for widget in (self.kind, self.dimension, self.own):
            head.addWidget(widget)
        head.addStretch(1)
        for button in (self.save, self.fresh, self.into, self.out):
            foot.addWidget(button)
        foot.addWidget(self.both)
        foot.addStretch(1)
        self.column.addWidget(Label(_("自编内容"), "lead"))
        self.column.addWidget(self.about)
        self.column.addWidget(HairLine(token="line2"))
        self.column.addLayout(head)
        for form in self.forms.values():
            self.column.addWidget(form)
        self.column.addWidget(self.complaint)
        self.column.addLayout(foot)
        self.column.addWidget(self.said)
        self.column.addStretch(1)

    def show_state(self, state: State) -> None:
        _ = self.words
        self.about.set_text(_(
            "内容包 {id} {version}。量表不能改；第一次投票之前自编的内容可以改，之后只能新增。自编内容注明“工作坊编写”，来源页随之更新。",
            id=self.session.pack.id, version=self.session.pack.version,
        ))  # fmt: skip
        listed = [(f"{kind}.{item.id}", _shown(item)) for kind in KINDS for item in self._items(kind).values() if _is_own(item)]
        self.own.set_options([("", _("已有的自编内容")), *listed])

    def _items(self, kind: str) -> Mapping[str, Item]:
        pack = self.session.pack
        found: dict[str, Mapping[str, Any]] = {"pain": pack.pains, "case": pack.cases, "fact": pack.facts, "measure": pack.measures}
        return found[kind]

    # -- one item --------------------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """An empty form of the kind chosen."""
        self._editing = ""
        self._complain("")
        self.own.set_value("")
        self.dimension.setVisible(self.kind.value() != "measure")
        self.both.setVisible(len(self.pack.languages) > 1)
        self.both.setChecked(True)
        for kind, form in self.forms.items():
            form.setVisible(kind == self.kind.value())
        for inputs in self.inputs.values():
            for input in inputs.values():
                input.setPlainText("")
        self.measure.begin(self.pack)

    def edit(self, key: str) -> None:
        """Bring an own item back into the form."""
        kind, _dot, id = key.partition(".")
        if not id:
            self.begin()
            return
        self.kind.set_value(kind)
        self.begin()
        self._editing = id
        self.own.set_value(key)
        item = self._items(kind)[id]
        self.both.setChecked(self._is_copied(kind, id))
        if isinstance(item, Measure):
            self.measure.show_measure(item, self.pack)
            return
        self.dimension.set_value(item.dimensions[0] if isinstance(item, Case) else item.dimension)
        for name, input in self.inputs[kind].items():
            input.setPlainText(str(getattr(item, name)))

    def _is_copied(self, kind: str, id: str) -> bool:
        """Whether every language has the same words for an item, as when they were typed once for all."""
        texts = {repr(tomllib.loads(text)[kind][id]) for name, text in self.session.store.pack_files().items() if name != STRUCTURE}
        return len(texts) == 1

    def store_item(self) -> None:
        """Check the item with the whole pack, then embed the new version; what is wrong is said at its field and nothing is stored."""
        _, session = self.words, self.session
        try:
            files = self._written(self.kind.value())
        except Trouble as trouble:
            self._complain(own_sentence(_, trouble, self._names()), str(trouble.facts.get("key", "")))
            return
        if self._take(files):
            self.begin()
            self.said.set_text(_("已存入，内容包版本 {version}。重新打开诊断后，各页出现新内容。", version=session.pack.version))

    def _written(self, kind: str) -> dict[str, str]:
        """The pack's files with what the form says; Refused and ContentError say what is wrong with it."""
        pack, files = self.session.pack, self.session.store.pack_files()
        languages = pack.languages if self.both.isChecked() else (pack.language,)
        if kind == "measure":
            return with_measure(files, self.measure.measure(self._editing or free_measure_id(pack)), languages)
        texts: dict[str, Any] = {key: input.text().strip() for key, input in self.inputs[kind].items()}
        if kind == "case":
            texts |= {"figure": "", "caption": ""}
        return with_item(files, kind, self._editing or free_id(pack, kind), self._fields(kind), dict.fromkeys(languages, texts))

    def _names(self) -> dict[str, str]:
        """What the form calls each key of the pack."""
        kind = self.kind.value()
        return self.measure.names() if kind == "measure" else {key: self.words(name) for key, name, _lines in TEXTS[kind]}

    def _complain(self, told: str, key: str = "") -> None:
        """Say what is wrong at the field with this key, and below the form."""
        self.complaint.say(told)
        self.measure.complain({key: told})
        for fields in self.fields.values():
            for name, field in fields.items():
                field.set_error(told if name == key else "")

    def _fields(self, kind: str) -> dict[str, Any]:
        dimension, bank = self.dimension.value(), self.session.state.engagement
        if kind == "pain":
            return {"dimension": dimension, "types": [bank.bank_type]}
        if kind == "case":
            return {"kind": "card", "dimensions": [dimension], "types": [bank.bank_type], "year": int(bank.held_on[:4] or 2026)}
        return {"dimension": dimension, "relation": "most"}

    def _take(self, files: Mapping[str, str]) -> bool:
        told = attempt(self.session, Store.set_pack, dict(files))
        self.complaint.say(told)
        return not told

    # -- the whole pack ----------------------------------------------------------------------------------------------------------------

    def export_pack(self) -> None:
        """Into a new folder below the one that is chosen."""
        from workshop.model.content.folder import write_folder

        _, pack = self.words, self.session.pack
        folder = ask_folder(self, _, writing=True)
        if folder is None:
            return
        try:
            write_folder(self.session.store.pack_files(), folder / f"{pack.id}-{pack.version}")
        except Trouble as trouble:
            self.complaint.say(sentence(_, trouble))
        else:
            self.said.set_text(_("已导出 {name}", name=f"{pack.id}-{pack.version}"))

    def import_pack(self) -> None:
        """From a folder; what is wrong is named with file and line."""
        from workshop.model.content import read_pack_files

        folder = ask_folder(self, self.words, writing=False)
        if folder is None:
            return
        try:
            files = read_pack_files(folder)
        except Trouble as trouble:
            self.complaint.say(sentence(self.words, trouble))
            return
        if self._take(files):
            self.said.set_text(
                self.words("已存入，内容包版本 {version}。重新打开诊断后，各页出现新内容。", version=self.session.pack.version)
            )


def _is_own(item: Item) -> bool:
    """Whether it was written here: what came with the pack keeps its id, and its measures are the report's."""
    return item.source.origin == "workshop" and (isinstance(item, Measure) or item.id.startswith("own-"))


def _shown(item: Item) -> str:
    """How an item is called in the list."""
    if isinstance(item, Measure):
        return f"{item.id} {item.name}"
    return item.statement if isinstance(item, Fact) else item.title
