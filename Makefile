# Kring: the commands. `make demo` and `make test` need only python3, pip and make.

PYTHON := .venv/bin/python
WORKS = $(shell $(1) -c '' 2>/dev/null && echo $(1))
PYTHON3 := $(or $(call WORKS,$(PYTHON)),$(call WORKS,python3),$(call WORKS,/usr/bin/python3),python3)
SETUP := @$(PYTHON3) tools/setup.py

CHECKS := style types rooms pages papers

# What was compiled is kept, also where the machine says no: loading is most of a start.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX ?= $(CURDIR)/build/bytecode

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test check $(CHECKS) fix bench soak lock messages pictures

help:
	@echo 'make demo        start Kring with a made-up municipality; Ctrl-C stops it'
	@echo 'make demo-reset  the same, from the beginning'
	@echo 'make test        everything that must be true, in sections'
	@echo 'make check       what a machine can see without running the house, in seconds'
	@echo 'make fix         mend style and formatting'
	@echo 'make bench       measure; make soak: the long forms of the tests'
	@echo 'make lock        write the lock files anew (UPGRADE=1: newer versions); make messages: collect texts to translate; make pictures: take those of the guide'

setup:
	$(SETUP) python assets translations

demo: export KRING_DEMO ?= 1
demo: setup
	@exec $(PYTHON) manage.py serve

demo-reset: export KRING_DEMO ?= 1
demo-reset: setup
	@$(PYTHON) manage.py embedded remove
	@exec $(PYTHON) manage.py serve

test: export KRING_DEVELOPMENT ?= 1
test: setup
	$(SETUP) browser
	@$(PYTHON) tools/sections.py

check:
	@$(MAKE) --no-print-directory --keep-going --jobs=2 --output-sync $(CHECKS)

$(CHECKS): export KRING_DEVELOPMENT ?= 1
$(CHECKS): setup

style:
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --check --quiet .

types:
	@$(PYTHON) -m mypy --no-error-summary

rooms:
	@$(PYTHON) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo

pages:
	@$(PYTHON) -m djlint --quiet --lint kring

papers:
	@$(PYTHON) -m pytest tests/house

fix: setup
	@$(PYTHON) -m ruff check --fix --quiet . ; $(PYTHON) -m ruff format .

bench: export KRING_DEVELOPMENT ?= 1
bench: setup
	@$(PYTHON) -m bench

soak: export KRING_SOAK := 1
soak: setup
	@$(PYTHON) -m pytest -n auto -m 'not browser'

pictures: export KRING_DEVELOPMENT ?= 1
pictures: export KRING_PICTURES = 1
pictures: setup
	@$(PYTHON) -m pytest tests/journeys/test_guide.py

messages: setup
	@$(PYTHON) tools/messages.py

lock: setup
	@$(PYTHON3) tools/lock.py $(if $(UPGRADE),--upgrade)
