"""Find: any words, two Chinese characters or even one, in the pack, the room's notes, records and the parking lot."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from workshop.model.lookup import MOST, Found, Hit, find
from workshop.session import Session
from workshop.ui.tools.chooser import Chooser, Row


class Finder(Chooser):
    """Ctrl+F: hits as they are typed; Enter goes to the page of one."""

    def __init__(self, session: Session, go: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(session.words, session.words("在题目、案例、备注、待议事项里查找"), parent)
        self._session, self._go = session, go
        self._found = Found((), 0)

    def rows(self, wanted: str) -> Sequence[Row]:
        self._found = find(self._session.state, self._session.pack, wanted)
        return [self._row(hit) for hit in self._found.hits]

    def _row(self, hit: Hit) -> Row:
        return Row(hit.name or hit.text, lambda: self._go(hit.target), self._kind(hit.kind), text=hit.text)

    def _kind(self, kind: str) -> str:
        _ = self.words
        names = {
            "dimension": _("维度"), "indicator": _("题目"), "pain": _("痛点"), "case": _("案例"), "fact": _("对标"),
            "regulation": _("监管对照"), "measure": _("举措"), "record": _("定级记录"), "note": _("备注"), "evidence": _("依据"),
            "recap": _("小结"), "parked": _("待议事项"), "attachment": _("附件"),
        }  # fmt: skip
        return names.get(kind, _("备注"))

    def summary(self, wanted: str, count: int) -> str:
        _ = self.words
        if not wanted.strip():
            return _("输入一个词，两个字就能找到")
        said = self.words.plural("找到 {n} 处", "找到 {n} 处", count) if count else _("没有找到")
        if count == MOST:
            said = _("先列 {count} 处，再多输入一个字", count=count)
        if self._found.withheld:
            kept = _("另有 {count} 处案例和对标，投完票再看", count=self._found.withheld)
            return _("{said}；{kept}", said=said, kept=kept)
        return said
