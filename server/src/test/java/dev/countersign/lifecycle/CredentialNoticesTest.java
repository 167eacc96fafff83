package dev.countersign.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.testing.AppOfCodes;
import org.junit.jupiter.api.Test;

class CredentialNoticesTest extends LifecycleServer {
  @Test
  void aPersonIsMailedThatAFactorWasAddedAndThatItWasRemoved() {
    AppOfCodes.setUp(server, alice);
    assertThat(text(mailed(1)))
        .startsWith("A second factor was added to your account at acme")
        .contains("your account alice", "https://auth.example/forgot-password");

    server.core().factors.administration.reset(acme.id(), alice.id(), Origin.CLI);
    assertThat(text(mailed(2))).startsWith("A second factor was removed from your account at acme");
  }
}
