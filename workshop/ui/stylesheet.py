"""The one stylesheet: Qt's own controls in the colours of a theme; what Qt draws roughly is painted in `widgets`."""

from collections.abc import Mapping
from string import Template


def stylesheet(tokens: Mapping[str, str], caption: int = 13) -> str:
    """The sheet with the tokens and the smallest size of type filled in; a token it does not know is a bug and raises KeyError."""
    return _SHEET.substitute({name.replace("-", "_"): value for name, value in tokens.items()}, caption=caption)


_SHEET = Template("""
QToolTip { background: $ink; color: $bg; border: 1px solid $ink; padding: 3px 6px; font-size: ${caption}px; }

QLineEdit, QAbstractSpinBox {
    background: $surface; color: $ink; border: 1px solid $ctl; border-radius: 6px; padding: 0 10px; min-height: 30px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit, QTextEdit {
    background: $surface; color: $ink; border: 1px solid $ctl; border-radius: 6px; padding: 2px 6px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:hover, QAbstractSpinBox:hover, QPlainTextEdit:hover, QTextEdit:hover { border-color: $ink3; }
QLineEdit:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 0 9px; min-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 1px 5px; }
QLineEdit[wrong="true"], QAbstractSpinBox[wrong="true"], QPlainTextEdit[wrong="true"] { border-color: $split_text; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {
    background: $sunken; color: $ink3; border-color: $line;
}
QLineEdit:read-only { background: $sunken; }
QAbstractItemView QLineEdit, QAbstractItemView QLineEdit:focus {
    border: 2px solid $accent; border-radius: 0; padding: 0 6px; min-height: 0;
}

QPushButton {
    background: $surface; color: $ink; border: 1px solid $line2; border-radius: 6px; padding: 0 14px; min-height: 34px; min-width: 56px;
}
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 0 13px; min-height: 32px; }
QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; font-weight: bold; }
QPushButton:default:hover { background: $accent_hover; }
QPushButton:default:pressed { background: $accent_pressed; }
QPushButton:default:focus { border: 2px solid $ink; }
QPushButton:disabled { background: $sunken; color: $ink3; border-color: $line; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: $ctl; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView { background: transparent; border: none; outline: none; gridline-color: $line; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent; color: $ink3; border: none; border-bottom: 1px solid $line2; padding: 0 8px;
    font-size: ${caption}px; font-weight: normal;
}
QTableCornerButton::section { background: transparent; border: none; }
QListView, QTreeView { background: $surface; border: 1px solid $line; border-radius: 6px; outline: none; padding: 4px; }
QListView::item, QTreeView::item { min-height: 30px; padding: 0 8px; border-radius: 6px; color: $ink; }
QListView::item:hover, QTreeView::item:hover { background: $sunken; }
QListView::item:selected, QTreeView::item:selected { background: $tint; color: $accent; }

QMenu { background: $surface; color: $ink; border: 1px solid $line2; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $tint; color: $accent; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QProgressBar { background: $line; border: none; border-radius: 2px; min-height: 4px; max-height: 4px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSlider::groove:horizontal { background: $line2; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal {
    background: $surface; border: 2px solid $accent; width: 16px; height: 16px; margin: -8px 0; border-radius: 10px;
}
QSlider::handle:horizontal:focus { background: $tint; border: 3px solid $accent; width: 14px; height: 14px; }
QSlider:disabled::handle:horizontal { border-color: $line2; }
QSplitter::handle { background: $line; }
""")
