"""F1: the keys of the day on one sheet, beside the console and never in front of the room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from workshop.ui.widgets.keycap import KeyCap
from workshop.ui.widgets.text import Label
from workshop.words import Words

ROWS = 12  # in a column


class KeySheet(QWidget):
    """A small window with every key; Esc or F1 closes it."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        _ = words
        self.setWindowTitle(_("快捷键"))
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 24, 24, 24)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        rows = (
            (("F5",), _("放映到大屏")),
            (("Shift+F5",), _("从当前步骤放映")),
            (("Esc",), _("收起大屏")),
            (("PageDown",), _("下一步（翻页笔；打字时也有效）")),
            (("PageUp",), _("上一步（翻页笔）")),
            (("B", "."), _("黑屏（打字时无效）")),
            (("W", ","), _("白屏")),
            (("1–5",), _("录入一票")),
            (("0",), _("弃权")),
            (("Backspace",), _("退回一格")),
            (("Tab",), _("下一席")),
            (("R",), _("揭示")),
            (("G",), _("确认已有共识的指标")),
            (("N",), _("再投一轮；票已齐时先投下一题")),
            (("Q",), _("整个维度一次盲投")),
            (("Shift+R",), _("揭示本维度已收齐的各项")),
            (("P",), _("列为待议")),
            (("Shift+P",), _("列入待议（定人定时）")),
            (("S",), _("记便签")),
            (("T",), _("发言计时两分钟")),
            (("+",), _("加一分钟")),
            (("A",), _("重排剩余时间")),
            (("M",), _("模拟投票（排练）")),
            (("Ctrl+V",), _("粘贴为附件")),
            (("F2",), _("提示与追问")),
            (("Alt+1–4",), _("一键短语")),
            (("Ctrl+K",), _("命令面板")),
            (("Ctrl+F",), _("查找")),
            (("Ctrl++", "Ctrl+-", "Ctrl+0"), _("大屏放大、缩小、还原")),
            ((_("空格"),), _("主按钮（没有控件获得焦点时）")),
            (("Ctrl+Enter",), _("主按钮（正在打字时）")),
            (("Ctrl+Z",), _("撤销")),
            (("Ctrl+Y",), _("重做")),
            (("Shift+F1",), _("主持指南")),
            (("Ctrl+Comma",), _("设置")),
            (("F1",), _("快捷键")),
        )
        for number, (keys, text) in enumerate(rows):
            line, column = number % ROWS, number // ROWS * 2
            caps = QHBoxLayout()
            caps.setSpacing(4)
            for key in keys:
                caps.addWidget(KeyCap(key))
            caps.addStretch(1)
            grid.addLayout(caps, line, column)
            grid.addWidget(Label(text), line, column + 1)

    def show_beside(self, window: QWidget) -> None:
        """Show in the middle of the console, or hide when it is already shown."""
        if self.isVisible():
            self.hide()
            return
        self.adjustSize()
        self.move(window.geometry().center() - self.rect().center())
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.hide()
        else:
            super().keyPressEvent(event)
