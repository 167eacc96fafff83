package dev.countersign.http.web.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The applications a person uses the account with.
 *
 * @param applications by name
 * @param ended whether one was just ended
 */
public record ApplicationsModel(List<Row> applications, boolean ended) {
  /** Keeps an unmodifiable copy. */
  public ApplicationsModel {
    applications = List.copyOf(applications);
  }

  /**
   * One of them.
   *
   * @param id its client_id
   * @param name what it is called
   * @param scopes what it may do, in words
   * @param agreedAt when the person agreed, if they were asked
   * @param lastUsedAt when they last signed in to it, if that goes on
   */
  public record Row(
      String id,
      String name,
      List<String> scopes,
      Optional<Instant> agreedAt,
      Optional<Instant> lastUsedAt) {
    /** Keeps an unmodifiable copy. */
    public Row {
      scopes = List.copyOf(scopes);
    }
  }
}
