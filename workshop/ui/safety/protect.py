"""A passphrase set, changed or taken away: the old one is typed first, the new one twice or drawn."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.store import Store
from workshop.ui.safety.secret import NewSecret, SecretLine
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.fields import Field
from workshop.ui.widgets.text import Label, Prose
from workshop.words import Words


class ProtectDialog(QDialog):
    """`chosen` is the new passphrase; taking one away leaves it None and is accepted all the same."""

    def __init__(self, words: Words, store: Store, parent: QWidget | None = None, *, taking_away: bool = False) -> None:
        super().__init__(parent)
        _ = self.words = words
        self._store, self._taking = store, taking_away
        self.chosen: str | None = None
        title = _("取消口令") if taking_away else _("更换口令") if store.protected else _("设置口令")
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.old = SecretLine(_("现在的口令"))
        self.old_field = Field(_("现在的口令"), self.old)
        self.old_field.setVisible(store.protected)
        self.new = NewSecret(words)
        self.new.setVisible(not taking_away)
        about = _("取消之后，拿到文件的人都能打开。") if taking_away else _("文件和全部备份都改用这个口令。已经导出的文件不受影响。")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Label(title, "title"))
        column.addWidget(Prose(about, "body", "ink2"))
        column.addWidget(self.old_field)
        column.addWidget(self.new)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel, go = Button(_("取消"), "plain"), Button(title, "primary")
        cancel.clicked.connect(self.reject)
        go.clicked.connect(self.confirm)
        row.addWidget(cancel)
        row.addWidget(go)
        column.addLayout(row)

    def confirm(self) -> None:
        """Accept when the old one fits and the new one is fit to use."""
        wrong = self._store.protected and not self._store.fits(self.old.text())
        self.old_field.set_error(self.words("口令不对，请重输。") if wrong else "")
        self.chosen = None if self._taking else self.new.value()
        if not wrong and (self._taking or self.chosen is not None):
            self.accept()
