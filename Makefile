# Every target makes .venv where it is missing; the command is then .venv/bin/watchfloor.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help install run demo test check bench eval train kafka faults lock browser clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

install: .venv/installed ## make .venv with what the service needs

run: install ## run the service with watchfloor.toml, or with defaults
	@$(BIN)/watchfloor run

demo: install ## bundled articles, and what would be sent to Slack, by mail, to a webhook
	@$(BIN)/watchfloor demo

test: .venv/developed browser ## run the tests
	$(BIN)/python -m pytest

check: .venv/developed ## format, lint, types, imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/developed ## measure, print a table, write build/bench.jsonl
	$(BIN)/python tests/bench.py

eval: .venv/developed ## score the event coder, write build/eval.jsonl; DATA=folder scores it there too
	@$(BIN)/python tests/evaluate.py

train: .venv/developed ## fit the coder's weights on the text in tests/corpus
	$(BIN)/python tests/train.py

kafka: .venv/developed ## start Apache Kafka on this machine; ACTION=stop ends it, NODES=3 starts three
	@$(BIN)/python tests/kafka_cluster.py $(or $(ACTION),start) --nodes $(or $(NODES),1)

faults: .venv/developed ## break things on a real Kafka, count what is lost, write build/faults.jsonl
	$(BIN)/python tests/faults.py

lock: .venv/developed ## resolve the dependencies anew, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
		--python-version 3.11 --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
		--python-version 3.11 --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

browser: .venv/developed # the desk is tested in a real Chromium
	@$(BIN)/python tests/browser.py

clean: ## remove what the targets made
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Watchfloor needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

.venv/developed: .venv/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
