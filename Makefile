# Liaison: `make run` starts it, `make test` proves it, `make help` lists the rest.
SHELL := /bin/bash
PY := .venv/bin/python
ENGINE_PY := .venv-engine/bin/python
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 2
export PYTHONPATH := $(CURDIR)

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test unit engine check train bench nlu conversation browser format lock clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | column -ts "$$(printf '\t')"

setup: ## install everything Liaison needs to run
	@scripts/setup.sh

setup-dev: ## install what tests and checks need as well
	@scripts/setup.sh --dev

run: setup ## start Liaison with the services files in data/freelancers
	@.venv/bin/liaison run

train: setup ## train the dialogue model
	@.venv/bin/liaison train --force

test: check unit engine nlu conversation browser ## set everything up and run all checks and tests

check: setup-dev ## formatting, lint, types, who may import whom
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/liaison check

unit: setup-dev ## the fast tests
	$(PY) -m pytest -q -m "not conversation and not browser" --ignore tests/engine --ignore tests/browser --ignore tests/conversations

engine: setup-dev ## the channels inside a whole engine, with a tiny bot and a fake desk
	$(ENGINE_PY) -m pytest -q -c tests/engine/pytest.ini --rootdir . tests/engine

nlu: setup-dev ## rasa data validate, rasa test
	.venv/bin/liaison train
	$(ENGINE_PY) -m rasa data validate --fail-on-warnings --domain domain.yml --data data/nlu data/rules --config config.yml
	$(PY) -m pytest -q tests/nlu

conversation: setup-dev ## whole conversations with the real engine and desk
	@scripts/chromium.sh
	$(PY) -m pytest -q tests/conversations

browser: setup-dev ## the widget in a real Chromium
	@scripts/chromium.sh
	$(PY) -m pytest -q tests/browser

bench: setup-dev ## measure turns, translation and start; needs a quiet machine
	$(PY) -m benchmarks.run

format: setup-dev ## put every file into the house format
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

lock: ## renew the lock files from requirements/*.in
	requirements/lock.sh

clean: ## remove environments, trained dialogue models and caches (keeps var/)
	rm -rf .venv .venv-engine .uv models/dialogue models/sentence .pytest_cache .mypy_cache .ruff_cache
