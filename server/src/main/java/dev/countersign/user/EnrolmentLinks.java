package dev.countersign.user;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Enrolment;
import dev.countersign.keys.KeyRing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Enrolment URLs: they name a person for good in calls that carry a token, and are a capability
 * that works once and expires in a browser that carries none.
 */
public final class EnrolmentLinks {
  /** The path all of them share. */
  public static final String PATH = "/deepfaceauth/api/v1/iframe/enroll/portal/";

  private static final Pattern REFERENCE =
      Pattern.compile(Pattern.quote(PATH) + "([0-9a-f]{32}/[0-9a-f]{32})/?$");
  private static final int HALF_BYTES = 16;

  private final KeyRing ring;
  private final SecureRandom random;
  private final Duration ttl;

  public EnrolmentLinks(KeyRing ring, SecureRandom random, Duration ttl) {
    this.ring = ring;
    this.random = random;
    this.ttl = ttl;
  }

  /** A new enrolment, under a new URL. */
  Enrolment draft(Instant now) {
    return new Enrolment(half() + "/" + half(), Enrolment.State.DRAFT, now, now.plus(ttl));
  }

  /** The same state of enrolment under a new URL. */
  Enrolment renewed(Enrolment enrolment, Instant now) {
    return new Enrolment(
        half() + "/" + half(), enrolment.state(), enrolment.changedAt(), now.plus(ttl));
  }

  private String half() {
    byte[] bytes = new byte[HALF_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The URL of that enrolment. */
  public String url(CustomerId customer, Enrolment enrolment) {
    return ring.issuerOf(customer).baseUrl() + PATH + enrolment.reference();
  }

  /** The reference in a URL of this server, whatever host it was reached by. */
  public static Optional<String> reference(String url) {
    Matcher matcher = REFERENCE.matcher(url);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.of(matcher.group(1));
  }
}
