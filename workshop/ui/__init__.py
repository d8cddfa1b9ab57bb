"""Windows: the console's frame and pages, the wall, the welcome window; what stands in `widgets` knows values, not the Session."""

import sys

import PySide6.QtCore  # noqa: F401  (brings the module mended below)


def _spare_the_sources() -> None:
    """Every module imported after PySide6 has its whole source read and kept, to see whether it may want PySide6's optional features.

    We use none: all modules count as looked at. That is 0.1 ms a module on the way to the console. Where another PySide6 looks
    otherwise, or not at all, nothing is changed.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda module: True  # type: ignore[union-attr]


_spare_the_sources()
