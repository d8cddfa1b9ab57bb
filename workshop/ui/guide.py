"""The guide beside the console: the page of the stage at hand; it stays open while the day goes on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workshop.guide import GuidePage, load_guide
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.text import HairLine, Label, Prose
from workshop.words import Words

WIDE, HIGH = 480, 640


class GuideWindow(QWidget):
    """One page at a time; Escape closes it."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        _ = self.words = words
        self.guide = load_guide(words.language)
        self.setWindowTitle(self.guide.title)
        self.resize(WIDE, HIGH)
        self.choice = Dropdown([(page.key, page.title) for page in self.guide.pages], _("阶段"))
        self.choice.chosen.connect(self.show_page)
        self.shut = Button(_("关闭"), key="Esc")
        self.shut.clicked.connect(self.close)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(20, 16, 20, 20)
        self._body.setSpacing(8)
        self._lay_out()
        self.show_page(self.guide.pages[0].key)

    def _lay_out(self) -> None:
        head, column, inside, area = QHBoxLayout(), QVBoxLayout(self), QWidget(), QScrollArea()
        head.setContentsMargins(20, 16, 20, 12)
        head.addWidget(self.choice, 1)
        head.addWidget(self.shut)
        inside.setLayout(self._body)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(HairLine())
        column.addWidget(area, 1)

    def show_page(self, key: str) -> None:
        """The page of a stage, by the key of the console's page."""
        page = self.guide.page(key)
        self.choice.set_value(page.key)
        while self._body.count():
            item = self._body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for widget in self._parts(page):
            self._body.addWidget(widget)
        self._body.addStretch(1)

    def _parts(self, page: GuidePage) -> list[QWidget]:
        _ = self.words
        made: list[QWidget] = [Label(page.title, "title"), Prose(page.goal, "script")]
        for number, (head, items) in enumerate(((_("怎么做"), page.steps), (_("怎么说"), page.say), (_("遇到这种情况"), page.trouble))):
            made += [HairLine(), Label(head, "lead")]
            made += [Prose(item, lead=f"{place}. " if number == 0 else "· ") for place, item in enumerate(items, start=1)]
        return made

    def text(self) -> str:
        """Everything on the page, for tests and screen readers."""
        parts = (self._body.itemAt(at) for at in range(self._body.count()))
        widgets = [part.widget() for part in parts if part is not None]
        return "\n".join(one.text() for one in widgets if isinstance(one, (Label, Prose)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
