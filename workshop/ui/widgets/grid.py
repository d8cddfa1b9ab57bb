"""Grid: rows with hairlines, numbers right, one row chosen; a caption line with a firmer rule above, no zebra, no upright rules."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from workshop.ui.theme import font, look_of, paint_icon
from workshop.ui.widgets.paint import HINTS, KEYBOARD, box, elided, rule, write
from workshop.ui.widgets.tips import set_tip

ROW, HEAD, PADDING = 44, 30, 8
ALIGN = {"left": Qt.AlignmentFlag.AlignLeft, "right": Qt.AlignmentFlag.AlignRight, "center": Qt.AlignmentFlag.AlignHCenter}
VALUE, ID = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Column(Struct, frozen=True):
    """A column: its caption, its width in pixels (0 takes what is left), how it is aligned, whether it can be typed into."""

    title: str
    width: int = 0
    align: str = "left"
    editable: bool = False


class Cell(Struct, frozen=True):
    """A cell's words with their colour token, weight, icon and tooltip."""

    text: str
    tone: str = "ink"
    bold: bool = False
    icon: str = ""
    tip: str = ""


class Row(Struct, frozen=True):
    """A row by id; plain words stand for a plain cell."""

    id: str
    cells: tuple[str | Cell, ...]
    bold: bool = False


class _Painter(QStyledItemDelegate):
    """Draws a cell: ground of its state, hairline, words."""

    def __init__(self, grid: "Grid") -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = look_of(self._grid), QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHints(HINTS)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("tint"))
        elif index.row() == self._grid.hovered_row:
            painter.fillRect(rect, look.colour("sunken"))
        rule(painter, rect.left(), rect.bottom() - 1, rect.width(), look.colour("line"))
        cell = index.data(VALUE)
        if isinstance(cell, Cell):
            self._draw_cell(painter, rect, index, cell, look.colour(cell.tone))
        if self._grid.ringed and index.row() == self._grid.currentRow():
            self._draw_focus(painter, index, look.colour("accent"))
        painter.restore()

    def _draw_cell(self, painter: QPainter, rect: QRectF, index: Index, cell: Cell, ink: QColor) -> None:
        place, face = rect.adjusted(PADDING, 0, -PADDING, 0), font("body", cell.bold)
        if cell.icon:
            paint_icon(painter, cell.icon, QRectF(place.left(), place.center().y() - 7, 14, 14), ink)
            place.adjust(20, 0, 0, 0)
        align = ALIGN[self._grid.columns[index.column()].align] | Qt.AlignmentFlag.AlignVCenter
        write(painter, place, cell.text, face, ink, align)

    def _draw_focus(self, painter: QPainter, index: Index, colour: QColor) -> None:
        whole = QRectF(self._grid.row_rect(index.row()))
        box(painter, whole, 6, edge=colour, width=2)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, self._grid.row_height)


