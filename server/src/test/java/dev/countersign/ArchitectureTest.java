package dev.countersign;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The house rules that a compiler does not know. */
class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.countersign");

  private static final String[] FOUNDATIONS = {
    "dev.countersign.domain..",
    "dev.countersign.crypto..",
    "dev.countersign.face..",
    "dev.countersign.store..",
    "dev.countersign.config..",
    "dev.countersign.metrics.."
  };

  @Test
  void nobodyCallsBackUpToHttpOrTheCommandLine() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.countersign", "dev.countersign.http..", "dev.countersign.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.countersign", "dev.countersign.http..", "dev.countersign.cli.."));
  }

  @Test
  void theCommandLineAndThePagesKnowNoDialect() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage("dev.countersign.cli..", "dev.countersign.http.web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.countersign.http.dialect.."));
  }

  @Test
  void theCommandLineDoesNotNeedHttp() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.countersign.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.countersign.http.."));
  }

  @Test
  void whatAnswersRequestsAsksFeaturesAlone() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.countersign.http..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.countersign.store..")
                    .and(not(assignableTo(RuntimeException.class)))));
  }

  @Test
  void foundationsKnowNoFeature() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(FOUNDATIONS)
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.countersign..").and(not(resideInAnyPackage(FOUNDATIONS)))));
  }

  @Test
  void theDomainNeedsJavaAlone() {
    holds(
        classes()
            .that()
            .resideInAPackage("dev.countersign.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.countersign.domain..", "org.jspecify.."));
  }

  @Test
  void cryptoAndStoreDoNotKnowEachOther() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.countersign.crypto..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.countersign.store.."));
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.countersign.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.countersign.crypto.."));
  }

  @Test
  void dialectsDoNotKnowEachOther() {
    holds(
        slices()
            .matching("dev.countersign.http.dialect.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true));
  }

  @Test
  void packagesHaveNoCycles() {
    holds(slices().matching("dev.countersign.(**)").should().beFreeOfCycles());
  }

  @Test
  void oneRoomPerLibrary() {
    only("io.javalin..", "dev.countersign.http..");
    only("java.sql..", "dev.countersign.store.sql..");
    only("org.jdbi..", "dev.countersign.store.sql..");
    only("org.apache.hc..", "dev.countersign.outgoing..");
    only("jakarta.mail..", "dev.countersign.notify..");
    only("ai.onnxruntime..", "dev.countersign.face.onnx..");
    only(
        "com.nimbusds..",
        "dev.countersign.crypto..",
        "dev.countersign.token..",
        "dev.countersign.http.oauth2..");
  }

  private static void only(String library, String... rooms) {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(rooms)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @Test
  void timeAndChanceAndTheEnvironmentAreGiven() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.countersign.Server")
            .and()
            .haveNameNotMatching("dev\\.countersign\\.Main(\\$.*)?")
            .and()
            .resideOutsideOfPackage("dev.countersign.config..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callConstructor(SecureRandom.class);
    holds(rule);
  }

  @Test
  void textsWithNumbersSayForWhichLanguageTheyAre() {
    holds(noClasses().should().callMethod(String.class, "format", String.class, Object[].class));
  }

  @Test
  void namesSayWhatThingsAre() {
    holds(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameStartingWith("Base")
            .orShould()
            .haveSimpleNameEndingWith("Helper"));
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    for (String name :
        PRODUCT.stream()
            .map(one -> one.getPackageName())
            .collect(java.util.stream.Collectors.toSet())) {
      org.assertj.core.api.Assertions.assertThat(
              java.nio.file.Path.of("src/main/java", name.replace('.', '/'), "package-info.java"))
          .exists();
    }
  }

  private static void holds(ArchRule rule) {
    rule.check(PRODUCT);
  }
}
