# GNU make 3.81 or later, Linux and macOS. On Windows see README.md.
#
#   make run       the window on the default library (environment and install included)
#   make test      the whole suite with Qt offscreen, then formatting, lint and types
#   make install   the environment .venv with Carrel in it, editable
#   make check     formatting, lint and types only
#   make shots     a picture of each screen, light and dark, in build/shots
#   make bench     the benchmarks
#   make translations  the plurals of the window's texts, after one has changed
#   make clean     remove what was built; .venv stays (rm -r .venv)
#
# Variables: PYTHON=python3.12   the Python to make .venv with
#            ARGS="-k anchors"   passed to pytest, the tour or the benchmarks
#            JOBS=0              tests in one process, as --pdb and -s need; else one for each core

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?=
ARGS ?=
JOBS ?= auto
ON_DISPLAY := $(DISPLAY)$(WAYLAND_DISPLAY)

help:
	@sed -n '2,/^$$/s/^#[ ]\{0,1\}//p' Makefile

install: $(STAMP)

$(STAMP): pyproject.toml
	@sh packaging/make-venv.sh $(VENV) "$(PYTHON)"
	$(BIN)/python -m pip install --disable-pip-version-check --editable '.[dev]'
	@touch $@

# With no display Carrel does its job in the terminal and needs none of Qt's libraries.
run: install
	@[ -z "$(ON_DISPLAY)" ] || sh packaging/system-libs.sh window
	@$(BIN)/carrel

# Both halves run even if the first fails, and pytest has the last word. The tests of a file share
# a process, for what they share is costly: the model, a worker. Files come as they are collected:
# those with few tests, put last otherwise, are the slow ones. More than 8 processes gain nothing.
# One that crashes ends the run: started again, with files shared out so, all would wait for ever.
test: install
	@sh packaging/system-libs.sh offscreen
	@checks=0; $(MAKE) --no-print-directory check || checks=$$?; \
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(JOBS) --maxprocesses 8 \
	    --max-worker-restart 0 --dist loadfile --no-loadscope-reorder $(ARGS) || exit $$?; \
	[ $$checks -eq 0 ] || { echo "Tests passed; formatting, lint or types did not: see above." >&2; exit 1; }

check: install
	@failed=0; \
	$(BIN)/ruff format --check . || failed=1; \
	$(BIN)/ruff check . || failed=1; \
	$(BIN)/mypy || failed=1; \
	exit $$failed

shots: install
	@if [ -n "$(ON_DISPLAY)" ]; then \
	    sh packaging/system-libs.sh window && \
	    $(BIN)/python -m tests.shots build/shots $(ARGS); \
	elif command -v xvfb-run >/dev/null 2>&1; then \
	    sh packaging/system-libs.sh window && \
	    QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1440x960x24" $(BIN)/python -m tests.shots build/shots $(ARGS); \
	else \
	    sh packaging/system-libs.sh offscreen && \
	    QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.shots build/shots $(ARGS); \
	fi

bench: install
	@sh packaging/system-libs.sh offscreen
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m tests.benchmarks $(ARGS)

translations: install
	$(BIN)/python packaging/translations.py

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find desktop_app tests -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help install run test check shots bench translations clean
