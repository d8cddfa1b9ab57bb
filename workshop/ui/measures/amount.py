"""A field for an amount with a decimal: takes whatever is typed, tells a number or None, and can wear an error."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workshop.formats import decimal


def written(value: float | None) -> str:
    """A number as it stands in a field: no decimals where there are none, at most two."""
    if value is None:
        return ""
    text = decimal(value, 2).replace(",", "").replace("−", "-")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read(text: str) -> float | None:
    """The number in a field; None for an empty one. Raises ValueError for anything that is no finite number."""
    plain = text.strip().replace(",", "").replace("，", "").replace("−", "-").replace("．", ".")
    if not plain:
        return None
    value = float(plain)
    if not -1e9 < value < 1e9:
        raise ValueError(text)
    return value


class Amount(QLineEdit):
    """Right-aligned number; `committed` on Enter and when the field is left after a change."""

    committed = Signal()

    def __init__(self, name: str, width: int = 64, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedSize(width, 32)
        self.setMaxLength(12)
        self.returnPressed.connect(self._commit)

    def set_value(self, value: float | None) -> None:
        """Show a number unless the user is typing here."""
        if not (self.hasFocus() and self.isModified()):
            self.setText(written(value))

    def value(self) -> float | None:
        """The number typed; ValueError when it is none."""
        return read(self.text())

    def set_wrong(self, wrong: bool) -> None:
        """Wear the edge of an error."""
        if wrong != bool(self.property("wrong")):
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isModified():
            self._commit()

    def _commit(self) -> None:
        self.setModified(False)
        self.committed.emit()
