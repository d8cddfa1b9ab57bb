"""Read before you print: what is sensitive, what no face has and where, which headlines the numbers left behind."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.exports.plan import before_print
from workshop.session import Session
from workshop.ui.plan.exporting import ExportPanel
from workshop.ui.widgets.text import Label, Prose

MOST = 40  # lines; the rest is counted


class BeforePanel(QWidget):
    """A list made anew whenever the panel shows, the state or the edition changes."""

    def __init__(self, session: Session, exports: ExportPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.words, self.exports = session, session.words, exports
        _ = self.words
        self.head = Label(_("付印前看一遍"), "lead")
        self.lines = Prose("", "caption", "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.lines)
        exports.options_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Look through the engagement."""
        _, leaders = self.words, self.exports.edition.value() == "leaders"
        found = before_print(self.session.state, self.session.pack, _, leaders, self.session.store.logo())
        shown = [f"• {line}" for line in found[:MOST]]
        if len(found) > MOST:
            shown.append(_("另有 {count} 处", count=len(found) - MOST))
        self.lines.set_text("\n".join(shown) if shown else _("没有敏感内容、缺字或过时的标题。"))
