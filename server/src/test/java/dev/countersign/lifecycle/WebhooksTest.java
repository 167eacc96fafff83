package dev.countersign.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.customer.DestinationRefused;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserGroup;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebhooksTest extends LifecycleServer {
  private void tell(String events) {
    server
        .core()
        .customerSettings
        .changeByName(
            acme.id(),
            Map.of("account.webhook-url", hook(), "account.webhook-events", events),
            Origin.CLI);
  }

  private String next() throws InterruptedException {
    String one = called.poll(10, TimeUnit.SECONDS);
    assertThat(one).isNotNull();
    return String.valueOf(one);
  }

  @Test
  void whatHappensToAnAccountIsToldSignedAndNamesThePersonById() throws Exception {
    tell("");
    server.core().users.disable(acme.id(), alice.id(), Origin.CLI);

    assertThat(next())
        .matches(
            "t=[0-9]+,v1=[0-9a-f]{64} \\{\"id\":\"[0-9]+\",\"event\":\"user_disabled\","
                + "\"outcome\":\"success\",\"at\":\"2026-11-22T03:04:05.678Z\",\"customerId\":\""
                + acme.id()
                + "\",\"userId\":\""
                + alice.id()
                + "\"\\}");

    UserGroup group = server.core().lifecycle.groups.create(acme.id(), "Staff", "", Origin.CLI);
    assertThat(next())
        .contains("\"event\":\"group_created\"", "\"detail\":{\"group\":\"" + group.id() + "\"}");
  }

  @Test
  void onlyTheEventsAskedForAreToldAndOnlyOfTheCustomersOwn() throws Exception {
    tell("user_created, user_deleted");
    server.core().users.disable(acme.id(), alice.id(), Origin.CLI);
    server.user(server.customer("other"), "eve");
    server.core().users.delete(acme.id(), alice.id(), Origin.CLI);

    assertThat(next()).contains("\"event\":\"user_deleted\"");
    assertThat(called).isEmpty();
  }

  @Test
  void aUrlThatMustNotBeCalledAndAnUnknownSettingAreRefused() {
    assertThatExceptionOfType(DestinationRefused.class)
        .isThrownBy(() ->
            server
                .core()
                .customerSettings
                .changeByName(
                    acme.id(),
                    Map.of("account.webhook-url", "https://elsewhere.example/hook"),
                    Origin.CLI));
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() ->
            server
                .core()
                .customerSettings
                .changeByName(acme.id(), Map.of("account.colour", "red"), Origin.CLI))
        .withMessage("account.colour is no setting of a customer");
  }
}
