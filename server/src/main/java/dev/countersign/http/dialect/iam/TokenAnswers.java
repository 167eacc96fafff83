package dev.countersign.http.dialect.iam;

import dev.countersign.domain.Device;
import dev.countersign.domain.Session;
import dev.countersign.domain.User;
import dev.countersign.http.Reply;
import dev.countersign.signin.UserSignIn.Grant;
import dev.countersign.token.SignedTokens;
import dev.countersign.token.SignedTokens.Issued;
import dev.countersign.token.TokenSubject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The AuthenticationResultType: what a sign-in and a renewal answer. */
final class TokenAnswers {
  /** RFC 9068, section 2.2, demands a client; the calls of this dialect name none. */
  private static final String CLIENT = "iam";

  private final SignedTokens tokens;
  private final Duration ttl;

  TokenAnswers(SignedTokens tokens, Duration ttl) {
    this.tokens = tokens;
    this.ttl = ttl;
  }

  Reply of(Grant grant) {
    String refreshToken = grant.refreshToken().orElseThrow();
    return of(grant.session(), grant.user(), grant.newDevice(), refreshToken);
  }

  Reply of(Session session, User user, Optional<Device> newDevice, String refreshToken) {
    TokenSubject subject = TokenSubject.of(session);
    Issued access = tokens.access(subject, ttl, CLIENT);
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("accessToken", access.text());
    result.put("expiresIn", access.seconds());
    result.put("idToken", tokens.id(subject, ttl, user.userName(), user.profile()).text());
    result.put("newDeviceMetadata", newDevice.map(TokenAnswers::metadata).orElse(null));
    result.put("refreshToken", refreshToken);
    result.put("tokenType", "Bearer");
    return Reply.json(200, result);
  }

  private static Map<String, String> metadata(Device device) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("deviceGroupKey", device.groupKey());
    metadata.put("deviceKey", device.deviceKey());
    return metadata;
  }
}
