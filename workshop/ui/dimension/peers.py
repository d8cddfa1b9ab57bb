"""Peers: the band of an indicator among banks that agreed, shown in the drawer once its votes are revealed, never on the wall."""

from PySide6.QtWidgets import QWidget

from workshop.model.change import Change
from workshop.model.errors import ContentError
from workshop.model.portfolio import Band, Peers, load_peers
from workshop.model.state import State
from workshop.paths import config_dir
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.dimension.layout import column
from workshop.ui.view import View
from workshop.ui.widgets.text import Label, Prose

LIBRARY = "peers.json"


class PeersPanel(View):
    """One line for each indicator of the dimension; nothing at all without a library."""

    watches = Change.VOTES | Change.PROFILE

    def __init__(self, session: Session, dimension: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._peers, self.trouble = _library()
        whole = column(4, Label(_("同业（不含名称）"), "lead"), parent=self)
        self.told = Prose("", "caption", "ink2")
        whole.addWidget(self.told)
        self.lines = {name: Prose("", "body") for name in session.pack.dimensions[dimension].indicators}
        for line in self.lines.values():
            whole.addWidget(line)
        self.setVisible(self._peers.bands is not None or self.trouble is not None)
        if self.trouble is not None:
            self.told.set_text(sentence(_, self.trouble))
        else:
            self.told.set_text(_("已授权的银行，中间一半所在的级别；五家起才显示，仅供参照。"))
        self.show_state(session.state)

    def show_state(self, state: State) -> None:
        for name, line in self.lines.items():
            text = self._line(state, name)
            line.set_text(text)
            line.setVisible(bool(text))

    def _line(self, state: State, indicator: str) -> str:
        """Nothing before the reveal, and nothing while the room votes again: a band is an anchor."""
        if state.last_reveal("indicator", indicator) is None or state.open_round("indicator", indicator) is not None:
            return ""
        pack = self.session.pack
        found = self._peers.band(pack.id, pack.version, state.engagement.bank_type, indicator)
        return f"{indicator} {self._words(*found)}" if found else ""

    def _words(self, band: Band, own: bool) -> str:
        _ = self.words
        where = _("{level} 级", level=band.lower) if band.lower == band.upper else _("{low}–{high} 级", low=band.lower, high=band.upper)
        who = _("同类型 {banks} 家", banks=band.banks) if own else _("各类型 {banks} 家", banks=band.banks)
        return _("{who}，多在 {where}", who=who, where=where)


def _library() -> tuple[Peers, ContentError | None]:
    try:
        return load_peers(config_dir() / LIBRARY), None
    except ContentError as error:
        return Peers(), error
