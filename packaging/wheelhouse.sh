#!/usr/bin/env bash
# Gathers the packages of requirements.lock in a folder, checked by their hashes, for a machine without a network: wheelhouse.sh FOLDER
set -euo pipefail
folder=$(realpath -m "$1")
cd "$(dirname "$0")/.."
.venv/bin/python -m pip download --quiet --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.lock --dest "$folder"
