package dev.countersign.http.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the pages about one's account, in the order of the navigation.
 *
 * @param path where it is
 * @param key the name of its title
 */
public record AccountPlace(String path, String key) {
  private static final String OVERVIEW = "/account";

  /** All of them; another one is a line here. */
  public static final List<AccountPlace> ALL =
      List.of(
          new AccountPlace(OVERVIEW, "account.title"),
          new AccountPlace("/account/profile", "profile.title"),
          new AccountPlace("/account/email", "account.email"),
          new AccountPlace("/account/password", "password.title"),
          new AccountPlace("/account/passkeys", "passkeys.title"),
          new AccountPlace("/account/codes", "codes.title"),
          new AccountPlace("/account/recovery-codes", "recovery-codes.title"),
          new AccountPlace("/account/sessions", "sessions.title"),
          new AccountPlace("/account/applications", "applications.title"),
          new AccountPlace("/account/faces", "faces.title"),
          new AccountPlace("/account/data", "data.title"),
          new AccountPlace("/account/delete", "delete-account.title"));

  /**
   * What {@code aria-current} says of a link to it; null where the page is neither it nor below.
   */
  public @Nullable String current(Shell shell) {
    if (shell.exactlyAt(path)) {
      return "page";
    }
    if (!path.equals(OVERVIEW) && shell.at(path)) {
      return "true";
    }
    return null;
  }
}
