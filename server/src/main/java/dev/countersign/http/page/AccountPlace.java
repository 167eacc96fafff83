package dev.countersign.http.page;

import java.util.List;

/**
 * One of the pages about one's account, in the order of the navigation.
 *
 * @param path where it is
 * @param key the name of its title
 */
public record AccountPlace(String path, String key) {
  /** All of them; another one is a line here. */
  public static final List<AccountPlace> ALL =
      List.of(
          new AccountPlace("/account", "account.title"),
          new AccountPlace("/account/profile", "profile.title"),
          new AccountPlace("/account/password", "password.title"),
          new AccountPlace("/account/passkeys", "passkeys.title"),
          new AccountPlace("/account/codes", "codes.title"),
          new AccountPlace("/account/recovery-codes", "recovery-codes.title"),
          new AccountPlace("/account/sessions", "sessions.title"),
          new AccountPlace("/account/applications", "applications.title"),
          new AccountPlace("/account/faces", "faces.title"),
          new AccountPlace("/account/data", "data.title"));
}
