"""The packages' definitions agree with the program: versions, names, files and licences; what only other systems can run is linted here."""

import importlib.util
import re
import struct
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from workshop import desktop

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def load(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, PACKAGING / path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_one_version_everywhere() -> None:
    release = ElementTree.parse(PACKAGING / "linux" / "cn.workshop.consensus.metainfo.xml").find("releases/release")
    assert release is not None
    assert {VERSION, desktop.VERSION, release.get("version")} == {VERSION}


def test_the_specification_is_python_and_names_what_exists() -> None:
    text = (PACKAGING / "workshop.spec").read_text(encoding="utf-8")
    compile(text, "workshop.spec", "exec")
    for name in ("QtQml", "QtQuick", "QtNetwork", "tkinter", "sqlite3", "readline"):
        assert f'"{name}"' in text
    assert "upx=True" not in text and "strip=True" not in text


def test_desktop_file_mime_type_and_appstream_agree() -> None:
    lines = (PACKAGING / "linux" / "workshop.desktop").read_text(encoding="utf-8").splitlines()
    entry = dict(line.split("=", 1) for line in lines[1:])
    assert lines[0] == "[Desktop Entry]"
    assert {"Type", "Name", "Name[zh_CN]", "Exec", "Icon", "Terminal", "Categories", "MimeType"} <= set(entry)
    mime = ElementTree.parse(PACKAGING / "linux" / "workshop.xml").getroot()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = mime.find(f"{space}mime-type")
    assert kind is not None and kind.find(f"{space}glob") is not None
    about = ElementTree.parse(PACKAGING / "linux" / "cn.workshop.consensus.metainfo.xml").getroot()
    assert entry["MimeType"] == f"{kind.get('type')};" == f"{about.findtext('provides/mediatype')};"
    assert about.findtext("launchable") == "workshop.desktop"
    assert about.findtext("id") in (PACKAGING / "workshop.spec").read_text(encoding="utf-8")
    assert {"summary", "description", "content_rating", "project_license"} <= {child.tag for child in about}


def test_the_windows_installer_is_per_user_and_whole() -> None:
    text = (PACKAGING / "windows" / "workshop.iss").read_text(encoding="utf-8")
    sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
    assert sections == ["Setup", "Languages", "Tasks", "Files", "Icons", "Registry", "Run"]
    setup = dict(re.findall(r"^(\w+)=(.*)$", text.partition("[Languages]")[0], re.MULTILINE))
    assert setup["PrivilegesRequired"] == "lowest"
    assert (PACKAGING / "windows" / setup["LicenseFile"].replace("\\", "/")).is_file()
    assert not re.search(r"HKLM|HKEY_LOCAL_MACHINE", text), "per user"
    for line in text.partition("[Files]")[2].splitlines():
        if re.match(r"(Source|Name|Root|Filename):", line):
            for field in re.split(r"; (?=\w+:)", line):
                assert re.fullmatch(r'\w+: ("([^"]|"")*"|[\w ]+)', field), field


def test_the_mac_bundle_owns_its_file_type() -> None:
    text = (PACKAGING / "workshop.spec").read_text(encoding="utf-8")
    for key in ("CFBundleDocumentTypes", "UTExportedTypeDeclarations", "public.filename-extension", "LSMinimumSystemVersion"):
        assert key in text


@pytest.mark.parametrize("script", ["package.sh", "linux/cleanroom.sh", "macos/dmg.sh", "setup.sh", "lock.sh", "wheelhouse.sh"])
def test_a_script_is_valid_shell_that_stops_at_trouble(script: str) -> None:
    path = PACKAGING / script
    assert path.stat().st_mode & 0o100
    assert "set -euo pipefail" in path.read_text(encoding="utf-8")
    subprocess.run(["bash", "-n", str(path)], check=True)


def test_what_a_binary_needs_is_read_from_it() -> None:
    elf = load("linux/elf.py")
    module = Path(_module_of("_ctypes"))
    assert "libc.so.6" in elf.needed(module)
    assert any(name.startswith("libffi") for name in elf.needed(module))
    assert elf.needed(ROOT / "README.md") == ()


def _module_of(name: str) -> str:
    spec = importlib.util.find_spec(name)
    assert spec and spec.origin
    return spec.origin


def test_foreign_libraries_and_glibc_of_a_folder(tmp_path: Path) -> None:
    elf = load("linux/elf.py")
    _program(tmp_path / "a" / "program", ["libc.so.6", "libours.so.1", "libother.so.2"], b"GLIBC_2.9\0GLIBC_2.34\0")
    _program(tmp_path / "libours.so.1", ["libc.so.6"], b"GLIBC_2.17\0")
    (tmp_path / "notes.txt").write_text("GLIBC_2.99")
    assert set(elf.foreign(tmp_path)) == {"libc.so.6", "libother.so.2"}
    assert elf.glibc(tmp_path) == "2.34"
    deb = load("linux/deb.py")
    with pytest.raises(SystemExit, match=r"libother\.so\.2"):
        deb.dependencies(tmp_path)


def _program(path: Path, names: list[str], more: bytes) -> None:
    """The smallest 64-bit ELF file that names libraries."""
    strings = b"\0" + b"".join(name.encode() + b"\0" for name in names)
    at = 0x40 + 2 * 56
    places = [strings.index(name.encode()) for name in names]
    dynamic = b"".join(struct.pack("<QQ", 1, place) for place in places)
    dynamic += struct.pack("<QQ", 5, at + len(dynamic) + 32) + struct.pack("<QQ", 0, 0)
    body = dynamic + strings + more
    head = b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 0x40, 0, 0, 64, 56, 2, 0, 0, 0)
    load_all = struct.pack("<IIQQQQQQ", 1, 4, 0, 0, 0, at + len(body), at + len(body), 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + load_all + struct.pack("<IIQQQQQQ", 2, 4, at, at, at, len(dynamic), len(dynamic), 8) + body)


def test_every_package_that_travels_is_named_with_its_licence(tmp_path: Path) -> None:
    licences = load("licences.py")
    told = (PACKAGING / "THIRD-PARTY.md").read_text(encoding="utf-8").lower()
    assert [name for name in licences.carried() if name not in told] == []
    bare = licences.collect(tmp_path / "licences")
    assert bare == []
    assert {"LGPL-3.0.txt", "GPL-3.0.txt", "THIRD-PARTY.md", "OFL-NotoSansSC.txt"} <= {
        path.name for path in (tmp_path / "licences").iterdir()
    }


def test_the_icon_is_drawn_in_every_size(tmp_path: Path) -> None:
    code = "import icons, pathlib, sys; icons.make(pathlib.Path(sys.argv[1]))"
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=PACKAGING, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    assert {path.suffix for path in tmp_path.iterdir()} == {".png", ".ico", ".icns"}
    assert (tmp_path / "workshop.ico").read_bytes()[4:6] == b"\x07\x00"
