"""Builds the Debian package from the folder PyInstaller made: `deb.py FOLDER OUT.deb`. What it depends on is read from the binaries."""

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import elf

ROOT = Path(__file__).resolve().parent.parent.parent
NAME, HOME = "workshop-consensus", "opt/workshop"
LIBC = {
    "libc.so.6",
    "libm.so.6",
    "libdl.so.2",
    "libpthread.so.0",
    "librt.so.1",
    "libutil.so.1",
    "ld-linux-x86-64.so.2",
    "ld-linux-aarch64.so.1",
}
# the rest of what a desktop brings; of several names each is the one of some release
PACKAGES = {
    "libX11.so.6": "libx11-6", "libX11-xcb.so.1": "libx11-xcb1", "libxcb.so.1": "libxcb1", "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-image.so.0": "libxcb-image0", "libxcb-randr.so.0": "libxcb-randr0", "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0", "libxcb-shm.so.0": "libxcb-shm0", "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0", "libxcb-util.so.1": "libxcb-util1", "libxcb-xinput.so.0": "libxcb-xinput0",
    "libfreetype.so.6": "libfreetype6", "libexpat.so.1": "libexpat1", "libstdc++.so.6": "libstdc++6", "libgcc_s.so.1": "libgcc-s1",
    "libdrm.so.2": "libdrm2", "libGLX.so.0": "libglx0", "libOpenGL.so.0": "libopengl0", "libzstd.so.1": "libzstd1",
    "libcups.so.2": "libcups2t64 | libcups2",
    "liblzma.so.5": "liblzma5", "libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1", "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
}  # fmt: skip
# what is only opened where it fits: the window system, the desktop's own dialogs
OPTIONAL = re.compile(
    r"/plugins/(platformthemes|wayland-[\w-]+|xcbglintegrations|printsupport)/|/platforms/libqwayland|/libQt6(Wayland|Wl)"
)


def control(folder: Path, size: int) -> str:
    """The package's control file; raises SystemExit for a library no package is known for."""
    depends, recommends = dependencies(folder)
    return "\n".join((
        f"Package: {NAME}", f"Version: {version()}", f"Architecture: {architecture()}", "Section: misc", "Priority: optional",
        "Maintainer: Workshop <workshop@localhost>", f"Installed-Size: {size}", f"Depends: {', '.join(depends)}",
        f"Recommends: {', '.join(recommends)}", "Description: runs a bank's technology-maturity workshop offline",
        " From blind votes to the signed, printed plan, on one laptop, without a network.",
        " 共识工坊：从盲投到签字的行动方案，全程不联网。",
    )) + "\n"  # fmt: skip


def dependencies(folder: Path) -> tuple[list[str], list[str]]:
    """Packages the binaries need, and those only optional parts need."""
    sys.path.insert(0, str(ROOT))
    from workshop.libraries import PACKAGES as WINDOW

    known = {**WINDOW, **PACKAGES}
    must, may = {f"libc6 (>= {elf.glibc(folder)})"}, set()
    # the platform plugin opens these by name, no file asks for them
    must |= {known[name] for name in ("libGL.so.1", "libEGL.so.1", "libfontconfig.so.1", "libxcb-cursor.so.0")}
    for library, users in elf.foreign(folder).items():
        if library in LIBC:
            continue
        if library not in known:
            raise SystemExit(f"No package is known for {library}, which {users[0].name} needs; name one in {Path(__file__).name}")
        (may if all(OPTIONAL.search(str(user)) for user in users) else must).add(known[library])
    return sorted(must), sorted(may - must)


def version() -> str:
    """The program's."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def architecture() -> str:
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def build(folder: Path, out: Path) -> None:
    """Program, desktop file, MIME type, icons, AppStream data, licences → one .deb owned by root."""
    with tempfile.TemporaryDirectory(prefix="workshop-deb-") as made:
        tree = Path(made) / "tree"
        shutil.copytree(folder, tree / HOME, symlinks=True)
        _link(tree / "usr/bin/workshop", "/opt/workshop/workshop")
        linux = ROOT / "packaging" / "linux"
        _copy(linux / "workshop.desktop", tree / "usr/share/applications/workshop.desktop")
        _copy(linux / "workshop.xml", tree / "usr/share/mime/packages/workshop.xml")
        _copy(linux / "cn.workshop.consensus.metainfo.xml", tree / "usr/share/metainfo/cn.workshop.consensus.metainfo.xml")
        for size in (16, 24, 32, 48, 64, 128, 256, 512):
            icon = ROOT / "build" / "icons" / f"workshop-{size}.png"
            for kind, name in (("apps", "workshop"), ("mimetypes", "application-x-workshop")):
                _copy(icon, tree / f"usr/share/icons/hicolor/{size}x{size}/{kind}/{name}.png")
        _copy(ROOT / "packaging" / "THIRD-PARTY.md", tree / f"usr/share/doc/{NAME}/THIRD-PARTY.md")
        _copy(ROOT / "LICENSE", tree / f"usr/share/doc/{NAME}/copyright")
        size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN" / "control").write_text(control(folder, size), encoding="utf-8")
        for path in (tree, *tree.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        out.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(tree), str(out)], check=True, stdout=subprocess.DEVNULL
        )


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _link(path: Path, target: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
