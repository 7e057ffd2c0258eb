# Every task of the project is one word. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
USABLE := $(VENV)/.usable
TOOLS := build/tools/.ready
PACKAGES := events registry projections cli
EXTRAS := postgres,report,seal,serve,umadb,xlsx
# How many processes share out the tests: one more than cores, as some tests wait for others' processes.
WORKERS ?= 3
# How many times as much as in `make test` the random searches draw, and of which tests.
TIMES ?= 25
TESTS ?= tests
# A disk in memory, where there is one with 4 GiB to spare: nothing that is written there waits for a disk.
MEMORY := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4194304 {print $$6}')

.PHONY: help demo test suite search lint types bench curve prove scale docs pictures wheel sbom audit format clean

help: ## list the tasks
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

demo: $(USABLE) ## set up what a user needs, then show the main job on the sample branch
	@mkdir -p build && rm -f build/demo.db build/demo.db-*
	@$(BIN)/stewards --store build/demo.db demo

test: $(READY) lint ## set up, then run everything: lint, types, import arrows, tests
	@$(MAKE) --no-print-directory --jobs 2 types suite

# Whoever is done first takes over tests that wait for another. Tests start many processes: what Python has
# compiled is kept for them, even where it usually is not.
suite: export PYTHONDONTWRITEBYTECODE =
suite: export TMPDIR := $(or $(MEMORY),$(TMPDIR),/tmp)
suite: $(READY)
	@command -v chromium >/dev/null || echo "Pages are not tried in a browser: Chromium is not installed. To try them: apt-get install chromium"
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

# Each time others, so it can run for as long as one likes: make search TIMES=1000, or TESTS=tests/agreement.
search: export SEARCH := $(TIMES)
search: export TMPDIR := $(or $(MEMORY),$(TMPDIR),/tmp)
search: $(READY) ## try many more random histories than the tests do; can run for hours
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(TESTS)

lint: $(READY) ## check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## check types
	$(BIN)/mypy $(addprefix -p stewards.,$(PACKAGES))

bench: $(READY) ## measure everything beside its peers, and fail under a guard
	$(BIN)/python -m stewards.benchmarks

curve: $(READY) ## measure with up to ten million facts, and write docs/replay.md
	$(BIN)/python -m stewards.benchmarks.curve

prove: $(READY) ## try every claim of the stores many times, under load and faults
	$(BIN)/python -m tests.proofs

scale: $(READY) ## ask Spark the same question over the segments; needs Java 17 or later
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[spark]'
	$(BIN)/pytest -m spark tests/scale

docs: $(READY) ## write the pages of the command line, the rules and the errors
	$(BIN)/python docs/cli_reference.py
	$(BIN)/python docs/rules_page.py
	$(BIN)/python docs/errors_page.py

pictures: $(READY) ## take the screenshots of docs/pictures in Chromium (apt-get install chromium)
	$(BIN)/python docs/pictures.py

man: $(USABLE) ## write the manual page, build/stewards.1, from the help
	$(BIN)/python docs/man_page.py

# The time in the wheel is that of the last commit, so whoever builds that commit gets the same bytes.
wheel: $(READY) ## build the wheel in dist, byte for byte the same each time
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --wheel --outdir dist .

# What a user who installs the wheel with its extras gets, in an environment of its own.
sbom: wheel $(TOOLS) ## list what the wheel brings along, dist/stewards.cdx.json (CycloneDX)
	rm -rf build/installed && $(PYTHON) -m venv --without-pip build/installed
	$(BIN)/pip --python build/installed install --quiet --disable-pip-version-check "$$(ls -t dist/stewards-*.whl | head -1)[$(EXTRAS)]"
	build/tools/bin/cyclonedx-py environment --output-reproducible --of JSON -o dist/stewards.cdx.json build/installed

# Strict: a package that the service does not know, as without a network, is an error and no good news.
# A mirror in the house: make audit ADVISORIES="--vulnerability-service osv --osv-url URL"
audit: $(READY) $(TOOLS) ## look for known flaws in what is installed; asks a public advisory service
	$(BIN)/pip freeze --exclude-editable > build/installed.txt
	build/tools/bin/pip-audit --requirement build/installed.txt --disable-pip --no-deps --strict $(ADVISORIES) || \
	{ echo "Not everything is known to be sound. If a flaw is named above, update that package. If a package"; \
	echo "could not be audited, the service was not reached or does not know it: try again with a network."; exit 1; }

format: $(READY) ## rewrite the code in the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what the other tasks made
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache

# What a user needs, and no more: no tests, no tools, no server.
$(USABLE): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[xlsx]'
	@touch $(USABLE)

# The link lets a type checker see the packages under the name they are installed as.
$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	ln -sfn "$(CURDIR)" "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/stewards"
	@touch $(USABLE) $(READY)

# Tools that no test needs, apart from everything else.
$(TOOLS):
	$(PYTHON) -m venv build/tools
	build/tools/bin/pip install --quiet --disable-pip-version-check 'cyclonedx-bom>=7,<8' 'pip-audit>=2.9,<3'
	@touch $(TOOLS)
