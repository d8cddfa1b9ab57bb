"""The guide's pictures (`make pictures`): console and wall of the demonstration file, painted offscreen in both languages, few colours, small."""

import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEvent, QEventLoop, QTimer  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from workshop import demo  # noqa: E402
from workshop.guide import load_guide, picture_name  # noqa: E402
from workshop.session import Session  # noqa: E402
from workshop.ui.main_window import MainWindow  # noqa: E402
from workshop.ui.theme import dress, load_fonts, load_looks, load_rare_fonts  # noqa: E402
from workshop.words import LANGUAGES, load_words  # noqa: E402
