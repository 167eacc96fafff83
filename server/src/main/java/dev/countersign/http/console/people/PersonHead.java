package dev.countersign.http.console.people;

import dev.countersign.domain.User;
import dev.countersign.http.console.Place;
import java.util.List;
import java.util.Locale;

/**
 * What stands above every page about one person.
 *
 * @param path where the pages about them are
 * @param user who it is
 * @param invited whether they were invited and have not come yet
 * @param operator whether they operate the server
 * @param untouchable whether whoever looks may only look, because operators alone act on them
 * @param self whether it is whoever looks
 */
public record PersonHead(
    String path, User user, boolean invited, boolean operator, boolean untouchable, boolean self) {
  private static final List<String> PAGES =
      List.of("sessions", "factors", "face", "groups", "applications", "events");

  /** The pages about them. */
  public List<Place> places() {
    List<Place> places = new java.util.ArrayList<>();
    places.add(new Place(path, "console.user.overview", true));
    PAGES.forEach(page -> places.add(new Place(path + "/" + page, "console.user." + page, false)));
    return places;
  }

  /** The name of the text that says how the account stands. */
  public String standing() {
    return "console.users.state." + standing(user, invited);
  }

  /** Whether it is as it should be. */
  public boolean good() {
    return standing(user, invited).equals("active");
  }

  static String standing(User user, boolean invited) {
    if (user.blacklisted()) {
      return "blacklisted";
    }
    if (invited && user.state() == User.State.ACTIVE) {
      return "invited";
    }
    return user.state().name().toLowerCase(Locale.ROOT);
  }
}
