package dev.countersign.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page that a customer opens to somebody once, for one purpose.
 *
 * @param customerId the isolation boundary
 * @param id its identity, by which the customer asks for its result
 * @param digest the SHA-256 of the token that its address carries
 * @param kind what it is for
 * @param userId whom it is about, or null for a search
 * @param parentOrigin the origin of the page that may show it in a frame, or the empty string
 * @param returnUrl where the browser goes at the end, or the empty string
 * @param createdAt when it was created
 * @param expiresAt until when it opens
 * @param agreedAt when the person agreed to what it says, or null
 * @param progress how far it got
 */
public record Portal(
    CustomerId customerId,
    long id,
    byte[] digest,
    Kind kind,
    @Nullable UserId userId,
    String parentOrigin,
    String returnUrl,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant agreedAt,
    Progress progress) {

  /** What a portal is for. Names are stored, so they are never changed. */
  public enum Kind {
    /** A person's first face. */
    ENROLL,
    /** Another face in place of the one there is. */
    UPDATE,
    /** Whether a face is the person's. */
    AUTHENTICATE,
    /** Whose face it is. */
    SEARCH
  }

  /** Whether it can be used. Names are stored, so they are never changed. */
  public enum State {
    OPEN,
    /** What it was for was done. */
    SUCCESS,
    /** What it was for was refused for good. */
    FAILURE,
    /** The person did not want to. */
    CANCELLED
  }

  /**
   * How far a portal got.
   *
   * @param state whether it can be used
   * @param reason the code of what was refused last, or the empty string
   * @param mismatches how many faces were not the person's
   * @param endedAt since when it is not open any more, or null
   */
  public record Progress(State state, String reason, int mismatches, @Nullable Instant endedAt) {
    /** Nothing happened yet. */
    public static final Progress BEGUN = new Progress(State.OPEN, "", 0, null);
  }

  /** Whether it can be used at that time. */
  public boolean open(Instant now) {
    return progress.state() == State.OPEN && now.isBefore(expiresAt);
  }

  /** Whom it is about; absent for a search. */
  public Optional<UserId> user() {
    return Optional.ofNullable(userId);
  }

  /** The same one that got further. */
  public Portal with(Progress changed) {
    return new Portal(
        customerId,
        id,
        digest,
        kind,
        userId,
        parentOrigin,
        returnUrl,
        createdAt,
        expiresAt,
        agreedAt,
        changed);
  }

  /** The same one after the person agreed. */
  public Portal agreed(Instant at) {
    return new Portal(
        customerId,
        id,
        digest,
        kind,
        userId,
        parentOrigin,
        returnUrl,
        createdAt,
        expiresAt,
        at,
        progress);
  }

  /** Names itself only. */
  @Override
  public String toString() {
    return "Portal[" + id + " of " + customerId + "]";
  }
}
