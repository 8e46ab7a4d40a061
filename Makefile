# Two commands: `make demo` shows what review does, `make test` checks all of it. Both set up what they need.

CARGO ?= cargo
NEXTEST := $(shell command -v cargo-nextest 2>/dev/null)
TARGET := $(abspath $(or $(CARGO_TARGET_DIR),target))
# ONNX Runtime for the demo and the tests, beside what cargo builds: `review setup` fetches it once.
RUNTIME := $(TARGET)/runtime
# The small language model of the tests, in the same place.
MODELS := $(TARGET)/models

.PHONY: demo test fmt lint deny runtime smollm2 unit rules browser fuzz bench model install dist update clean

demo: ## build, and review a small sample with real mistakes
	$(CARGO) build --release --quiet
	-$(CARGO) run --release --quiet -- setup --quiet --to $(RUNTIME) # without it, the demo shows the rules
	ORT_DYLIB_PATH=$$(ls -d $(RUNTIME)/*onnxruntime* 2>/dev/null) $(CARGO) run --release --quiet -- demo

test: fmt lint runtime smollm2 unit rules browser ## format, lints as errors, all tests

runtime: ## ONNX Runtime, where it is not there yet
	$(CARGO) run --quiet -- setup --quiet --to $(RUNTIME)

smollm2: ## the small language model that tests use, where it is not there yet
	python3 tests/models/smollm2.py $(MODELS)

fmt:
	$(CARGO) fmt --check

lint:
	$(CARGO) clippy --all-targets --quiet -- -D warnings
	$(CARGO) clippy --all-targets --quiet --no-default-features -- -D warnings # without the models

DENY ?= advisories licenses sources bans

deny: ## the crates that the program is built from: known flaws, licences, where they come from (needs cargo-deny)
	$(CARGO) deny --locked check $(DENY)

unit:
ifdef NEXTEST
	$(CARGO) nextest run --no-fail-fast
	$(CARGO) test --doc --quiet
else
	$(CARGO) test --no-fail-fast
endif

rules: ## every rule against its own examples
	$(CARGO) run --quiet -- rules test

CHROMIUM ?= $(firstword $(shell command -v chromium chromium-browser google-chrome 2>/dev/null))

browser: ## the HTML report in Chromium, where Node.js and Chromium are there
ifeq ($(and $(shell command -v npm 2>/dev/null),$(CHROMIUM)),)
	@echo 'skipped: the tests of the HTML report need Node.js 20 and Chromium'
else
	$(CARGO) build --quiet
	npm ci --prefix tests/browser --silent --no-audit --no-fund
	REVIEW=$(TARGET)/debug/review CHROMIUM=$(CHROMIUM) npm test --prefix tests/browser --silent
endif

# Inputs of each function, and the number of the first of them, to go on from an earlier run.
INPUTS ?= 1000000
FIRST ?= 0
FUZZ = $(CARGO) test --quiet --profile fuzz --no-default-features --lib

fuzz: ## a million inputs for each function of src/fuzz, each function in a process of its own
	$(FUZZ) --no-run
	for test in $$($(FUZZ) fuzz::tests:: -- --list | sed -n 's/: test$$//p'); do \
	  FUZZ_INPUTS=$(INPUTS) FUZZ_FIRST=$(FIRST) $(FUZZ) $$test -- --exact --nocapture || exit; done

bench: runtime ## speed of the parts, of whole runs, and against ruff, ast-grep and plain parsing
	$(CARGO) bench --bench ratios
	$(CARGO) bench --bench speed
	benches/whole.sh
	benches/generate.sh

DATA ?= $(error make model needs DATA="FILES", labelled changes, or REPOSITORIES=FOLDER)
SOURCE = $(if $(REPOSITORIES),--repositories $(REPOSITORIES),--labelled $(DATA))

model: ## train models/risk from labelled changes (DATA) or from git repositories (REPOSITORIES)
	$(CARGO) build --release --quiet
	python3 -I -m venv target/training
	target/training/bin/python -I -m pip install --quiet --requirement training/requirements.txt
	target/training/bin/python training/train.py --review $(abspath target/release/review) $(SOURCE)
	$(CARGO) build --release --quiet

install: ## the program into cargo's folder
	$(CARGO) install --path . --locked

EXE := $(if $(filter Windows_NT,$(OS)),.exe)
PACKAGE = review-$(lastword $(subst @, ,$(shell $(CARGO) pkgid)))-$(shell rustc --print host-tuple)

dist: ## what a release has for this system, in target/dist: a wheel, and an archive of the program and its manual
	python3 -I -m pip wheel --quiet --no-deps --wheel-dir $(TARGET)/dist .
	rm -rf $(TARGET)/$(PACKAGE)
	mkdir -p $(TARGET)/$(PACKAGE)/completions
	cp LICENSE README.md $(TARGET)/release/review$(EXE) $(TARGET)/$(PACKAGE)
	$(TARGET)/$(PACKAGE)/review man $(TARGET)/$(PACKAGE)/man
	for shell in bash elvish fish powershell zsh; do \
	  $(TARGET)/$(PACKAGE)/review completions $$shell > $(TARGET)/$(PACKAGE)/completions/review.$$shell || exit; done
	tar -C $(TARGET) -czf $(TARGET)/dist/$(PACKAGE).tar.gz $(PACKAGE)

update: ## rewrite what is generated: docs, schemas, snapshots
	UPDATE=1 INSTA_UPDATE=always $(CARGO) test --test cli

clean:
	$(CARGO) clean
