# One word per job. A JDK 25 is found by itself; see bin/find-jdk.
.DEFAULT_GOAL := help
.PHONY: help build demo run test fast fmt bench clean

# Looked for once, and only by the words that need it.
JDK = $(eval JDK := $$(shell bin/find-jdk))$(JDK)
# The options keep Maven's own libraries from warning about what a newer JDK thinks of them.
MAVEN = test -n "$(JDK)" && JAVA_HOME="$(JDK)" \
	MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 $$MAVEN_OPTS" \
	mvn --batch-mode --quiet
JAR := server/target/countersign.jar
CACHE := server/target/countersign.aot
JVMOPTS := server/src/main/jvm/countersign.jvmopts
SOURCES := pom.xml server/pom.xml $(JVMOPTS) $(shell find server/src/main -type f)

help: ## say what the words are
	@echo "Countersign: an authentication server. Start with: make demo"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 16

build: $(JAR) $(CACHE) ## make the runnable jar, server/target/countersign.jar

$(JAR): $(SOURCES)
	@echo "Building $(JAR) ..."
	@$(MAVEN) --projects server -DskipTests package
	@touch $(JAR)

# A run of what people do, from which the JVM keeps loaded classes and profiles: the server then
# starts in a fraction of the time. Without the cache it runs all the same.
$(CACHE): $(JAR)
	@echo "Training the AOT cache ..."
	@rm -f $(CACHE)
	@MALLOC_ARENA_MAX=2 "$(JDK)/bin/java" @$(JVMOPTS) -XX:AOTCacheOutput=$(abspath $(CACHE)) \
		-jar $(abspath $(JAR)) demo --exit --rounds 20 --report server/target/training-report >server/target/training.log 2>&1 || true
	@test -r $(CACHE) || echo "There is no AOT cache; server/target/training.log says why."

demo: build ## start on a temporary data folder, make every documented login call, show faces
	@bin/countersign demo

run: build ## start the server on ./data
	@bin/countersign serve

test: build $(if $(shell command -v nginx),,nginx) $(if $(wildcard /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome),,chromium) ## check everything: tests, style, architecture
	@rm -rf server/target/surefire-reports
	@$(MAVEN) verify
	@cat server/target/surefire-reports/*.xml | sed -n 's/.*<testsuite .* tests="\([0-9]*\)".* errors="\([0-9]*\)".* skipped="\([0-9]*\)".* failures="\([0-9]*\)".*/\1 \2 \3 \4/p' \
		| awk '{ t += $$1; f += $$2 + $$4; s += $$3 } END { printf "%d passed, %d failed, %d skipped\n", t - f - s, f, s }'
	@sed -n '/<testcase /h; /<flaky/{g; s/.* name="\([^"]*\)" classname="\([^"]*\)".*/Passed at the second try only, the first is told above: \2.\1/p}' \
		server/target/surefire-reports/*.xml

fast: ## the tests that take no time
	@$(MAVEN) --projects server -Dtest.excluded-groups=slow test

fmt: ## format the code
	@$(MAVEN) spotless:apply

# WHAT names the measurements, such as WHAT="start lookups"; all of them take about half an hour.
WHAT := start signatures logins lookups failing-logins crash search faces provider console jmh
bench: build ## measure; WHAT="start lookups" measures just those, bench/README.md says what there is
	@$(MAVEN) -DskipTests package
	@for what in $(WHAT); do \
		echo; echo "== $$what"; \
		if [ $$what = jmh ]; then set -- org.openjdk.jmh.Main; \
		else set -- dev.countersign.bench.Bench $$what; fi; \
		"$(JDK)/bin/java" --enable-native-access=ALL-UNNAMED \
			--sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC \
			-cp "bench/target/classes:bench/target/lib/*" "$$@" || exit 1; \
	done

clean: ## remove what was built
	@rm -rf server/target bench/target

# The test of /verify runs a real nginx.
.PHONY: nginx
nginx:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing nginx, which a test runs ..."; \
		{ apt-get install -y -qq --no-install-recommends nginx-light \
			|| { apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light; }; \
		} >/dev/null 2>&1 || echo "nginx could not be installed; the test that needs it is skipped."; \
	else \
		echo "nginx is not installed; the test that needs it is skipped."; \
	fi

# The tests of the pages drive a real browser; it is the system's, and nothing else is downloaded.
.PHONY: chromium
chromium:
	@echo "There is no Chromium; the tests that look at pages in a browser are skipped. To have them:"
	@echo
	@echo "  Debian   apt-get install chromium"
	@echo "  Fedora   dnf install chromium"
	@echo "  others   give Maven -Dcountersign.chromium=/path/to/the/program"
	@echo
