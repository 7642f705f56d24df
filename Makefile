# What can be done with the project. `make` alone says it.

GO       ?= go
FUZZTIME ?= 30s
SHAPES   ?= 2000
SEED     ?= 0

# Go writes the revision into the program where Git can tell it.
BUILDVCS := $(shell git rev-parse --verify --quiet HEAD >/dev/null 2>&1 && echo true || echo false)

.DEFAULT_GOAL := help
.PHONY: help run neo4j build test test-current neo4j-or-loud race unraced unraced-neo4j unraced-others size bench fuzz differential generate schema cases pictures check clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start the server on 127.0.0.1:8080, with its database in stakegraph.db
	$(GO) run ./server

neo4j: ## Start a Neo4j to try things out on, on 127.0.0.1:7687 with its data in .neo4j
	$(GO) run ./internal/neo4jtest/run

build: ## Build the program as bin/stakegraph
	$(GO) build -trimpath -buildvcs=$(BUILDVCS) -ldflags="-s -w" -o bin/stakegraph ./server

# With RACE=1 each test runs once, with the race detector where it watches.
test: neo4j-or-loud ## Run all tests (RACE=1: with the race detector)
ifdef RACE
	$(MAKE) --no-print-directory race
	$(MAKE) --no-print-directory unraced
else
	$(GO) test -timeout 20m ./...
endif

test-current: ## Run the suite and the cases on the current Neo4j, which needs Java 21 or later
	STAKEGRAPH_NEO4J_VERSION=current $(GO) test -count=1 -timeout 60m -run 'TestConformance|TestCases' ./graph/neo4j
	STAKEGRAPH_NEO4J_VERSION=current $(GO) test -count=1 -timeout 20m -run 'Neo4j' ./server

# Go shows what a package writes only where a test fails, so the line about a missing Neo4j is written before.
neo4j-or-loud:
	@[ -n "$$NEO4J_URI" ] || $(GO) run ./internal/neo4jtest/run -check || { [ "$$CI" != true ] && \
		printf '\n*** WITHOUT NEO4J: ALL TESTS THAT NEED ONE ARE LEFT OUT ***\n\n' >&2; }

ON_NEO4J := -e /graph/neo4j -e /internal/neo4jtest -e /internal/differential

# The race detector takes three to six times as long, and finds only what goroutines do to each other. So it watches the
# packages whose own code or tests start goroutines, or that import one of the project which does; a rule of the house, which
# names the few exceptions, holds the list to that. Of these, files with "//go:build !race" have the tests that ask one thing
# after the other, in greater graphs or longer lists than what stays watched, and those of memory. Left out altogether are the
# packages of the Neo4j store, whose time is the server's, and whose goroutines the suite races on SQLite just as well. What is
# translated from C, with the allocator below it, is watched by none: it would take six times as long, and none of it is ours.
WATCHED := ./graph ./graph/admission ./graph/initplan ./graph/network ./graph/sqlite ./graph/transport ./server ./server/httpd
WATCH   := -race $(foreach package,sqlite/lib libc memory,-gcflags=modernc.org/$(package)=-race=false)

race: ## Run the tests with the race detector, which needs a C compiler
	$(GO) test $(WATCH) -timeout 40m $(WATCHED)

# Beside `race` this makes up `test`: the packages that are not watched, and of the others the tests that the race detector
# leaves out.
unraced: unraced-neo4j unraced-others ## Run the tests that the race detector does not watch

unraced-neo4j: neo4j-or-loud
	$(GO) test -timeout 60m $$($(GO) list ./... | grep $(ON_NEO4J))

unraced-others:
	$(GO) test -timeout 20m $$($(GO) list ./... | grep -v $(ON_NEO4J) | grep -vxF "$$($(GO) list $(WATCHED))")
	@set -e; for folder in $(WATCHED); do \
		left=$$(grep -l '^//go:build.*!race' $$folder/*_test.go | xargs grep -ho '^func Test[A-Za-z0-9_]*' | cut -c 6- | paste -sd '|'); \
		[ -z "$$left" ] || $(GO) test -timeout 20m -run "^($$left)\$$" $$folder; \
	done

size: ## Count the lines of the code by folder
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

differential: ## Ask SQLite, Neo4j and the evaluator SHAPES (2000) generated queries, from a new SEED, and all of the matrix
	$(GO) test ./internal/differential -run '^Test(Differential|MatrixOnNeo4j)$$' -count 1 -v -timeout 12h \
		-shapes $(SHAPES) -seed $(SEED) -matrix 0

generate: ## Generate the schema, the code for introspection and the reference anew
	$(GO) generate ./...

# Without BASE it is the schema of the last release.
schema: ## List what changed in schema.graphqls since the last release, or since the commit BASE
	$(GO) run ./internal/schemadiff -base='$(BASE)'

cases: ## Write the cases of graph/testdata and of the conformance suite anew; look at the difference
	$(GO) test ./graph -run '^TestCases$$' -update
	$(GO) test ./graph/store/storetest -run '^TestRecorded$$' -update

pictures: ## Make the pictures of docs/pictures anew, with Python and Chromium
	STAKEGRAPH_PICTURES=$(CURDIR)/docs/pictures STAKEGRAPH_BROWSER=required $(GO) test ./server -count=1 \
		-run '^TestRecipes$$/^each$$/^networkx_coinvestment$$|^TestPlaygroundInBrowser$$'

check: ## Do all that CI does
	.ci/run

clean: ## Remove what was built; the database stays
	rm -rf bin
