package dev.countersign.http.console.people;

import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import dev.countersign.group.Administrators;
import dev.countersign.http.console.ConsoleRequest;
import java.util.Optional;

/**
 * Keeps administrators from taking their own place in the console by accident. Each answers why an
 * act is refused, or nothing. Operators do not stand on the role, so nothing keeps them.
 */
final class OwnPlace {
  private final Administrators administrators;

  OwnPlace(Administrators administrators) {
    this.administrators = administrators;
  }

  /** Before somebody is taken out of a group, or the group or its role goes. */
  Optional<String> leaving(ConsoleRequest request, UserId user, long group) {
    if (self(request, user) && administrators.onlyByGroup(request.customerId(), user, group)) {
      return Optional.of(request.words().text("console.own-place"));
    }
    return Optional.empty();
  }

  /** Before a group goes, or a role of it. */
  Optional<String> without(ConsoleRequest request, long group) {
    return leaving(request, request.visit().user().id(), group);
  }

  /** Before somebody loses a role. */
  Optional<String> losing(ConsoleRequest request, UserId user, UserRole role) {
    if (Administrators.have(role)
        && self(request, user)
        && administrators.onlyByGrant(request.customerId(), user)) {
      return Optional.of(request.words().text("console.own-place"));
    }
    return Optional.empty();
  }

  /** Before a role gets another name, or goes. */
  Optional<String> changing(ConsoleRequest request, UserRole role) {
    if (Administrators.have(role) && !request.visit().operator()) {
      return Optional.of(request.words().text("console.roles.administrator"));
    }
    return Optional.empty();
  }

  private static boolean self(ConsoleRequest request, UserId user) {
    var visitor = request.visit().user();
    return !request.visit().operator()
        && visitor.customer().equals(request.customerId())
        && visitor.id().equals(user);
  }
}
