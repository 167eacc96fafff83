package dev.countersign.http.console.people;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.http.Reply;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;

/**
 * A request about one person of the path's customer.
 *
 * @param request the request
 * @param head who it is about
 */
record Person(ConsoleRequest request, PersonHead head) {
  User user() {
    return head.user();
  }

  UserId id() {
    return head.user().id();
  }

  CustomerId customer() {
    return request.customerId();
  }

  Origin origin() {
    return request.origin();
  }

  Messages words() {
    return request.words();
  }

  String text(String key, Object... values) {
    return words().text(key, values);
  }

  String path(String below) {
    return head.path() + below;
  }

  /** A page about the person. */
  Reply page(int status, Problems problems, Section... sections) {
    Sheet sheet = Sheet.of(request.frame(), head.user().userName(), sections);
    return request.page(status, Sheet.TEMPLATE, sheet.of(head).with(problems));
  }

  /** Goes on to a page about the person that says what was done. */
  Reply done(String below, String what) {
    return ConsoleRequest.done(path(below), what);
  }
}
