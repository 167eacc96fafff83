package dev.countersign.testing;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.DeviceAuthorization;
import dev.countersign.token.DeviceCodes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Applications of other makers, as people meet them at the pages. */
public final class Applications {
  /** Where the application gets its answer. */
  public static final String REDIRECT = "https://app.example/cb";

  private Applications() {}

  /** An application that has to ask, with a policy and terms to read. */
  public static Client add(TestServer server, Customer customer, String name) {
    ClientSettings settings =
        ClientSettings.defaults().toBuilder()
            .redirectUris(List.of(REDIRECT))
            .scopes(new LinkedHashSet<>(List.of("openid", "profile", "email", "offline_access")))
            .policyUri("https://app.example/privacy")
            .tosUri("javascript:alert(1)")
            .build();
    Instant now = server.clock().instant();
    ClientId id = new ClientId(server.core().ids.next());
    Client client =
        new Client(id, customer.id(), name, settings, "0f".repeat(32), null, false, now, now);
    return server
        .core()
        .store
        .write(tx -> {
          tx.clients().add(client);
          return client;
        });
  }

  /** The path at which it sends people here. */
  public static String authorize(Client client) {
    return "/oauth2/authorize?response_type=code&client_id="
        + client.id()
        + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid+profile&state=s"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
  }

  /** The code that a device of it shows. */
  public static String device(TestServer server, Client client) {
    return new DeviceCodes(server.core().store, new SecureRandom(), server.clock())
        .begin(client, Set.of("openid", "profile"), List.of())
        .userCode();
  }

  /** Where the device of that code stands. */
  public static DeviceAuthorization.State state(TestServer server, String userCode) {
    return new DeviceCodes(server.core().store, new SecureRandom(), server.clock())
        .find(userCode)
        .orElseThrow()
        .state();
  }
}
