package dev.countersign.testing;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.domain.Session;
import dev.countersign.domain.User;
import dev.countersign.signin.CustomerSignIn;
import dev.countersign.signin.SignInResult;
import dev.countersign.signin.SignInResult.SignedIn;
import dev.countersign.signin.UserSignIn;
import dev.countersign.token.TokenSubject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Tokens for tests whose subject is not the sign-in. */
public final class Tokens {
  private Tokens() {}

  /** A customer's opaque token that lives for that long. */
  public static String opaque(TestServer server, Customer customer, Duration ttl) {
    Secret key = Secret.of(TestServer.PASSWORD);
    return granted(
            server
                .core()
                .signIn
                .customers
                .signIn(new CustomerSignIn.Request(customer.name(), key, ttl, Origin.CLI)))
        .token()
        .text();
  }

  /** A person's sign-in, with a refresh token. */
  public static UserSignIn.Grant signIn(TestServer server, User user) {
    return granted(
        server
            .core()
            .signIn
            .users
            .signIn(
                new UserSignIn.Request(
                    Optional.of(user.customerId()),
                    user.userName(),
                    Secret.of(TestServer.PASSWORD),
                    UserSignIn.Kind.REMEMBERED,
                    Optional.empty(),
                    Optional.empty(),
                    Origin.CLI)));
  }

  /** A signed token of the token dialect for that session. */
  public static String plain(TestServer server, Session session) {
    return server.core().signedTokens.plain(TokenSubject.of(session), Duration.ofHours(2)).text();
  }

  /** The Authorization header of a generated key with those scopes. */
  public static String key(TestServer server, Customer customer, Scope... scopes) {
    String secret =
        server
            .core()
            .apiKeys
            .create(customer.id(), "test", Set.of(scopes), Origin.CLI)
            .secret()
            .text();
    return basic(customer.name(), secret);
  }

  /** An Authorization header. */
  public static String basic(String name, String secret) {
    byte[] pair = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static <T> T granted(SignInResult<T> result) {
    if (result instanceof SignedIn<T>(T grant)) {
      return grant;
    }
    throw new AssertionError("not signed in: " + result);
  }
}
