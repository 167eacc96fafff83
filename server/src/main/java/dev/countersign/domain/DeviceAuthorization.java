package dev.countersign.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device without a browser that waits for a person to agree elsewhere (RFC 8628).
 *
 * @param deviceDigest the SHA-256 of the device code
 * @param userCode what the person types, in its one canonical spelling
 * @param customerId the isolation boundary
 * @param clientId whose device it is
 * @param scopes what it asks for, in the order it is told
 * @param resources the resources it asks for (RFC 8707)
 * @param state where it stands
 * @param approval who agreed, or null before anybody has
 * @param nextPollAt before when another question is too early
 * @param pollInterval the least time between questions
 * @param createdAt when the device asked
 * @param expiresAt until when it waits
 */
public record DeviceAuthorization(
    byte[] deviceDigest,
    String userCode,
    CustomerId customerId,
    ClientId clientId,
    Set<String> scopes,
    List<String> resources,
    State state,
    @Nullable Approval approval,
    Instant nextPollAt,
    Duration pollInterval,
    Instant createdAt,
    Instant expiresAt) {

  /** Keeps unmodifiable copies. */
  public DeviceAuthorization {
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    resources = List.copyOf(resources);
  }

  /** Where it stands. */
  public enum State {
    PENDING,
    APPROVED,
    DENIED,
    /** The device has its tokens. */
    USED
  }

  /**
   * Who agreed.
   *
   * @param userId the person
   * @param parent the browser's session they agreed in, or null once it has ended
   * @param amr how they were authenticated
   * @param acr the authentication context that was reached, or null
   * @param authTime when
   */
  public record Approval(
      UserId userId,
      @Nullable SessionId parent,
      String amr,
      @Nullable String acr,
      Instant authTime) {}

  /** Without the codes. */
  @Override
  public String toString() {
    return "DeviceAuthorization[" + state + ", client " + clientId + "]";
  }
}
