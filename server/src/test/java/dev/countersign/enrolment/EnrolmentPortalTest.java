package dev.countersign.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.assembly.Core;
import dev.countersign.customer.FaceSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.enrolment.EnrolmentPortal.Outcome.Ended;
import dev.countersign.enrolment.EnrolmentPortal.Visit.Open;
import dev.countersign.enrolment.EnrolmentResult.Enrolled;
import dev.countersign.enrolment.EnrolmentResult.Refused;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrolmentPortalTest {
  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private User alice;
  private EnrolmentPortal portal;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
    Core core = server.core();
    portal =
        new EnrolmentPortal(
            core.store,
            core.customerSettings,
            core.enrolmentLinks,
            core.faceFeatures.enrolment,
            core.faceFeatures.linkTries,
            core.pictures,
            kind -> (result, at) -> "{}".getBytes(StandardCharsets.UTF_8),
            core.clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "face.consent-text-version,2",
    "face.consent-purpose,advertisements",
    "face.consent-days,731",
    "face.store-original,yes"
  })
  void whatSomebodyAgreedToHasToHoldStillWhenTheirFaceIsKept(String setting, String value) {
    Open visit = visit();
    change(setting, value);

    EnrolmentResult result = enrol(visit);

    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.refusal().code()).isEqualTo(FaceEnrolment.CONSENT_CHANGED));
    assertThat(server.count("SELECT count(*) FROM face_consent")).isZero();
    assertThat(server.count("SELECT count(*) FROM face_template")).isZero();
  }

  @Test
  void whoAgreesAnewIsEnrolledUnderTheNewText() {
    Open visit = visit();
    change("face.consent-text-version", "2");
    assertThat(enrol(visit)).isInstanceOf(Refused.class);

    assertThat(enrol(visit())).isInstanceOf(Enrolled.class);
    assertThat(server.rows("SELECT text_version FROM face_consent"))
        .containsExactly(Map.of("text_version", "2"));
  }

  private EnrolmentResult enrol(Open visit) {
    Ended ended = (Ended) portal.enrol(visit, Portraits.ANNA.data(), Origin.CLI);
    return ended.result();
  }

  private Open visit() {
    return (Open) portal.visit(alice.enrolment().reference());
  }

  private void change(String setting, String value) {
    Map<String, String> texts = new LinkedHashMap<>(FaceSettings.DEFAULT.byName());
    texts.put(setting, value);
    server
        .core()
        .customerSettings
        .change(acme.id(), old -> old.withFaces(FaceSettings.of(texts)), Origin.CLI);
  }
}
