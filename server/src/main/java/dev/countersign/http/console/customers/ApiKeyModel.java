package dev.countersign.http.console.customers;

import dev.countersign.domain.ApiKey;
import dev.countersign.domain.Scope;
import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleFrame;
import java.util.List;

/**
 * One API key.
 *
 * @param frame what is around it
 * @param key what is known of it
 * @param kind what kind it is, in words
 * @param path of the page
 * @param rotate what puts another in its place
 * @param delete what removes it
 */
public record ApiKeyModel(
    ConsoleFrame frame,
    ApiKey key,
    String kind,
    String path,
    Confirmation rotate,
    Confirmation delete) {
  /** What it may do. */
  public List<String> scopes() {
    return key.scopes().stream().map(Scope::text).sorted().toList();
  }
}
