#!/usr/bin/env bash
# Makes this checkout run on a bare machine: packaging/setup.sh LOCKFILE
# Finds Python 3.11 or newer, makes .venv, installs LOCKFILE by its hashes, and on Debian and Ubuntu adds the system
# libraries Qt opens. As root it installs them; for anybody else it prints the one line that does.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=$1

# library → Debian package; without these neither the window nor the tests start
needed="libGL.so.1=libgl1 libEGL.so.1=libegl1 libxkbcommon.so.0=libxkbcommon0 libfontconfig.so.1=libfontconfig1
  libdbus-1.so.3=libdbus-1-3 libglib-2.0.so.0=libglib2.0-0 libbrotlidec.so.1=libbrotli1"
# and these only when the window opens on an X11 screen
for_x11="libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1
  libxcb-shape.so.0=libxcb-shape0 libxcb-xkb.so.1=libxcb-xkb1 libxkbcommon-x11.so.0=libxkbcommon-x11-0"

say() { printf '%s\n' "$*" >&2; }

install() { # install PACKAGE…: 1 when this user or system cannot, with the one line that does
  if ! command -v apt-get > /dev/null; then
    say "Missing here, by their Debian names: $*"
    return 1
  elif [ "$(id -u)" != 0 ]; then
    say "Missing here. Please run: sudo apt-get install -y --no-install-recommends $*"
    return 1
  fi
  apt-get update -qq < /dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" < /dev/null > /dev/null
}

absent() { # absent PAIRS: the packages of those libraries the loader does not know
  local known pair
  known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p)
  for pair in $1; do
    case $known in *"${pair%%=*} "*) ;; *) printf '%s ' "${pair#*=}" ;; esac
  done
}

find_python() { # the first Python that is new enough; 1 when there is none
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
      printf '%s' "$name"
      return
    fi
  done
  return 1
}

must='' may=''
if python=$(find_python); then
  "$python" -c 'import ensurepip, venv' 2> /dev/null || must='python3-venv '
elif command -v python3 > /dev/null; then
  say "Python 3.11 or newer is needed; this is $(python3 --version). Ubuntu 22.04: apt-get install python3.11 python3.11-venv"
  exit 1
else
  must='python3 python3-venv '
fi
if [ "$(uname)" = Linux ]; then
  must+=$(absent "$needed")
  may=$(absent "$for_x11")
fi
if [ -n "$must$may" ]; then
  # shellcheck disable=SC2086  # one word per package is what is wanted
  install $must$may || [ -z "$must" ] || exit 1
  python=$(find_python) || { say "Python 3.11 or newer is needed; this is $(python3 --version)."; exit 1; }
fi

if [ ! -x .venv/bin/python ]; then
  rm -rf .venv
  "$python" -m venv .venv
fi
pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check --no-input install --only-binary :all: --require-hashes "$@"; }

# The locked pip first, by its own hashes: the one that comes with Python 3.11 looks past the lock when a package asks for another
# with an extra (`coverage[toml]`), takes a newer release, and then refuses it for having no hash.
awk '/^[a-z]/ { mine = /^pip==/ } mine' "$lock" | pip -r /dev/stdin
pip -r "$lock"
