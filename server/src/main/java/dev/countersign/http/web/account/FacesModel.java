package dev.countersign.http.web.account;

import dev.countersign.domain.Consent;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a person's face.
 *
 * @param organisation who keeps it
 * @param kept whether anything is
 * @param portrait a small picture of it, as a {@code data:} URL
 * @param consents everything the person agreed to, newest first
 * @param receipt the number of the proof that it was just erased
 */
public record FacesModel(
    String organisation,
    boolean kept,
    Optional<String> portrait,
    List<Consent> consents,
    Optional<String> receipt) {
  /** Keeps an unmodifiable copy. */
  public FacesModel {
    consents = List.copyOf(consents);
  }
}
