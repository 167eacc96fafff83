package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.user.NewUser;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with the customer acme, whose token is at hand. */
abstract class FaceDialectTest {
  static final String PREFIX = "/deepfaceauth/api/v1/basic";
  static final String ENROLMENT_URL =
      Pattern.quote(TestServer.BASE_URL)
          + "/deepfaceauth/api/v1/iframe/enroll/portal/[0-9a-f]{32}/[0-9a-f]{32}";

  private static final Pattern TOKEN = Pattern.compile("\"accessToken\":\"([A-Za-z0-9]{64})\"");

  @TempDir Path folder;
  TestServer server;
  Customer acme;
  String token;

  @BeforeEach
  void start() {
    server = TestServer.start(folder, settings());
    acme = server.customer("acme");
    token = tokenOf("acme", TestServer.PASSWORD);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** What is configured otherwise than by default. */
  Map<String, String> settings() {
    return Map.of();
  }

  String tokenOf(String customer, String key) {
    Answer answer =
        server.post(
            PREFIX + "/login",
            "{\"customerName\": \"%s\", \"password\": \"%s\"}".formatted(customer, key));
    Matcher matcher = TOKEN.matcher(answer.body());
    assertThat(matcher.find()).as(answer.body()).isTrue();
    return matcher.group(1);
  }

  /** A call of acme's. */
  Answer call(String path, String json) {
    return callAs(token, path, json);
  }

  Answer callAs(String bearer, String path, String json) {
    return server.post(PREFIX + path, json, "Authorization", "Bearer " + bearer);
  }

  /** A person of acme's without a password. */
  User person(String name) {
    return personOf(acme, name);
  }

  User personOf(Customer customer, String name) {
    Profile profile = new Profile("Full " + name, name + "@example.org", false, "5550100", "+44");
    NewUser user = new NewUser(name, profile, Optional.empty());
    return server.core().users.create(customer.id(), user, Origin.CLI);
  }

  String urlOf(User user) {
    return server.core().enrolmentLinks.url(user.customerId(), user.enrolment());
  }

  /** A customer with a person of the same name as one of acme's may have. */
  String tokenOfOther(String name) {
    server.core().customers.create(name, Secret.of(TestServer.PASSWORD), Origin.CLI);
    return tokenOf(name, TestServer.PASSWORD);
  }

  static void assertAnswer(Answer answer, int status, String body) {
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
  }

  static void assertError(Answer answer, int status, String inner, String message) {
    assertAnswer(
        answer,
        status,
        "{\"error\":{\"message\":\"%s\",\"status\":\"%s\"}}".formatted(message, inner));
  }
}
