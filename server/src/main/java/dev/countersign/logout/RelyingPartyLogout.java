package dev.countersign.logout;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.authorization.Person;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.Origin;
import dev.countersign.logout.LogoutResult.Ask;
import dev.countersign.logout.LogoutResult.Ended;
import dev.countersign.logout.LogoutResult.Refused;
import dev.countersign.store.Store;
import dev.countersign.token.IdTokenHints;
import dev.countersign.token.IdTokenHints.Hint;
import dev.countersign.token.Subjects;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Signing out when a client asks for it (OpenID Connect RP-Initiated Logout 1.0). */
public final class RelyingPartyLogout {
  private final Store store;
  private final IdTokenHints hints;
  private final Subjects subjects;
  private final AuditLog audit;
  private final Runnable wake;

  /**
   * Wires it.
   *
   * @param wake has the clients told that want to be told of the end of a session
   */
  public RelyingPartyLogout(
      Store store, IdTokenHints hints, Subjects subjects, AuditLog audit, Runnable wake) {
    this.store = store;
    this.hints = hints;
    this.subjects = subjects;
    this.audit = audit;
    this.wake = wake;
  }

  /** A request that comes from a client, through the browser of that person. */
  public LogoutResult ask(LogoutRequest request, Optional<Person> person, Origin origin) {
    Optional<Client> client = client(request);
    Optional<Refused> refused = refusal(request, client);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<Hint> hint = hint(request, client);
    if (person.isEmpty()) {
      // Section 3: "if the OP does not have [...] an id_token_hint [...] the OP MUST NOT perform
      // post-logout redirection unless the OP has other means of confirming the legitimacy of the
      // post-logout redirection target." Nobody is there to ask.
      return ended(request, client.filter(_ -> hint.isPresent()));
    }
    // Section 2: "the OP MUST ask the End-User this question if an id_token_hint was not provided
    // or if the supplied ID Token does not belong to the current OP session with the RP and/or
    // currently logged in End-User."
    boolean belongs =
        hint.isPresent() && client.isPresent() && belongs(client.get(), hint.get(), person.get());
    if (!belongs) {
      return new Ask(request.redirectUri().filter(_ -> registered(request, client)));
    }
    end(person.get(), origin);
    return ended(request, client);
  }

  /** The person has been asked, and wants it. */
  public LogoutResult confirmed(LogoutRequest request, Optional<Person> person, Origin origin) {
    Optional<Client> client = client(request);
    Optional<Refused> refused = refusal(request, client);
    if (refused.isPresent()) {
      return refused.get();
    }
    person.ifPresent(one -> end(one, origin));
    return ended(request, client);
  }

  private Optional<Client> client(LogoutRequest request) {
    List<String> named =
        request
            .clientId()
            .map(List::of)
            .orElseGet(() -> request.idTokenHint().map(hints::audience).orElse(List.of()));
    if (named.size() != 1) {
      return Optional.empty();
    }
    return ClientId.parse(named.getFirst()).flatMap(id -> store.read(tx -> tx.clients().byId(id)));
  }

  private Optional<Hint> hint(LogoutRequest request, Optional<Client> client) {
    return client.flatMap(one -> request.idTokenHint().flatMap(text -> hints.read(one, text)));
  }

  private Optional<Refused> refusal(LogoutRequest request, Optional<Client> client) {
    if (request.clientId().isPresent() && client.isEmpty()) {
      return Optional.of(new Refused("There is no application with this client_id"));
    }
    // Section 2, of client_id: "When both client_id and id_token_hint are present, the OP MUST
    // verify that the Client Identifier matches the one used as the audience of the ID Token."
    // Section 4 of the hint itself: "the OP MUST validate that it was the issuer of the ID Token."
    if (request.idTokenHint().isPresent() && hint(request, client).isEmpty()) {
      return Optional.of(
          new Refused(
              "The id_token_hint is no ID token that this server made for the application"));
    }
    // Section 2, of post_logout_redirect_uri: "The value MUST have been previously registered with
    // the OP". Section 3: "the OP MUST NOT perform post-logout redirection if the
    // post_logout_redirect_uri value supplied does not exactly match one of the previously
    // registered post_logout_redirect_uris values."
    if (client.isPresent() && request.redirectUri().isPresent() && !registered(request, client)) {
      return Optional.of(
          new Refused("The post_logout_redirect_uri is not registered for the application"));
    }
    return Optional.empty();
  }

  private static boolean registered(LogoutRequest request, Optional<Client> client) {
    return client.isPresent()
        && request
            .redirectUri()
            .filter(client.get().settings().postLogoutRedirectUris()::contains)
            .isPresent();
  }

  private boolean belongs(Client client, Hint hint, Person person) {
    if (!client.customerId().equals(person.customer())) {
      return false;
    }
    if (hint.sid().isEmpty()) {
      return hint.subject().equals(subjects.of(client, person.user()));
    }
    return store.read(tx ->
        tx.grants().ofSsoSession(person.session()).stream()
            .filter(grant -> grant.clientId().equals(client.id()))
            .anyMatch(grant -> grant.sid().equals(hint.sid().get())));
  }

  /** Every client's part of the session ends with it; what was granted for offline access stays. */
  private void end(Person person, Origin origin) {
    About about = About.user(person.customer(), person.user()).in(person.session());
    var _ =
        store.write(tx -> {
          boolean ended = tx.sessions().end(person.session());
          if (ended) {
            audit.append(tx, AuditKind.SIGN_OUT, AuditLog.SUCCESS, origin, about);
          }
          return ended;
        });
    wake.run();
  }

  private static Ended ended(LogoutRequest request, Optional<Client> client) {
    if (!registered(request, client)) {
      return new Ended(Optional.empty());
    }
    return new Ended(request.redirectUri().map(uri -> uri + state(request, uri)));
  }

  /** Section 3: "If included in the logout request, the OP passes this value back to the RP". */
  private static String state(LogoutRequest request, String uri) {
    String separator = uri.indexOf('?') < 0 ? "?" : "&";
    return request
        .state()
        .map(state -> separator + "state=" + URLEncoder.encode(state, StandardCharsets.UTF_8))
        .orElse("");
  }
}
