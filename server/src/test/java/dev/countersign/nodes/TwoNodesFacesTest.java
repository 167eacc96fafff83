package dev.countersign.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.FaceSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.store.sql.Databases;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers on one PostgreSQL: a face that one keeps, or erases, is the other's too. */
class TwoNodesFacesTest extends TwoNodes {
  private static final String API = "/deepfaceauth/api/v1/basic/";

  private Customer acme;
  private User anna;
  private String token;

  @BeforeEach
  void start() {
    acme = one.customer("acme");
    anna = one.user(acme, "anna");
    Answer login =
        one.post(
            API + "login",
            "{\"customerName\":\"acme\",\"password\":\"" + TestServer.PASSWORD + "\"}");
    Matcher matcher = Pattern.compile("\"accessToken\":\"([^\"]+)\"").matcher(login.body());
    assertThat(matcher.find()).isTrue();
    token = matcher.group(1);
    assertThat(enroll().status()).isEqualTo(200);
  }

  private Answer enroll() {
    return enroll(one, anna, Portraits.ANNA);
  }

  private Answer enroll(TestServer node, User user, Portraits portrait) {
    return call(
        node,
        "enroll",
        "\"url\":\"%s\",\"enrolledUrl\":\"%s\""
            .formatted(
                portrait.data(), one.core().enrolmentLinks.url(acme.id(), user.enrolment())));
  }

  private Answer call(TestServer node, String call, String fields) {
    return node.post(
        API + call, "{\"customerName\":\"acme\"," + fields + "}", "Authorization", token);
  }

  private Answer search(TestServer node) {
    return call(node, "search", "\"url\":\"" + Portraits.ANNA_AGAIN.data() + "\"");
  }

  private Answer authenticate(TestServer node) {
    return call(
        node,
        "authenticate",
        "\"userName\":\"anna\",\"url\":\"" + Portraits.ANNA_AGAIN.data() + "\"");
  }

  /** Searches in turn until somebody is found: at most a second, and some for slow machines. */
  private void awaitFound(TestServer node) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!search(node).body().contains("\"anna\"") && System.nanoTime() < end) {
      Thread.sleep(100);
    }
    assertThat(search(node).body()).contains("\"anna\"");
  }

  @Test
  void whoWasEnrolledOnOneIsKnownOnTheOther() throws InterruptedException {
    assertThat(authenticate(other).status()).isEqualTo(200);
    awaitFound(other);
    awaitFound(one);
  }

  @Test
  void whoWasEnrolledOnOneIsFoundOnTheOtherWithinASecond() throws InterruptedException {
    awaitFound(other);
    long least = Long.MAX_VALUE;
    // A machine that is busy with something else is not what is measured.
    for (int i = 0; i < 3; i++) {
      String name = "newcomer" + i;
      long before = other.core().faceFeatures.galleries.size();
      assertThat(enroll(one, one.user(acme, name), Portraits.ANNA).status()).isEqualTo(200);
      long begun = System.nanoTime();
      while (other.core().faceFeatures.galleries.size() == before) {
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        Thread.sleep(5);
      }
      // A search itself takes its time, for it looks at a picture.
      least = Math.min(least, System.nanoTime() - begun);
      assertThat(search(other).body()).contains("\"" + name + "\"");
    }
    assertThat(Duration.ofNanos(least)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void whoWasErasedOnOneIsNotOnTheOtherFromTheNextRequestOn() throws InterruptedException {
    awaitFound(other);

    assertThat(call(one, "user/delete", "\"userName\":\"anna\"").status()).isEqualTo(200);

    assertThat(search(other).body()).contains("\"userNames\":[]");
    assertThat(authenticate(other).status()).isEqualTo(404);
  }

  @Test
  void oneFaceOnBothAtTheSameTimeIsOnePersons() throws Exception {
    awaitFound(one);
    awaitFound(other);
    one.core()
        .customerSettings
        .change(
            acme.id(),
            old -> old.withFaces(FaceSettings.of(Map.of("face.duplicates", "refuse"))),
            Origin.CLI);
    User bert = one.user(acme, "bert");
    User bruno = one.user(acme, "bruno");

    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> here = threads.submit(() -> enroll(one, bert, Portraits.BERT));
      Future<Answer> there = threads.submit(() -> enroll(other, bruno, Portraits.BERT));
      statuses.add(here.get().status());
      statuses.add(there.get().status());
    }

    assertThat(statuses).containsExactlyInAnyOrder(200, 400);
  }

  @Test
  void theBlackListOfOneHoldsOnTheOther() throws InterruptedException {
    awaitFound(other);

    one.core().users.blacklist(acme.id(), anna.id(), Origin.CLI);

    assertThat(search(other).body()).contains("\"blacklistState\":\"yes\"");
    assertThat(authenticate(other).body()).contains("User is blacklisted");
  }

  @Test
  void aServerThatStartsLaterReadsWhoIsThere() throws InterruptedException {
    other.close();
    other = TestServer.start(folder, Map.of(), one.clock(), database());

    awaitFound(other);
  }

  private Databases.Postgres database() {
    var data = one.core().configuration.data();
    if (data.database() instanceof dev.countersign.config.DatabaseAddress.PostgresServer server) {
      return new Databases.Postgres(
          server.jdbcUrl(),
          server.user().orElse(""),
          server.password().map(dev.countersign.config.SecretText::reveal).orElse(""),
          data.poolSize());
    }
    throw new IllegalStateException("These servers are on PostgreSQL");
  }
}
