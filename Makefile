SHELL := /bin/bash
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
PY := .venv/bin/python

.PHONY: run test bench train resources lint clean

run: .venv/ready  ## Read the sample article and show what was found
	.venv/bin/merilo check samples/bridge.en.txt --out report.html --format html
	.venv/bin/merilo check samples/bridge.en.txt

test: .venv/ready
	$(UV) run --frozen ruff check src tests tools
	$(UV) run --frozen mypy
	$(PY) tools/compile_resources.py --check
	$(PY) -m pytest

bench: .venv/ready
	$(UV) sync --frozen --quiet --all-groups --all-extras
	.venv/bin/merilo bench all

resources: .venv/ready
	$(PY) tools/compile_resources.py

lint: .venv/ready
	$(UV) run --frozen ruff format src tests tools
	$(UV) run --frozen ruff check --fix src tests tools

.tools/bin/uv:
	python3 -m venv .tools || { apt-get update -qq && apt-get install -y -qq python3-venv && python3 -m venv .tools; }
	.tools/bin/pip install --quiet uv

.venv/ready: uv.lock pyproject.toml
	@[ -x "$(UV)" ] || $(MAKE) .tools/bin/uv
	$(UV) sync --frozen --quiet --all-extras
	@touch $@
