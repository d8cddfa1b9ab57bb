"""What Qt needs of the system before it can open a window, told as a sentence instead of Qt's abort."""

import os
import sys

from .words import Words

# library → the Debian and Ubuntu package that brings it
PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libbrotlidec.so.1": "libbrotli1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FOR_X11 = tuple(name for name in PACKAGES if "xcb" in name or "x11" in name)


def sentence_for(error: ImportError, words: Words) -> str | None:
    """The sentence for an import that failed for want of a system library; None when it failed for another reason."""
    import re  # seldom needed, and the first window waits for it

    found = re.match(r"(lib\S+\.so[.\d]*): cannot open shared object file", str(error))
    return _missing(found[1], words) if found else None


def trouble_ahead(words: Words) -> str | None:
    """The sentence for what would make Qt abort on Linux: no screen to open a window on, or a library of its X11 part missing."""
    _ = words
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or not (platform == "" or platform.startswith("xcb")):
        return None
    if not platform and os.environ.get("WAYLAND_DISPLAY"):
        return None
    if not os.environ.get("DISPLAY"):
        return _("这台机器没有屏幕，打不开窗口；“workshop play --demo --out out”可离屏演示整场工作坊。")
    return next((_missing(name, words) for name in FOR_X11 if not _loads(name)), None)


def _missing(library: str, words: Words) -> str:
    _ = words
    package = PACKAGES.get(library)
    if package:
        return _("系统缺少 {library}，打不开窗口。请安装软件包 {package}：sudo apt-get install {package}", library=library, package=package)
    return _("系统缺少 {library}，打不开窗口。请安装提供它的软件包后重试。", library=library)


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
