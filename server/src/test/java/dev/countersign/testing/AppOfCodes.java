package dev.countersign.testing;

import dev.countersign.crypto.Base32;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.Totp;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.factor.AppCodes;
import java.time.Duration;
import java.util.List;

/** A telephone with an app for one-time codes. */
public final class AppOfCodes {
  private final TestServer server;
  private final Totp codes;

  private AppOfCodes(TestServer server, Totp codes) {
    this.server = server;
    this.codes = codes;
  }

  /** The app that was given that secret, in Base32 as people type it. */
  public static AppOfCodes of(TestServer server, String secret) {
    return new AppOfCodes(server, Totp.of(Secret.of(Base32.decode(secret).orElseThrow())));
  }

  /** Sets up the app of a person; the time step of the first code is over. */
  public static AppOfCodes setUp(TestServer server, User user) {
    AppCodes apps = server.core().factors.apps;
    assertTrue(apps.begin(user.customerId(), user.id()));
    Secret secret = apps.unconfirmed(user.customerId(), user.id()).orElseThrow();
    AppOfCodes app = of(server, secret.text());
    var done = apps.confirm(user.customerId(), user.id(), Secret.of(app.code()), Origin.CLI);
    assertTrue(done instanceof AppCodes.Confirmed);
    app.pass(1);
    return app;
  }

  private static void assertTrue(boolean done) {
    if (!done) {
      throw new AssertionError("the app could not be set up");
    }
  }

  /** The code it shows now. */
  public String code() {
    return codes.code(Totp.step(server.clock().instant()));
  }

  /** A code it does not show, now or soon. */
  public String wrongCode() {
    long step = Totp.step(server.clock().instant());
    List<String> right = List.of(codes.code(step - 1), codes.code(step), codes.code(step + 1));
    for (int i = 0; ; i++) {
      String code = "%06d".formatted(i);
      if (!right.contains(code)) {
        return code;
      }
    }
  }

  /** Lets so many codes pass. */
  public void pass(int steps) {
    server.clock().advance(Duration.ofSeconds(30L * steps));
  }
}
