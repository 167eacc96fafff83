package dev.countersign.http.oauth2;

import java.util.List;
import java.util.Optional;

/**
 * The page that asks whether an application may use an account.
 *
 * @param flow the request that waits
 * @param application the application's name
 * @param place where its answer goes
 * @param organisation whose account it is
 * @param userName the account
 * @param scopes what it asks for, in words
 * @param privacy its privacy policy
 * @param terms its terms of service
 */
public record ConsentModel(
    String flow,
    String application,
    String place,
    String organisation,
    String userName,
    List<String> scopes,
    Optional<String> privacy,
    Optional<String> terms) {
  /** Keeps an unmodifiable copy. */
  public ConsentModel {
    scopes = List.copyOf(scopes);
  }
}