class Grid(QTableWidget):
    """A table of values; `chosen` when the user picks a row, `opened` on Enter or a double click, `edited` after typing into a cell."""

    chosen = Signal(str)
    opened = Signal(str)
    edited = Signal(str, int, str)

    def __init__(self, columns: Sequence[Column], name: str, *, row_height: int = ROW, parent: QWidget | None = None) -> None:
        super().__init__(0, len(columns), parent)
        self.columns, self.row_height = tuple(columns), row_height
        self.hovered_row, self._fitted, self._ringed = -1, False, False
        self._rows: tuple[Row, ...] = ()
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(self))
        self._set_up()
        self._set_up_heads()
        self.itemSelectionChanged.connect(self._tell_choice)
        self.cellDoubleClicked.connect(self._open)
        self.itemChanged.connect(self._tell_edit)
        self.cellEntered.connect(self._hover)

    @property
    def ringed(self) -> bool:
        """Whether the keyboard is here, so that the current row must be seen."""
        return self._ringed and self.hasFocus()

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(any(column.editable for column in self.columns))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        typed = triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        self.setEditTriggers(typed if any(column.editable for column in self.columns) else triggers.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.row_height)
        self.verticalHeader().setMinimumSectionSize(20)

    def _set_up_heads(self) -> None:
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setFixedHeight(HEAD)
        heads.setMinimumSectionSize(24)
        for place, column in enumerate(self.columns):
            item = QTableWidgetItem(column.title)
            item.setTextAlignment(ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(font("caption"))
            self.setHorizontalHeaderItem(place, item)
            heads.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch)
            if column.width:
                self.setColumnWidth(place, column.width)

    # -- values -----------------------------------------------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other values; with the same ids in the same order widgets, choice, scroll place and an open editor stay."""
        kept = self.selected()
        self.blockSignals(True)
        if [row.id for row in rows] != [row.id for row in self._rows]:
            self.clearContents()
            self.setRowCount(len(rows))
        self._rows = tuple(rows)
        for number, row in enumerate(rows):
            for place, value in enumerate(row.cells):
                self._put(number, place, value if isinstance(value, Cell) else Cell(value), row)
        self.blockSignals(False)
        self.set_selected(kept)
        if self._fitted:
            self.fit_height()
        self.viewport().update()

    def _put(self, number: int, place: int, cell: Cell, row: Row) -> None:
        if row.bold and not cell.bold:
            cell = Cell(cell.text, cell.tone, True, cell.icon, cell.tip)
        item = self.item(number, place)
        if item is None:
            item = QTableWidgetItem()
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if self.columns[place].editable else flags)
            self.setItem(number, place, item)
        if item.data(VALUE) != cell:
            item.setText(cell.text)
            item.setData(VALUE, cell)
            set_tip(item, cell.tip or self._whole(cell, place))
        item.setData(ID, row.id)

    def _whole(self, cell: Cell, place: int) -> str:
        """The words of a cell whose column is too narrow for them."""
        width = self.columns[place].width
        cut = width and elided(cell.text, font("body", cell.bold), width - 2 * PADDING) != cell.text
        return cell.text if cut else ""

    def set_selected(self, id: str) -> None:
        """Show this row as chosen, none for an id that is not there."""
        number = self._number(id)
        self.blockSignals(True)
        if number < 0:
            self.clearSelection()
        elif not self.selectionModel().isRowSelected(number):
            self.selectRow(number)
        self.blockSignals(False)
        self.viewport().update()

    def selected(self) -> str:
        """The id of the chosen row, "" for none."""
        chosen = self.selectionModel().selectedRows()
        return self._rows[chosen[0].row()].id if chosen and chosen[0].row() < len(self._rows) else ""

    def set_widget(self, id: str, column: int, widget: QWidget) -> None:
        """Put a widget into a cell; it lives as long as the row."""
        self.setCellWidget(self._number(id), column, widget)

    def widget(self, id: str, column: int) -> QWidget | None:
        """The widget in a cell."""
        return self.cellWidget(self._number(id), column)

    def fit_height(self) -> None:
        """As high as its rows: the page scrolls, not the table."""
        self._fitted = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(HEAD + self.rowCount() * self.row_height + 1)

    def row_rect(self, number: int) -> QRectF:
        """Where a row stands in the viewport."""
        return QRectF(0, self.rowViewportPosition(number), self.viewport().width(), self.row_height)

    def _number(self, id: str) -> int:
        return next((number for number, row in enumerate(self._rows) if row.id == id), -1)

    # -- what the user does -----------------------------------------------------------------------------------------------------

    def _tell_choice(self) -> None:
        if self.selected():
            self.chosen.emit(self.selected())

    def _open(self, number: int, column: int) -> None:
        if not self.columns[column].editable:
            self.opened.emit(self._rows[number].id)

    def _tell_edit(self, item: QTableWidgetItem) -> None:
        cell = item.data(VALUE)
        if isinstance(cell, Cell) and item.text() != cell.text:
            self.blockSignals(True)
            item.setData(VALUE, Cell(item.text(), cell.tone, cell.bold, cell.icon, cell.tip))
            self.blockSignals(False)
            self.edited.emit(str(item.data(ID)), item.column(), item.text())

    def _hover(self, number: int, column: int) -> None:
        self.hovered_row = number
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered_row = -1
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ringed = True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.selected() and self.state() != QAbstractItemView.State.EditingState:
            self.opened.emit(self.selected())
        else:
            super().keyPressEvent(event)
