"""Fields for a passphrase: typed unseen, drawn by the machine if wished, its strength said honestly."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from workshop import passphrases
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Check
from workshop.ui.widgets.fields import Field
from workshop.ui.widgets.text import Prose
from workshop.words import Words

SHORTEST = 8


def fit(window: QWidget) -> None:
    """As high as its words need at this width, after some of them came or went."""
    if (layout := window.layout()) is not None:
        layout.activate()
        high = layout.totalHeightForWidth(window.width()) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        window.resize(window.width(), high)


class SecretLine(QLineEdit):
    """One line that shows dots."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        self.setMaxLength(256)


class NewSecret(QWidget):
    """A new passphrase twice, or six words drawn and shown; `value` is None until it is fit to use."""

    changed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self.words = words
        self.secret, self.again = SecretLine(_("口令")), SecretLine(_("再输一次口令"))
        self.secret_field = Field(_("口令"), self.secret, hint=_("没有口令就打不开，忘了也无法找回。请另纸保存。"))
        self.again_field = Field(_("再输一次口令"), self.again)
        self.draw_button = Button(_("生成六个词"), icon="refresh")
        self.draw_button.clicked.connect(self.draw_words)
        self.drawn = QLineEdit()
        self.drawn.setReadOnly(True)
        self.drawn.setAccessibleName(_("生成的口令"))
        self.drawn.setFont(QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)))
        self.drawn.hide()
        self.kept = Check(_("我已抄下这六个词，或另有恢复单"))
        self.kept.hide()
        self.kept_error = Prose("", "caption", "split-text")
        self.kept_error.hide()
        self.said = Prose("", "caption", "ink2")
        self.secret.textChanged.connect(self._tell)
        self.again.textChanged.connect(self._tell)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.draw_button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        column.addLayout(row)
        for widget in (self.drawn, self.secret_field, self.again_field, self.said, self.kept, self.kept_error):
            column.addWidget(widget)

    def draw_words(self) -> None:
        """Six words by chance, shown so that they can be written down; both fields are filled."""
        made = passphrases.generated()
        self.drawn.setText(made)
        self.drawn.show()
        self.secret.setText(made)
        self.again.setText(made)
        fit(self.window())

    def _tell(self) -> None:
        _, text = self.words, self.secret.text()
        if text and text == self.drawn.text():
            number = int(passphrases.generated_bits())  # rounded down: honest
            said = _("由机器随机抽取，强度 {bits} 位：强。请抄下来或打印恢复单。", bits=number)
        elif text:
            said = {
                "weak": _("强度：弱，容易被猜出。建议用生成的六个词。"),
                "fair": _("强度：中。再长一些更好。"),
                "strong": _("强度：强。"),
            }[passphrases.strength(text)]
        else:
            said = ""
        self.said.set_text(said)
        self.kept.setVisible(self._is_drawn())
        self.changed.emit()

    def _is_drawn(self) -> bool:
        return bool(self.secret.text()) and self.secret.text() == self.drawn.text()

    def value(self) -> str | None:
        """The passphrase when it is long enough, the same twice and, when it was drawn, written down; else it is said what is missing."""
        _ = self.words
        text = self.secret.text()
        short, seen = len(text) < SHORTEST, text.isprintable()
        wrong = _("口令至少 8 个字符。") if short else "" if seen else _("口令里有看不见的字符，请只用看得见的字符。")
        self.secret_field.set_error(wrong)
        differ = text != self.again.text()
        self.again_field.set_error(_("两次输入的口令不一样，请重输。") if differ else "")
        unkept = self._is_drawn() and not self.kept.isChecked()
        self.kept_error.set_text(_("请先抄下这六个词，再打勾：没有它就打不开。") if unkept else "")
        self.kept_error.setVisible(unkept)
        fit(self.window())
        return None if wrong or differ or unkept else text
