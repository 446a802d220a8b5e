SHELL := /bin/bash
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
BIN := .venv/bin
# What of the desk speaks to the database in ways that differ: locks, keysets, JSON, searches of words.
ON_POSTGRESQL := $(addprefix tests/desk/,test_people.py test_casework_move.py test_casework_reply.py \
	test_verdict_votes.py test_corrections.py)

.PHONY: help run stop test bench train train-taggers train-pairs resources lint docs

help:  ## What can be made
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/ready  ## Set up, read the sample article, write report.html, and run an invented desk at http://localhost:8000
	@$(BIN)/merilo check samples/bridge.en.txt
	@$(BIN)/merilo check samples/bridge.en.txt --format html --out report.html
	@$(BIN)/merilo check samples/bridge.mk.txt --say mk --format html --out report.mk.html
	@$(BIN)/merilo check samples/bridge.sr.txt --say sr --format html --out report.sr.html
	@echo "The same as a page: report.html (Macedonian: report.mk.html, Serbian: report.sr.html)."
	@MERILO_HOME=$(CURDIR)/.demo $(BIN)/merilo desk demo
	@tools/serve_demo.sh

stop:  ## Stop the invented desk
	@if [ -f .demo/serve.pid ]; then kill -- -$$(cat .demo/serve.pid) 2>/dev/null; rm -f .demo/serve.pid; echo "Stopped."; else echo "No desk runs from here."; fi

test: .venv/ready  ## Set up, style, types, word lists, tests
	tools/install_system.sh
	$(BIN)/ruff check src tests tools train
	$(BIN)/ruff format --check src tests tools train
	$(BIN)/mypy
	$(BIN)/python tools/compile_resources.py --check
	$(BIN)/python tools/messages.py compile
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
	tools/on_postgresql.sh $(BIN)/python -m pytest $(ON_POSTGRESQL)

bench: .venv/bench  ## Quality and speed against pinned floors (MERILO_DATA names the folder of public data sets)
	$(BIN)/merilo bench all
	$(BIN)/merilo desk bench

NEEDS_DATA = @: "$${MERILO_DATA:?Name the folder of public data sets in it; train/README.md says which}"

train: .venv/bench  ## Train the weights again (MERILO_DATA; train/README.md says what each needs)
	$(NEEDS_DATA)
	for script in train/bare.py train/encoder_ranges.py train/checkworthy.py train/checkworthy_news.py train/matches.py train/suspects.py train/one_thing.py; do $(BIN)/python $$script || exit 1; done

# Both need PyTorch, in an environment of its own (.torch), and MINUTES of one core for each round.
MINUTES ?= 80
TORCH := PYTHONPATH=src .torch/env/bin/python

train-taggers: .torch/ready .torch/taggers/ready  ## Train the taggers another round from the shipped weights, and write the new ones (MERILO_DATA, PyTorch)
	$(TORCH) train/taggers/reopen.py .torch/taggers.old.pt
	$(TORCH) train/taggers/learn.py .torch/taggers .torch/taggers.pt --start .torch/taggers.old.pt --minutes $(MINUTES)
	$(TORCH) train/taggers/export.py .torch/taggers.pt .torch/taggers/*.pkl

train-pairs: .torch/ready .torch/pairs/ready  ## Train the reader of pairs from the encoder, and write its weights (MERILO_DATA, PyTorch)
	$(TORCH) train/pairs/learn.py .torch/pairs .torch/reader.pt --minutes $(MINUTES)
	$(TORCH) train/pairs/export.py .torch/reader.pt .torch/pairs

resources: .venv/ready  ## Compile the word lists after an edit
	$(BIN)/python tools/compile_resources.py

lint: .venv/ready  ## Put style in order
	$(BIN)/ruff format src tests tools train
	$(BIN)/ruff check --fix src tests tools train

.tools/bin/uv:
	python3 -m venv .tools || { apt-get update -qq && apt-get install -y -qq python3-venv && python3 -m venv .tools; }
	.tools/bin/pip install --quiet uv

.venv/ready: uv.lock pyproject.toml
	@[ -x "$(UV)" ] || $(MAKE) --no-print-directory .tools/bin/uv
	$(UV) sync --frozen --quiet --all-extras
	@$(BIN)/python tools/messages.py compile
	@touch $@

.venv/bench: .venv/ready
	$(UV) sync --frozen --quiet --all-extras --all-groups
	@touch $@

.torch/ready: uv.lock train/torch.txt
	$(UV) venv --quiet --allow-existing .torch/env
	$(UV) export --quiet --frozen --no-hashes --all-extras --no-emit-project -o .torch/requirements.txt
	$(UV) pip install --quiet --python .torch/env/bin/python -r .torch/requirements.txt -r train/torch.txt
	@touch $@

.torch/taggers/ready: $(wildcard train/taggers/marked/*.txt) | .venv/bench
	$(NEEDS_DATA)
	$(BIN)/python train/taggers/prepare.py .torch/taggers
	$(BIN)/python train/taggers/silver.py .torch/taggers
	$(BIN)/python train/taggers/silver_roles.py .torch/taggers
	@touch $@

.torch/pairs/ready: $(wildcard train/pairs/families/*.txt) | .venv/bench
	$(NEEDS_DATA)
	$(BIN)/python train/pairs/prepare.py .torch/pairs
	@touch $@
