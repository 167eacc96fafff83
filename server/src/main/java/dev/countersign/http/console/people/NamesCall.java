package dev.countersign.http.console.people;

import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.user.UserDirectory.Asked;
import java.util.List;
import java.util.Map;

/** {@code …/users/names}: the names that begin so, for the script that helps to type one. */
final class NamesCall implements Endpoint {
  static final String PATH = "/users/names";
  private static final int MOST = 10;

  private final PeopleFeatures features;

  NamesCall(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(features.routes().within(PATH, this::names));
  }

  private Reply names(ConsoleRequest request) {
    String text = request.query("q");
    List<String> names = List.of();
    if (!text.isEmpty()) {
      names =
          features.directory().page(request.customerId(), Asked.named(text, MOST)).users().stream()
              .map(User::userName)
              .toList();
    }
    return Reply.json(200, Map.of("names", names)).with("Cache-Control", "no-store");
  }
}
