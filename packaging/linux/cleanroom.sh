#!/usr/bin/env bash
# Installs a .deb where nothing is but Debian's base, Python absent, and tries it there as an ordinary user: cleanroom.sh FILE.deb
# Needs root, debootstrap and the machine's own package source; nothing of the latter is written anywhere but in the clean root, which goes.
set -euo pipefail
deb=$(realpath "$1")
[ "$(id -u)" = 0 ] || { echo "A clean root needs root: sudo $0 $1" >&2; exit 1; }
work=$(mktemp -d)
root=$work/root
leave() {
  for mounted in proc dev/shm; do mountpoint -q "$root/$mounted" && umount "$root/$mounted"; done
  rm -rf --one-file-system "$work"
}
trap leave EXIT

. /etc/os-release
mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' | awk -v release="$VERSION_CODENAME" '$2 == release { print $1; exit }')
more=''
case $mirror in https://*) more=ca-certificates ;; esac
debootstrap --variant=minbase ${more:+--include=$more} "$VERSION_CODENAME" "$root" "$mirror" > "$work/log" 2>&1 || { tail -5 "$work/log" >&2; exit 1; }
for name in sources.list sources.list.d apt.conf.d preferences.d trusted.gpg.d keyrings auth.conf.d; do
  if [ -e "/etc/apt/$name" ]; then rm -rf "$root/etc/apt/$name"; cp -a "/etc/apt/$name" "$root/etc/apt/$name"; fi
done
cp -a /usr/share/keyrings/. "$root/usr/share/keyrings/"
cp /etc/resolv.conf /etc/hosts "$root/etc/" 2> /dev/null || true
mount -t proc proc "$root/proc"
mkdir -p "$root/dev/shm" && mount -t tmpfs tmpfs "$root/dev/shm"

inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
user() { inside su -s /bin/sh guest -c "cd /home/guest && LC_ALL=C.UTF-8 $1"; }
no_python() { ! inside sh -c 'command -v python3 python' > /dev/null || { echo 'Python is there: no clean root.' >&2; exit 1; }; }

no_python
cp "$deb" "$root/tmp/workshop.deb"
inside apt-get update -qq > /dev/null
inside apt-get install -y -qq --no-install-recommends /tmp/workshop.deb > "$work/log" 2>&1 < /dev/null || { tail -15 "$work/log" >&2; exit 1; }
no_python
inside useradd --create-home guest
user 'timeout 300 workshop --selftest'
user 'timeout 600 workshop play --demo --out out > out.txt'
user 'test -s out/plan.pdf && test "$(ls out/pictures | wc -l)" -gt 50'
user 'workshop demo 演示.workshop && workshop score 演示.workshop --json > score.json && workshop check 演示.workshop'
echo "demo played without Python: $(user 'ls out/pictures | wc -l') pictures, plan of $(user 'stat -c %s out/plan.pdf') bytes"
inside apt-get purge -y -qq workshop-consensus > /dev/null 2>&1
[ ! -e "$root/opt/workshop" ] && [ ! -e "$root/usr/bin/workshop" ] || { echo 'The package left something behind.' >&2; exit 1; }
echo 'clean root: installed, tried and removed'
