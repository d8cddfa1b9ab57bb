"""Before anything of a protected engagement leaves it: asked once, and sealed if wished."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from workshop.exports.sealing import available
from workshop.session import Session
from workshop.ui.safety.secret import NewSecret, fit
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Check
from workshop.ui.widgets.text import Prose
from workshop.words import Words


class LeavingDialog(QDialog):
    """Whether what is exported may leave in the clear; `seal` is the passphrase it is sealed with, None for none."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words
        self.seal: str | None = None
        self.setWindowTitle(_("导出文件"))
        self.setMinimumWidth(520)
        self.check = Check(_("导出的文件也用口令密封（age 格式）"))
        self.secret = NewSecret(words)
        self.secret.hide()
        self.check.toggled.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Prose(_("导出的文件不再受这份诊断的口令保护"), "lead", "ink"))
        column.addWidget(Prose(_("拿到导出文件的人都能打开它。这次会议中只问这一次。"), "body", "ink2"))
        column.addWidget(self.check)
        if not available():
            self.check.setEnabled(False)
            column.addWidget(Prose(_("本机没有安装密封组件（pyrage），不能密封。"), "caption", "ink2"))
        column.addWidget(self.secret)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel, self.go = Button(_("不导出"), "plain"), Button(_("导出文件"), "primary")
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.confirm)
        row.addWidget(cancel)
        row.addWidget(self.go)
        column.addLayout(row)

    def _toggle(self, on: bool) -> None:
        self.secret.setVisible(on)
        fit(self)

    def confirm(self) -> None:
        """Go on, once a passphrase that is wished for is fit to use."""
        if self.check.isChecked():
            self.seal = self.secret.value()
            if self.seal is None:
                return
        self.accept()


def may_leave(session: Session, parent: QWidget | None) -> bool:
    """Ask once in a session of a protected engagement; the answer stays in `session.sealed_with`."""
    if not session.store.protected or session.leaving_asked:
        return True
    dialog = LeavingDialog(session.words, parent)
    if not dialog.exec():
        return False
    session.leaving_asked, session.sealed_with = True, dialog.seal
    return True
