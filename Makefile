# Every target that needs Python uses .venv, which the first of them builds.

TREE ?=
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
EXTRAS := ask,assistant,calendar,cohort,draw,duckdb,evaluate,print,sql,test,dev
# Four at a time on two processors, as many tests wait for a terminal.
PYTEST := $(BIN)/python -m pytest -n 4 --dist worksteal
QUICK := -m 'not slow and not nightly'
# What is drawn at random follows from the commit, so that a change is not refused by chance.
COMMIT = $(shell git rev-parse --verify HEAD 2> /dev/null || echo none)
# The pinned setuptools builds the package too, so nothing unpinned is fetched.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Tests start the program hundreds of times, which would compile itself anew each time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
# All targets that say what they do, which are all but files.
.PHONY: $(shell sed -n "s/^\([a-z-]*\):.*\#\# .*/\1/p" $(firstword $(MAKEFILE_LIST)))

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

# Stopping before the end (4) or with Ctrl-C (130) is no failure of make's.
ask: $(VENV)/installed  ## Answer the questions about sore calves: make ask [TREE=start] [ARGS=--plain]
	@$(BIN)/triage ask $(ARGS) $(or $(TREE),calf-soreness) || case $$? in 4|130) ;; *) exit 1 ;; esac

test: $(VENV)/installed  ## Run the quick tests; fail when a part of the program is met by none
	$(PYTEST) $(QUICK) --all-met

covered: $(VENV)/installed  ## Run the quick tests; fail when they cover less than 95 % of the branches
	$(PYTEST) $(QUICK) --cov --cov-report=term

slow: $(VENV)/installed  ## Run the tests that make test leaves out; takes a quarter of an hour
	$(PYTEST) -m 'slow and not nightly'

examples: $(VENV)/installed  ## Try more examples of each quick property, other ones for each commit
	TRIAGE_TEST_SEED='$(COMMIT)' $(PYTEST) -m 'hypothesis and not slow and not nightly' --hypothesis-profile=ci

test-all: covered slow examples  ## Run all tests, quick ones covered, then more examples of each property

nightly: $(VENV)/installed  ## Try very much: a thousand examples of each property; takes hours
	$(PYTEST) -m nightly
	$(PYTEST) -m 'hypothesis and not nightly' --hypothesis-profile=nightly

lint: $(VENV)/installed  ## Check style, types, and which room imports which
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed  ## Rewrite the code in the project's style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

check: $(VENV)/installed  ## Check every shipped tree, run its cases and prove its claims
	$(BIN)/triage check --reading
	$(BIN)/triage format --check trees
	$(BIN)/triage test
	$(BIN)/triage prove

prove: $(VENV)/installed  ## Prove what each shipped tree claims for every possible patient
	$(BIN)/triage prove

mutate: $(VENV)/installed  ## Make faults in each shipped tree; fail when cases and proofs miss one
	$(BIN)/triage mutate $(TREE)

bench: $(VENV)/installed  ## Measure speed against the limits that we set ourselves
	$(BIN)/python -m benchmarks

agree: $(VENV)/installed  ## Let all readers decide the same of 10,000 made-up trees, and of each path; takes 10 minutes
	$(BIN)/python -m benchmarks.path_classes --processes 2
	$(BIN)/python -m benchmarks.agreement --trees 10000 --processes 2

faces: $(VENV)/installed  ## Put thousands of patients before each face; they must end alike at all
	$(BIN)/python -m benchmarks.faces

conversations: $(VENV)/installed  ## Hold 1,000 rambling conversations with the tools of an assistant; compare each reply
	$(BIN)/python -m benchmarks.conversations

record: $(VENV)/installed  ## Write what every command says of every tree to build/recording/now
	$(BIN)/python -m tests.recording.record build/recording/now

screens: $(VENV)/installed  ## Count screens and words until one knows where to go; time the first page
	$(BIN)/python -m benchmarks.screens

stories: $(VENV)/installed  ## Ten people at a real terminal of three sizes, with pictures in build/stories; needs tmux and pdfinfo
	$(BIN)/python -m benchmarks.stories

flow: $(VENV)/installed  ## Count the modules that one result and one reply run
	$(BIN)/python -m benchmarks.flow

browser: $(VENV)/installed  ## Bring what tests in a browser need, as far as this computer lets us
	$(INSTALL) --constraint constraints.txt --no-build-isolation --editable '.[browser]'
	@command -v chromium > /dev/null || DEBIAN_FRONTEND=noninteractive timeout 300 \
	    sh -c 'apt-get -qq update && apt-get -qq install -y chromium' \
	    || echo "no Chromium: install it, or the tests that need it are skipped" >&2
	@$(BIN)/python -m tests.outputs.fhir.fetch_lforms \
	    || echo "no LHC-Forms, which npm brings: the tests that need it are skipped" >&2

clients: browser  ## Let programs of others fill in the form of every tree in Chromium; needs npm
	$(BIN)/python -m tests.outputs.fhir.fetch_clients
	$(BIN)/python -m benchmarks.visible $(ARGS)

