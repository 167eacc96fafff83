package dev.countersign.http.dialect.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenRenewalTest extends TokenCalls {
  @Override
  Map<String, String> settings() {
    return Map.of("sessions.max-age", "3h");
  }

  @Test
  void aRenewedTokenIsTheSameSessionsAndWritesNothing() {
    String first = signIn();
    List<Map<String, Object>> sessions = server.rows("SELECT * FROM session");
    long events = server.count("SELECT count(*) FROM audit_event");
    long buckets = server.count("SELECT count(*) FROM throttle_bucket");

    server.clock().advance(Duration.ofMinutes(10));
    String second = token(renew(first));
    for (String kept : new String[] {"sub", "iss", "aud", "sid", "auth_time", "token_use"}) {
      assertThat(claim(second, kept)).as(kept).isEqualTo(claim(first, kept));
    }
    assertThat(claim(second, "jti")).isNotEqualTo(claim(first, "jti"));
    assertThat(claim(second, "iat")).isEqualTo("1795317245");
    assertThat(claim(second, "exp")).isEqualTo("1795324445");
    assertThat(server.rows("SELECT * FROM session").toString()).isEqualTo(sessions.toString());
    assertThat(server.count("SELECT count(*) FROM audit_event")).isEqualTo(events);
    assertThat(server.count("SELECT count(*) FROM throttle_bucket")).isEqualTo(buckets);
  }

  @Test
  void theSameTokenMayBeRenewedMoreThanOnce() {
    String first = signIn();
    Set<String> renewed = new HashSet<>(Set.of(first));
    for (int i = 0; i < 3; i++) {
      renewed.add(token(renew(first)));
    }
    assertThat(renewed).hasSize(4);
  }

  @Test
  void renewalStopsAtTheMaximumAgeOfTheSession() {
    String token = signIn();
    server.clock().advance(Duration.ofMinutes(90));
    token = token(renew(token));
    // Two hours from now would be past the session's end.
    assertThat(claim(token, "exp")).isEqualTo("1795327445");
    server.clock().advance(Duration.ofMinutes(90).minusSeconds(1));
    token = token(renew(token));
    server.clock().advance(Duration.ofSeconds(1));
    assertForbidden(renew(token));
  }
}
