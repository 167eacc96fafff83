package dev.countersign.authorization;

import dev.countersign.domain.Client;
import java.util.Optional;

/**
 * An authorization request as it came and as far as it could be read; nothing of it is believed
 * before {@link Checks} has passed it.
 *
 * @param parameters what counts: the parameters themselves, or those of the request object or the
 *     pushed request they stand for
 * @param known the client, if {@code client_id} names one
 * @param pushed whether its client pushed it, after it had proved itself
 * @param signed whether its client signed it
 * @param unread why the request object or pushed request could not be had, if so
 */
record Asked(
    Parameters parameters,
    Optional<Client> known,
    boolean pushed,
    boolean signed,
    Optional<Problem> unread) {

  /** Of a request whose client is known. */
  Client client() {
    return known.orElseThrow();
  }

  boolean unreadable() {
    return unread.isPresent();
  }

  Asked failed(ErrorCode code, String description) {
    return new Asked(
        parameters, known, pushed, signed, Optional.of(new Problem(code, description)));
  }
}
