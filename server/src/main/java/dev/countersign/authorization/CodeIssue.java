package dev.countersign.authorization;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.domain.AuthenticationContext;
import dev.countersign.domain.AuthorizationCode;
import dev.countersign.domain.Client;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Makes authorization codes. */
final class CodeIssue {
  /**
   * RFC 6749, section 4.1.2: "A maximum authorization code lifetime of 10 minutes is RECOMMENDED."
   * The FAPI 2.0 Security Profile, section 5.3.2.1: "a maximum lifetime of 60 seconds".
   */
  static final Duration LIFETIME = Duration.ofSeconds(60);

  private final SecureRandom random;
  private final InstantSource clock;

  CodeIssue(SecureRandom random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  /** A code for what was granted; its text is nowhere kept. */
  String issue(Transaction tx, ValidRequest request, NextStep.Step.Grant grant) {
    OpaqueToken code = OpaqueToken.generate(random);
    Client client = request.client();
    Instant now = clock.instant();
    tx.authorizationCodes()
        .add(
            new AuthorizationCode(
                code.digest().bytes(),
                client.customerId(),
                client.id(),
                grant.person().user(),
                grant.person().session(),
                granted(request, grant),
                null,
                now,
                now.plus(LIFETIME)));
    return code.text();
  }

  private static AuthorizationCode.Request granted(
      ValidRequest request, NextStep.Step.Grant grant) {
    Parameters parameters = request.parameters();
    return new AuthorizationCode.Request(
        request.redirectUri(),
        true,
        parameters.one("code_challenge").orElse(null),
        parameters.one("nonce").orElse(null),
        grant.scopes(),
        parameters.all("resource"),
        parameters.one("claims").orElse(null),
        AuthenticationContext.of(grant.person().amr()).text(),
        grant.person().amr(),
        grant.person().authTime(),
        parameters.one("dpop_jkt").orElse(null),
        null);
  }
}
