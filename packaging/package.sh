#!/usr/bin/env bash
# The Linux packages, made and tried: folder → .deb and .tar.xz, wheelhouse, and a clean root without Python where the .deb must work.
#   packaging/package.sh          everything, into dist/
#   packaging/package.sh folder   the folder alone
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-all}
python=.venv/bin/python
most_folder=260 most_packed=85  # MB

megabytes() { du -s --apparent-size -B1000000 "$1" | cut -f1; }
hold() { # hold WHAT MEGABYTES MOST
  echo "$1: $2 MB (at most $3)"
  [ "$2" -le "$3" ] || { echo "$1 is too large." >&2; exit 1; }
}

$python packaging/icons.py
$python packaging/licences.py
rm -rf dist/workshop
$python -m PyInstaller --noconfirm --log-level ERROR --distpath dist --workpath build/pyinstaller packaging/workshop.spec
# the interpreter and the driver may carry their debugging information; nothing else is stripped
if command -v strip > /dev/null; then
  find dist/workshop/_internal/libpython*.so* dist/workshop/_internal/python3* dist/workshop/_internal/sqlcipher3 -name '*.so*' -type f \
    -exec strip --strip-unneeded {} +
fi
hold 'folder' "$(megabytes dist/workshop)" $most_folder
timeout 300 dist/workshop/workshop --selftest
[ "$what" = all ] || exit 0

version=$($python -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])')
architecture=$(dpkg --print-architecture)
deb=dist/workshop-consensus_${version}_$architecture.deb
$python packaging/linux/deb.py dist/workshop "$deb"
tar -C dist -cJf "dist/workshop-$version-linux-$architecture.tar.xz" workshop
hold '.deb' "$(megabytes "$deb")" $most_packed
hold '.tar.xz' "$(megabytes "dist/workshop-$version-linux-$architecture.tar.xz")" $most_packed
for tool in desktop-file-validate:desktop-file-utils appstreamcli:appstream xmllint:libxml2-utils debootstrap:debootstrap; do
  if ! command -v "${tool%%:*}" > /dev/null; then
    [ "$(id -u)" = 0 ] || { echo "Please install ${tool#*:} first." >&2; exit 1; }
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${tool#*:}" < /dev/null > /dev/null
  fi
done
desktop-file-validate packaging/linux/workshop.desktop
xmllint --noout packaging/linux/workshop.xml
appstreamcli validate --no-net packaging/linux/cn.workshop.consensus.metainfo.xml
rm -rf dist/wheelhouse
packaging/wheelhouse.sh dist/wheelhouse
packaging/linux/cleanroom.sh "$deb"
( cd dist && sha256sum ./*.deb ./*.tar.xz > SHA256SUMS )
