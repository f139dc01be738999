# `make` builds the tool and evaluates every round under Tenders/ into Reports/; `make test` passes the tests.

SWIFT ?= swift
PREFIX ?= /usr/local
VBP := .build/release/vbp
# The toolchain's lld packs the 50,000 addresses that a process sets right as it starts.
LINKING := -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs
SWIFT_SOURCES := Sources Tests Package.swift Benchmarks/Sources Benchmarks/Package.swift Fuzzing/Sources Fuzzing/Package.swift
PACKAGES := libxml2-dev libxml2-utils libssl-dev libxlsxwriter-dev pkg-config
# What only tests need: a browser and a spreadsheet that open the reports, a validator of JSON Schemas.
TEST_PACKAGES := chromium fonts-noto-cjk libreoffice-calc python3-jsonschema

.PHONY: all build reports audit test check lint format dependencies install clean

all: reports

# Installs the Debian packages that are missing, with sudo when not root.
dependencies:
	@missing=""; for package in $(PACKAGES) $(EXTRA_PACKAGES); do \
	    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' \
	        || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	    echo "installing$$missing"; \
	    if [ "$$(id -u)" -eq 0 ]; then run=""; else run="sudo"; fi; \
	    $$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive \
	        apt-get install -qq -y --no-install-recommends $$missing >/dev/null; \
	fi
	@command -v $(SWIFT) >/dev/null || { echo "Swift 6.3 or later is needed: https://www.swift.org/install"; exit 1; }

build: dependencies
	$(SWIFT) build -c release --static-swift-stdlib --product vbp $(LINKING)

# A round with refused submissions (2) or pending acts (75) is evaluated and says so; anything else is a failure.
reports: build
	@$(VBP) report Tenders --all --output Reports; status=$$?; \
	case $$status in 0|2|75) ;; *) exit $$status ;; esac

# Makes the committed reports again in memory and compares.
audit: build
	$(VBP) audit Reports/*

test: EXTRA_PACKAGES := $(TEST_PACKAGES)
test: dependencies
	$(SWIFT) test

# Everything that has to hold before a change lands.
check: dependencies lint
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	$(MAKE) test

lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SWIFT_SOURCES)

format:
	$(SWIFT) format --in-place --parallel --recursive $(SWIFT_SOURCES)

# The tool, its manual page and completions for bash, zsh and fish, below PREFIX. The manual is made by the plugin of
# swift-argument-parser from the same declarations as the help.
install: build
	install -D -m 755 $(VBP) $(DESTDIR)$(PREFIX)/bin/vbp
	mkdir -p .build/manual
	$(SWIFT) package --allow-writing-to-package-directory generate-manual --multi-page --output-directory .build/manual
	install -d $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 .build/manual/*.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(VBP) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/vbp
	$(VBP) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_vbp
	$(VBP) --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/vbp.fish

clean:
	$(SWIFT) package clean
