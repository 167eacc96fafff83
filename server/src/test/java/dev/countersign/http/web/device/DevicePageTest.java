package dev.countersign.http.web.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.domain.Customer;
import dev.countersign.domain.DeviceAuthorization.State;
import dev.countersign.testing.Applications;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicePageTest {
  @TempDir Path folder;
  private TestServer server;
  private Client television;
  private PageClient browser;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    Customer acme = server.customer("acme");
    server.user(acme, "alice");
    television = Applications.add(server, acme, "Television");
    browser = new PageClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theCodeOfTheAddressIsKeptOverTheSignIn() {
    Answer answer = browser.get("/device?user_code=BCDF-GHJK");

    assertThat(answer.header("Location"))
        .isEqualTo("/sign-in?continue=%2Fdevice%3Fuser_code%3DBCDF-GHJK");
  }

  @Test
  void aCodeOfTheAddressIsFilledInAndNothingMore() {
    String code = Applications.device(server, television);
    browser.signIn("alice");

    Answer answer = browser.get("/device?user_code=" + code);

    assertThat(answer.body()).contains("value=\"" + code + "\"").doesNotContain("Television");
    assertThat(Applications.state(server, code)).isEqualTo(State.PENDING);
  }

  @Test
  void theDeviceIsShownBeforeItIsLetIn() {
    String code = Applications.device(server, television);
    browser.signIn("alice");
    browser.get("/device");
    String typed = code.toLowerCase(Locale.ROOT).replace("-", " ");

    Answer shown = browser.post("/device", Map.of("user_code", typed));
    State before = Applications.state(server, code);
    Answer done = browser.post("/device/decision", Map.of("user_code", code, "decision", "allow"));

    assertThat(shown.body())
        .contains(
            "Is this your device?",
            "Television asks to use your account at acme: alice",
            code,
            "see your profile",
            "If somebody sent it to you, do not allow it");
    assertThat(before).isEqualTo(State.PENDING);
    assertThat(done.body()).contains("The device is connected");
    assertThat(Applications.state(server, code)).isEqualTo(State.APPROVED);
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'device_code_approved'"))
        .isOne();
  }

  @Test
  void aDeviceIsTurnedAwayAndCannotBeLetInAfterwards() {
    String code = Applications.device(server, television);
    browser.signIn("alice");
    browser.get("/device");

    Answer denied = browser.post("/device/decision", Map.of("user_code", code, "decision", "deny"));
    Answer later = browser.post("/device/decision", Map.of("user_code", code, "decision", "allow"));

    assertThat(denied.body()).contains("The device is turned away");
    assertThat(later.status()).isEqualTo(422);
    assertThat(Applications.state(server, code)).isEqualTo(State.DENIED);
  }

  @Test
  void aCodeThatIsTooOldIsUnknown() {
    String code = Applications.device(server, television);
    browser.signIn("alice");
    browser.get("/device");
    server.clock().advance(Duration.ofMinutes(11));

    Answer answer = browser.post("/device", Map.of("user_code", code));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("No device waits with this code.");
  }

  @Test
  void codesOfAnotherCustomersDevicesAreUnknown() {
    Client foreign = Applications.add(server, server.customer("other"), "Foreign");
    String code = Applications.device(server, foreign);
    browser.signIn("alice");
    browser.get("/device");

    Answer answer = browser.post("/device", Map.of("user_code", code));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).doesNotContain("Foreign");
  }

  @Test
  void guessingIsHeldUp() {
    browser.signIn("alice");
    browser.get("/device");
    Answer answer = browser.post("/device", Map.of("user_code", "BBBB-BBBB"));
    for (int i = 0; i < 20 && answer.status() == 422; i++) {
      answer = browser.post("/device", Map.of("user_code", "BBBB-BBBB"));
    }
    String code = Applications.device(server, television);

    Answer right = browser.post("/device/decision", Map.of("user_code", code, "decision", "allow"));

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(right.status()).isEqualTo(429);
    assertThat(Applications.state(server, code)).isEqualTo(State.PENDING);
  }

  @Test
  void oneRightCodeDoesNotMakeRoomForGuessesAtOthers() {
    String own = Applications.device(server, television);
    browser.signIn("alice");
    browser.get("/device");
    Answer answer = browser.post("/device", Map.of("user_code", own));
    for (int i = 0; i < 40 && answer.status() != 429; i++) {
      browser.post("/device", Map.of("user_code", own));
      answer = browser.post("/device", Map.of("user_code", "BBBB-BBBB"));
    }

    assertThat(answer.status()).isEqualTo(429);
  }
}