drawing: $(VENV)/installed  ## Measure pictures of trees of up to 3,000 steps
	$(BIN)/python -m benchmarks.drawing

printing: $(VENV)/installed  ## Measure printed flowcharts of trees of up to 3,000 steps
	$(BIN)/python -m benchmarks.printing

validators: $(VENV)/installed  ## Let validators of FHIR from npm and PyPI check what we write, and planted faults
	$(BIN)/python -m benchmarks.validators

peers:  ## Measure one patient and columns beside all that decides by the same tree; in a .venv of its own
	@$(find-python) $$python -m venv --clear build/peers
	build/peers/bin/python -m pip install --quiet --disable-pip-version-check \
	    --constraint constraints.txt --requirement benchmarks/requirements.txt \
	    --requirement benchmarks/peers/requirements.txt --editable '.[cohort,sql]'
	build/peers/bin/python -m benchmarks.peers $(ARGS)

scale: $(VENV)/installed  ## Measure proofs against the size of trees, and plot it; takes half an hour
	$(INSTALL) --requirement benchmarks/requirements.txt
	$(BIN)/python -m benchmarks.scale

docs: $(VENV)/installed  ## Renew the pages and examples that show what the code does; read the diff
	$(BIN)/python -m docs.generate
	$(BIN)/python -m tests.docs.examples

words: $(VENV)/installed  ## Collect all sentences for translators in triage/locales/triage.pot
	$(BIN)/python -m docs.words

cohort: $(VENV)/installed  ## Measure cohorts: as assess says, rows a second, killed runs; takes an hour
	$(INSTALL) --constraint constraints.txt --no-build-isolation --editable '.[duckdb]'
	$(BIN)/python -m benchmarks.cohort $(ARGS)

map: $(VENV)/installed  ## Draw the rooms and what they import in docs/how-it-works.md
	$(BIN)/python -m docs.rooms

gallery: $(VENV)/installed  ## Draw and print the trees, and the screens, for docs/gallery; needs pdftoppm
	$(INSTALL) --constraint constraints.txt --no-build-isolation --editable '.[gallery]'
	$(BIN)/python -m docs.gallery
	$(BIN)/python -m docs.gallery.screens

serve:  ## Start the example service, with draft trees
	@$(MAKE) -C examples/service run

service:  ## Test the example service over HTTP; it has a .venv of its own
	@$(MAKE) -C examples/service test

app:  ## Check the types of the small example app and try it out; it has a .venv of its own
	@$(MAKE) -C examples/app test

lock:  ## Pin the newest versions of everything that make uses in constraints.txt
	@$(find-python) \
	$$python -m venv --clear build/lock; \
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check \
	    'setuptools>=77' -e '.[$(EXTRAS),browser,gallery,release]'; \
	build/lock/bin/python -m pip freeze --all --exclude-editable --exclude pip > build/lock/pins; \
	{ echo '# Made by `make lock`: the versions that make installs.'; cat build/lock/pins; } \
	    > constraints.txt; \
	rm -rf build/lock
	@echo "constraints.txt holds $$(grep -c == constraints.txt) versions; run make test with them"

dist: $(VENV)/installed  ## Build wheel and sdist of the last commit; the same commit gives the same bytes
	$(INSTALL) --constraint constraints.txt --no-build-isolation --editable '.[release]'
	rm -rf dist
	$(BIN)/python .ci/dist.py
	$(BIN)/twine check --strict dist/*

pythons: dist  ## Run the quick tests on the built wheel, in each Python from 3.11 that is here
	$(BIN)/tox run --installpkg dist/*.whl

clean:  ## Remove .venv and everything else that make built
	rm -rf $(VENV) .tox build dist *.egg-info .coverage .coverage.* .hypothesis
	rm -rf .mypy_cache .pytest_cache .ruff_cache
	find triage trees tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# Sets $python to the first Python that is new enough and can make environments.
# A name on the PATH is not enough: version managers leave names that do not run.
define find-python
set -e; python=; \
for name in python3 python3.14 python3.13 python3.12 python3.11; do \
    if $$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
        > /dev/null 2>&1; then python=$$name; break; fi; \
done; \
if [ -z "$$python" ]; then \
    echo "error: found no Python 3.11 or newer that can make a virtual environment" >&2; \
    echo "    help: install one, then run make again:" >&2; \
    echo "        Debian, Ubuntu:  sudo apt install python3 python3-venv" >&2; \
    echo "        Fedora:          sudo dnf install python3" >&2; \
    echo "        macOS:           brew install python" >&2; \
    exit 1; \
fi;
endef

$(VENV)/installed: setup.cfg pyproject.toml constraints.txt
	@$(find-python) \
	echo "building $(VENV) with $$($$python --version); this happens once"; \
	$$python -m venv --clear $(VENV)
	@$(INSTALL) --constraint constraints.txt setuptools
	@$(INSTALL) --constraint constraints.txt --no-build-isolation --editable '.[$(EXTRAS)]'
	@touch $@
