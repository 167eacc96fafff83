package dev.countersign.authorization;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.store.Store;
import java.util.Optional;

/** Finds out what a request asks: who sent it, and what its references stand for. */
final class RequestReader {
  private final Store store;
  private final PushedRequests pushed;
  private final RequestObjects objects;

  RequestReader(Store store, PushedRequests pushed, RequestObjects objects) {
    this.store = store;
    this.pushed = pushed;
    this.objects = objects;
  }

  /** A request at the authorization endpoint. */
  Asked read(Parameters outer) {
    Asked asked = identified(outer);
    int references = outer.all("request_uri").size() + outer.all("request").size();
    if (asked.known().isEmpty() || references == 0) {
      return asked;
    }
    // RFC 6749, section 3.1: "Request and response parameters MUST NOT be included more than once";
    // what the reference stands for would hide those that were.
    if (outer.repeats()) {
      return asked.failed(ErrorCode.INVALID_REQUEST, "A parameter was sent more than once");
    }
    // RFC 9101, section 5, of request: "If this parameter is present in the authorization request,
    // request_uri MUST NOT be present."
    if (references > 1) {
      return asked.failed(
          ErrorCode.INVALID_REQUEST, "Send one request or request_uri, not several");
    }
    if (outer.has("request")) {
      return objects.read(asked);
    }
    return pushed.resolve(asked);
  }

  /** A request that its client pushes, after it has proved itself. */
  Asked readPushed(Client client, Parameters outer) {
    Asked asked = new Asked(outer, Optional.of(client), true, false, Optional.empty());
    // RFC 9126, section 2.1: "The request_uri authorization request parameter is one exception, and
    // it MUST NOT be provided."
    if (outer.has("request_uri")) {
      return asked.failed(ErrorCode.INVALID_REQUEST, "A pushed request must not hold request_uri");
    }
    if (outer.all("request").size() == 1) {
      return objects.read(asked);
    }
    return asked;
  }

  private Asked identified(Parameters outer) {
    Optional<Client> client =
        outer
            .one("client_id")
            .flatMap(ClientId::parse)
            .flatMap(id -> store.read(tx -> tx.clients().byId(id)));
    return new Asked(outer, client, false, false, Optional.empty());
  }
}
