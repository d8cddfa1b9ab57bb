"""What comes after: the lateness rule, a re-assessment from this engagement, joining a colleague's file, handing everything over."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from workshop.model.change import Change
from workshop.model.errors import EnvironmentTrouble, Refused, Trouble
from workshop.model.state import State
from workshop.model.store import Store
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.delivery.forms import Entry, Form
from workshop.ui.prepare.section import Section, attempt
from workshop.ui.safety.leaving import may_leave
from workshop.ui.safety.sheet import ask_print
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.ui.widgets.tips import set_tip


class SuccessionSection(Section):
    """Four forms; each asks for a place only when it is pressed."""

    watches = Change.DELIVERY

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        names = {"watch_days": _("到期前多少天关注"), "grace_days": _("过期多少天内宽限"), "stale_days": _("多少天没有报告要关注")}
        days = tuple(Entry(key, name, limit=3) for key, name in names.items())
        self.rule = Form(_, days, _("保存规则"), self._rule)
        self.again = Form(_, (Entry("held_on", _("复评日期"), placeholder="2027-03-12", limit=10),), _("建立复评文件"), self._again)
        self.handed = Form(_, (Entry("to", _("移交给谁（部门或职务）"), limit=60),), _("制作移交包"), self._hand_over)
        self.erased = Form(_, (Entry("to", _("删除了哪里的副本"), limit=200),), _("登记已删除"), self._erased)
        self.record = Prose("", "caption", "ink2")
        self.sheet = Button(_("打印恢复单…"), "plain")
        set_tip(self.sheet, _("只从打印机出来，不存成文件；请与移交包分开交付。"))
        self.sheet.clicked.connect(self._print_sheet)
        parts = (
            (_("滞后规则"), _("判定任务状态的天数，全表适用。"), self.rule),
            (_("年度复评"), _("同一内容包，席位照列，各项指标待重新评级，上次结果一并带去。"), self.again),
            (_("移交包"), _("文件、方案、台账、数据和使用说明放进一个新文件夹，逐一重新打开核对。口令另行交付。"), self.handed),
            (_("删除登记"), _("移交之后，我方副本删除了，在此登记。"), self.erased),
        )
        for title, about, form in parts:
            self.column.addWidget(Label(title, "lead"))
            self.column.addWidget(Prose(about, "caption", "ink2"))
            form.setMaximumWidth(420)
            self.column.addWidget(form)
            if form is self.handed:
                self.column.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeft)
            self.column.addWidget(HairLine())
        self.column.addWidget(self.record)
        self.column.addStretch(1)

    def show_state(self, state: State) -> None:
        _, rule = self.words, state.lateness
        self.sheet.setVisible(self.session.store.protected)
        self.rule.fill(watch_days=str(rule.watch_days), grace_days=str(rule.grace_days), stale_days=str(rule.stale_days))
        kinds = {"handed": _("移交"), "erased": _("副本已删除")}
        rows = [f"{one.noted_at[:10]}　{kinds[one.kind]}　{one.recipient}　{one.contents}" for one in state.handovers]
        self.record.set_text("\u2028".join(rows))

    def _rule(self, values: dict[str, str]) -> str:
        for text in values.values():
            if not text.strip().isdecimal():
                return sentence(self.words, Refused("lateness.range", value=text, low=0))
        days = {key: int(text) for key, text in values.items()}
        return attempt(self.session, Store.set_lateness, **days)

    def _again(self, values: dict[str, str]) -> str:
        from workshop.model.delivery.again import reassess

        try:
            day = date.fromisoformat(values["held_on"].strip())
        except ValueError:
            return sentence(self.words, Refused("date.wrong", value=values["held_on"]))
        path = self._ask(f"{self.session.store.path.stem}-{day.year}.workshop")
        if path is None:
            return ""

        def make() -> None:
            fresh = reassess(self.session.store, path, day, self.session.store.passphrase)
            self.session.made.emit(path, fresh.origins())
            fresh.close()

        return self._try(make, path, self.again)

    def _hand_over(self, values: dict[str, str]) -> str:
        from workshop.exports.sealing import both_ways
        from workshop.ledger.handover import make_package

        if not values["to"].strip():
            return sentence(self.words, Refused("handover.recipient"))
        path = self._ask(f"{self.session.store.path.stem}-{self.words('移交')}")
        if path is None or not may_leave(self.session, self):
            return ""
        names: list[str] = []
        seal = both_ways(self.session.sealed_with)
        self.handed.begin(self.words("正在制作移交包，逐一核对……"))
        why = self._try(lambda: names.extend(make_package(self.session.store, self.words, path, seal)), path, self.handed)
        why = why or attempt(self.session, Store.note_handover, "handed", values["to"], self.words("、").join(names))
        if not why:
            self.handed.fill(to="")
        return why

    def _print_sheet(self) -> None:
        """The passphrase on paper, for whoever receives the package by another way."""
        store = self.session.store
        if store.passphrase and ask_print(self, self.words, store.path, store.passphrase):
            self.handed.tell(self.words("恢复单已送往打印机。"))

    def _erased(self, values: dict[str, str]) -> str:
        why = attempt(self.session, Store.note_handover, "erased", values["to"], "")
        if not why:
            self.erased.fill(to="")
        return why

    def _ask(self, name: str) -> Path | None:
        chosen, _kind = QFileDialog.getSaveFileName(self, self.words("保存到"), str(self.session.store.path.with_name(name)))
        return Path(chosen) if chosen else None

    def _try(self, make: Callable[[], object], path: Path, form: Form) -> str:
        """ "" when it was made, which the form then says, else the sentence."""
        try:
            make()
        except Trouble as trouble:
            return sentence(self.words, trouble)
        except OSError as error:
            return sentence(self.words, EnvironmentTrouble("file.trouble", path=str(path), detail=error.strerror or ""))
        form.tell(self.words("已完成：{path}", path=path))
        return ""
