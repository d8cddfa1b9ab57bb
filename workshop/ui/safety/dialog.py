"""One window on everything that keeps an engagement: its file, its backups, its passphrase, its log."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from workshop.session import Session
from workshop.ui.safety.keeper import Keeper
from workshop.ui.safety.secret import fit
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.fields import Field
from workshop.ui.widgets.text import HairLine, Label, Prose

MINUTES = (0, 5, 10, 15, 30, 60)


class SafetyDialog(QDialog):
    """Shows how things stand and asks; who opened it does what is asked, then calls `show_now`."""

    back_up_asked = Signal()
    restore_asked = Signal()
    place_asked = Signal()
    place_dropped = Signal()
    elsewhere_asked = Signal()
    protect_asked = Signal()
    unprotect_asked = Signal()
    sheet_asked = Signal()
    idle_chosen = Signal(int)
    log_asked = Signal()

    def __init__(self, session: Session, keeper: Keeper, idle: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self.words = session.words
        self._session, self._keeper = session, keeper
        self.setWindowTitle(_("保存与安全"))
        self.setMinimumWidth(620)
        self.file, self.copies, self.place = (Prose("", "body", "ink") for _each in range(3))
        self.secret, self.log, self.said = Prose("", "body", "ink"), Prose("", "body", "ink"), Prose("", "body", "discuss-text")
        self.idle = Dropdown([(str(minutes), self._idle_word(minutes)) for minutes in MINUTES], _("自动锁定"))
        self.idle.set_value(str(idle))
        self.idle.currentIndexChanged.connect(lambda _at: self.idle_chosen.emit(int(self.idle.value())))
        self._make_buttons()
        self._lay_out()
        keeper.kept.connect(lambda _kept: self.show_now())
        self.show_now()

    def _idle_word(self, minutes: int) -> str:
        _ = self.words
        return _("无人操作 {minutes} 分钟后", minutes=minutes) if minutes else _("不自动锁定")

    def _make_buttons(self) -> None:
        _ = self.words
        made = (
            ("elsewhere", _("另存到别处"), self.elsewhere_asked), ("back_up", _("现在备份"), self.back_up_asked),
            ("restore", _("恢复与比较"), self.restore_asked), ("choose", _("选第二处"), self.place_asked),
            ("drop", _("不再用第二处"), self.place_dropped), ("protect", _("设置口令"), self.protect_asked),
            ("unprotect", _("取消口令"), self.unprotect_asked), ("sheet", _("打印恢复单"), self.sheet_asked),
            ("export_log", _("导出操作记录"), self.log_asked),
        )  # fmt: skip
        self.buttons = {key: Button(text) for key, text, _signal in made}
        for key, _text, signal in made:
            self.buttons[key].clicked.connect(signal)

    def _lay_out(self) -> None:
        _ = self.words
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addWidget(Label(_("保存与安全"), "title"))
        self._section(column, _("文件"), (self.file,), ("elsewhere",))
        self._section(column, _("备份"), (self.copies, self.place), ("back_up", "restore", "choose", "drop"))
        self._section(column, _("口令"), (self.secret,), ("protect", "unprotect", "sheet"))
        self.idle_field = Field(_("自动锁定"), self.idle, beside=True)
        column.addWidget(self.idle_field)
        self._section(column, _("操作记录"), (self.log,), ("export_log",))
        column.addWidget(self.said)
        row = QHBoxLayout()
        row.addStretch(1)
        close = Button(_("关闭"), "primary")
        close.clicked.connect(self.accept)
        row.addWidget(close)
        column.addLayout(row)

    def _section(self, column: QVBoxLayout, name: str, told: tuple[Prose, ...], keys: tuple[str, ...]) -> None:
        column.addWidget(HairLine())
        column.addWidget(Label(name, "caption", "ink3"))
        for one in told:
            column.addWidget(one)
        row = QHBoxLayout()
        row.setSpacing(8)
        for key in keys:
            row.addWidget(self.buttons[key])
        row.addStretch(1)
        column.addLayout(row)

    def say(self, text: str) -> None:
        """What came of the last thing asked."""
        self.said.set_text(text)
        fit(self)

    def show_now(self) -> None:
        """How things stand."""
        _, store = self.words, self._session.store
        self.file.set_text(_("{path}，边录边存。", path=store.path))
        last = self._keeper.last
        if last is not None:
            when = f"{last[0]:%H:%M:%S}"
            self.copies.set_text(_("最近一份 {time}，已读回核对，在 {folder}。", time=when, folder=store.backups.name))
        else:
            self.copies.set_text(_("有改动时每五分钟备份一次，关闭时再备份一次，在 {folder}。", folder=store.backups.name))
        second = self._keeper.second_place
        self.place.set_text(_("第二处：{path}", path=second) if second else _("没有第二处。建议用一个 U 盘。"))
        self.buttons["drop"].setVisible(second is not None)
        self._show_secret()
        state = self._session.state
        self.log.set_text(_("{entries} 条，首尾相接，末条校验值 {hash}。", entries=state.log_length, hash=state.log_hash[:16]))
        fit(self)

    def _show_secret(self) -> None:
        _, on = self.words, self._session.store.protected
        self.secret.set_text(_("已用口令加密。") if on else _("没有加密，拿到文件的人都能打开。"))
        self.buttons["protect"].set_text(_("更换口令") if on else _("设置口令"))
        for key in ("unprotect", "sheet"):
            self.buttons[key].setVisible(on)
        self.idle_field.setVisible(on)
