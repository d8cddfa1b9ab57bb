#!/usr/bin/env bash
# Rewrites requirements.lock and requirements-dev.lock from pyproject.toml, for every system and Python at once, each file by its hashes.
# Needs uv on the PATH or in .venv. Versions already locked stay; `packaging/lock.sh --upgrade` moves them. No lock records where it was fetched.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
[ -x "$uv" ] || uv=uv

lock() { # lock FILE WHAT [option…]: compile into FILE and put the header above it
  local file=$1 what=$2
  shift 2
  "$uv" pip compile pyproject.toml "$@" --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
    --no-header --no-annotate --quiet --output-file "$file" > /dev/null
  { printf '# %s Made by packaging/lock.sh from pyproject.toml; do not edit.\n' "$what"; grep -v '^#' "$file"; } > "$file.new"
  mv "$file.new" "$file"
  if grep -nE '://|file:|^-' "$file"; then
    echo "$file records an address or a path; it must hold names, versions and hashes only" >&2
    return 1
  fi
}

lock requirements.lock 'What the program needs.' "$@"
# the runtime lock constrains the other, so that tests run on what is shipped
lock requirements-dev.lock 'What the program, its tests and its checks need.' --group dev --constraint requirements.lock "$@"
