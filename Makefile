# On a bare Debian or Ubuntu, `make run` and `make test` do everything themselves: .venv, locked packages, system libraries.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: run demo test bench package check format guide pictures content messages lock setup clean help

python := .venv/bin/python
offscreen := QT_QPA_PLATFORM=offscreen
screen := $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname)))

help: ## say what can be made
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 20

.venv/run.stamp: requirements.lock packaging/setup.sh
	packaging/setup.sh $<
	touch $@

.venv/dev.stamp: requirements-dev.lock packaging/setup.sh
	packaging/setup.sh $<
	touch $@ .venv/run.stamp

setup: .venv/dev.stamp ## prepare this checkout for work, and nothing more

run: .venv/run.stamp ## open the program; without a screen, play the demonstration into out/
ifneq ($(screen),)
	$(python) -m workshop
else
	@echo "没有屏幕：离屏演示整场工作坊，结果在 out/ 。 No screen here: playing the demonstration engagement into out/."
	$(offscreen) $(python) -m workshop play --demo --out out
endif

demo: .venv/run.stamp ## play the demonstration into out/, with or without a screen
	$(offscreen) $(python) -m workshop play --demo --out out

check: .venv/dev.stamp ## style, types, layers, translations
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	$(offscreen) $(python) -m pytest -q tests/test_layers.py tests/test_catalogue.py

test: .venv/dev.stamp ## every test, and the coverage they owe
	$(offscreen) $(python) -m pytest -q -n 2 --dist worksteal --cov --cov-report=
	$(python) -m coverage report --skip-covered --include='workshop/model/*' --fail-under=95
	$(python) -m coverage report --skip-covered --fail-under=85

# what faults do to an engagement: tests/faults/README.md; only=test_powercut.py for one harness
faults: .venv/dev.stamp ## crashes, power cuts, full disks, hostile files: the release figures, for an hour
	FAULTS=release $(offscreen) $(python) -m pytest -v -n 2 tests/faults/$(only)

faults-ci: .venv/dev.stamp ## the same with the figures of every merge, in minutes
	FAULTS=ci $(offscreen) $(python) -m pytest -q -n 2 tests/faults/$(only)

bench: .venv/dev.stamp ## how quick and how big, beside floors; only=NAME for some, keep=1 to keep the figures
	$(offscreen) $(python) -m tests.bench $(only) $(if $(keep),--keep)

package: .venv/dev.stamp ## the Linux packages into dist/, tried in a clean root without Python (needs root)
	packaging/package.sh

format: .venv/dev.stamp ## lay out the code
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

guide: .venv/dev.stamp ## write the facilitator's guide from assets/guide into docs/
	$(python) packaging/guide.py

pictures: .venv/dev.stamp ## paint the guide's pictures anew, in every language
	$(python) packaging/pictures.py

content: .venv/dev.stamp ## parse the content pack once, into assets/parsed
	$(python) packaging/content.py

messages: .venv/dev.stamp ## collect the sentences from the code, merge them into the catalogues, compile these
	$(python) packaging/messages.py

lock: .venv/dev.stamp ## rewrite the two lock files from pyproject.toml
	packaging/lock.sh

clean: ## remove what was made here, .venv included
	rm -rf .venv out build dist .coverage* htmlcov .mypy_cache .ruff_cache .pytest_cache .hypothesis
