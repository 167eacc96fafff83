package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.Authority;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Hosts that may be called for one customer. This machine's own name is one that is looked up and
 * refused for its address, which is how a call that was let through the list ends here.
 */
class FaceOutgoingHostsTest extends FacePictureTest {
  private static final String URL = "https://localhost/a.jpg";

  private void allow(Customer customer, String hosts) {
    server
        .core()
        .customerSettings
        .changeByName(
            customer.id(), Map.of("outgoing.hosts", hosts), Authority.OPERATOR, Origin.CLI);
  }

  private double refused(String reason) {
    return server.core().registry.counter("countersign.outgoing.refused", "reason", reason).count();
  }

  @Test
  void aPictureIsFetchedFromAHostOfTheCustomersAndForNobodyElse() {
    String theirs = tokenOfOther("other");
    allow(acme, "localhost");

    Answer mine = call("/search", "{\"customerName\":\"acme\",\"url\":\"" + URL + "\"}");
    assertThat(mine.status()).isEqualTo(400);
    assertThat(refused("address_not_public")).isEqualTo(1);
    assertThat(refused("host_not_allowed")).isZero();

    Answer other =
        callAs(theirs, "/search", "{\"customerName\":\"other\",\"url\":\"" + URL + "\"}");
    assertThat(other.status()).isEqualTo(400);
    assertThat(refused("host_not_allowed")).isEqualTo(1);
    assertThat(refused("address_not_public")).isEqualTo(1);
  }

  @Test
  void everyCallThatTakesAPictureHasTheCustomersHosts() {
    var anna = person("anna");
    enrolled("bert", Portraits.BERT);
    assertThat(enroll("/enroll", anna, URL).status()).isEqualTo(400);
    assertThat(refused("host_not_allowed")).isEqualTo(1);
    allow(acme, "localhost");

    assertThat(enroll("/enroll", anna, URL).status()).isEqualTo(400);
    Answer answer =
        call(
            "/authenticate",
            "{\"customerName\":\"acme\",\"userName\":\"bert\",\"url\":\"" + URL + "\"}");
    assertThat(answer.status()).isEqualTo(400);

    assertThat(refused("host_not_allowed")).isEqualTo(1);
    assertThat(refused("address_not_public")).isEqualTo(2);
  }

  @Test
  void aCallbackGoesToAHostOfTheCustomersAndForNobodyElse() throws InterruptedException {
    String theirs = tokenOfOther("other");
    allow(acme, "localhost");
    String callback = ",\"failedAuthenticationCallbackurl\":\"https://localhost/hook\"}";
    String wrong = "/authenticate";
    String nobody = "\"userName\":\"nobody\",\"url\":\"" + Portraits.ANNA.data() + "\"}";

    Answer other = callAs(theirs, "/settings/change", "{\"customerName\":\"other\"" + callback);
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.body()).contains("localhost", "outgoing.hosts", "server's operators");
    Answer mine = call("/settings/change", "{\"customerName\":\"acme\"" + callback);
    assertThat(mine.status()).as(mine.body()).isEqualTo(200);

    call(wrong, "{\"customerName\":\"acme\"," + nobody);
    awaitRefusals(1);
    // What the operators take back holds for URLs that are set already.
    allow(acme, "");
    call(wrong, "{\"customerName\":\"acme\"," + nobody);
    awaitRefusals(2);

    assertThat(outcomes("outgoing_refused"))
        .isEqualTo(List.of("address_not_public", "host_not_allowed"));
  }

  private void awaitRefusals(int count) throws InterruptedException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (outcomes("outgoing_refused").size() < count && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertThat(outcomes("outgoing_refused")).hasSize(count);
  }

  @Test
  void aCustomersOwnCallsCannotChangeTheList() {
    assertThat(
            call(
                    "/settings/change",
                    "{\"customerName\":\"acme\",\"checkLiveliness\":\"no\",\"outgoing.hosts\":\"*\"}")
                .status())
        .isIn(200, 400);
    assertThat(server.core().customerSettings.of(acme.id()).outgoing().hosts()).isEmpty();
  }
}
