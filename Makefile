# The commands of the project. `make` lists them.

GO       ?= go
FUZZTIME ?= 30s
SHAPES   ?= 2000
SEED     ?= 0

# Go writes the revision into the program if Git has one.
BUILDVCS := $(shell git rev-parse --verify --quiet HEAD >/dev/null 2>&1 && echo true || echo false)

.DEFAULT_GOAL := help
.PHONY: help run neo4j build test test-current neo4j-or-loud race unraced unraced-neo4j unraced-others size bench fuzz differential generate schema cases pictures check clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start the server on 127.0.0.1:8080, with its database in stakegraph.db
	$(GO) run ./server

neo4j: ## Start a Neo4j for trial use on 127.0.0.1:7687, with its data in .neo4j
	$(GO) run ./internal/neo4jtest/run

build: ## Build the program as bin/stakegraph
	$(GO) build -trimpath -buildvcs=$(BUILDVCS) -ldflags="-s -w" -o bin/stakegraph ./server

# With RACE=1, each test runs once, with the race detector if it is in WATCHED.
test: neo4j-or-loud ## Run all tests (RACE=1: with the race detector)
ifdef RACE
	$(MAKE) --no-print-directory race
	$(MAKE) --no-print-directory unraced
else
	$(GO) test -timeout 20m ./...
endif

test-current: ## Run the conformance suite and the cases on the current Neo4j, which needs Java 21 or later
	STAKEGRAPH_NEO4J_VERSION=current $(GO) test -count=1 -timeout 60m -run 'TestConformance|TestCases' ./graph/neo4j
	STAKEGRAPH_NEO4J_VERSION=current $(GO) test -count=1 -timeout 20m -run 'Neo4j' ./server

# Go shows the output of a package only if a test fails, so the message about a missing Neo4j is printed here.
neo4j-or-loud:
	@[ -n "$$NEO4J_URI" ] || $(GO) run ./internal/neo4jtest/run -check || { [ "$$CI" != true ] && \
		printf '\n*** WITHOUT NEO4J: ALL TESTS THAT NEED ONE ARE LEFT OUT ***\n\n' >&2; }

ON_NEO4J := -e /graph/neo4j -e /internal/neo4jtest -e /internal/differential

# With the race detector, tests take three to six times as long, and it finds only errors between goroutines. It therefore runs
# on the packages whose code or tests start goroutines, or import a package of the project that does. A house test checks this
# list and has its few exceptions. In these packages, files with "//go:build !race" have tests that run sequentially on larger
# graphs or longer lists, and tests of memory. The packages of the Neo4j store are excluded: most of their time is spent in the
# server, and the suite tests the same goroutines on SQLite. Code translated from C, and its allocator, is compiled without the
# race detector: it would take six times as long, and it is not code of this project.
WATCHED := ./graph ./graph/admission ./graph/initplan ./graph/network ./graph/sqlite ./graph/transport ./server ./server/httpd
WATCH   := -race $(foreach package,sqlite/lib libc memory,-gcflags=modernc.org/$(package)=-race=false)

race: ## Run the tests with the race detector, which needs a C compiler
	$(GO) test $(WATCH) -timeout 40m $(WATCHED)

# `race` and `unraced` together are `test`. This runs the packages that are not in WATCHED, and the tests of the others that
# are excluded from the race detector.
unraced: unraced-neo4j unraced-others ## Run the tests that do not use the race detector

unraced-neo4j: neo4j-or-loud
	$(GO) test -timeout 60m $$($(GO) list ./... | grep $(ON_NEO4J))

unraced-others:
	$(GO) test -timeout 20m $$($(GO) list ./... | grep -v $(ON_NEO4J) | grep -vxF "$$($(GO) list $(WATCHED))")
	@set -e; for folder in $(WATCHED); do \
		left=$$(grep -l '^//go:build.*!race' $$folder/*_test.go | xargs grep -ho '^func Test[A-Za-z0-9_]*' | cut -c 6- | paste -sd '|'); \
		[ -z "$$left" ] || $(GO) test -timeout 20m -run "^($$left)\$$" $$folder; \
	done

size: ## Count the lines of code by folder
	$(GO) run ./internal/codesize

bench: ## Run all benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## Run each fuzz target for FUZZTIME (30s)
	@set -e; for package in $$(grep -rl --include='*_test.go' '^func Fuzz' . | xargs -n 1 dirname | sort -u); do \
		targets=$$($(GO) test -list '^Fuzz' "$$package"); \
		for target in $$(echo "$$targets" | grep '^Fuzz' || true); do \
			echo "$$package $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x "$$package"; \
		done; \
	done

differential: ## Compare SQLite, Neo4j and the oracle on SHAPES (2000) generated queries, with a new SEED, and on the whole matrix
	$(GO) test ./internal/differential -run '^Test(Differential|MatrixOnNeo4j)$$' -count 1 -v -timeout 12h \
		-shapes $(SHAPES) -seed $(SEED) -matrix 0

generate: ## Generate the schema, the code for introspection and the reference
	$(GO) generate ./...

# Without BASE, it compares with the schema of the last release.
schema: ## List changes of schema.graphqls since the last release, or since the commit BASE
	$(GO) run ./internal/schemadiff -base='$(BASE)'

cases: ## Update the cases of graph/testdata and of the conformance suite; review the difference
	$(GO) test ./graph -run '^TestCases$$' -update
	$(GO) test ./graph/store/storetest -run '^TestRecorded$$' -update

pictures: ## Update the pictures of docs/pictures, with Python and Chromium
	STAKEGRAPH_PICTURES=$(CURDIR)/docs/pictures STAKEGRAPH_BROWSER=required $(GO) test ./server -count=1 \
		-run '^TestRecipes$$/^each$$/^networkx_coinvestment$$|^TestPlaygroundInBrowser$$'

check: ## Run everything that CI runs
	.ci/run

clean: ## Remove build results; the database stays
	rm -rf bin
