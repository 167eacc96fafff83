package dev.countersign.authorization;

import dev.countersign.domain.AuthorizationRequest;
import dev.countersign.domain.Client;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A flow as the pages see it.
 *
 * @param client on whose behalf
 * @param scopes what the client asks for
 * @param prompts what the client wants the person to be asked
 * @param acrValues the authentication contexts of which one should be reached, best first; empty
 *     for any
 * @param loginHint whom the client expects, if it says so
 * @param uiLocales the languages the client would like, best first
 * @param redirectTarget what a page's {@code form-action} must allow for the flow to end with a
 *     redirect to the client: an origin, or a scheme with a colon
 * @param createdAt when it began; a sign-in since then is an answer to it
 */
public record FlowView(
    Client client,
    List<String> scopes,
    Set<Prompt> prompts,
    List<String> acrValues,
    Optional<String> loginHint,
    List<String> uiLocales,
    String redirectTarget,
    Instant createdAt) {
  /** Keeps unmodifiable copies. */
  public FlowView {
    scopes = List.copyOf(scopes);
    prompts = Set.copyOf(prompts);
    acrValues = List.copyOf(acrValues);
    uiLocales = List.copyOf(uiLocales);
  }

  static FlowView of(Client client, AuthorizationRequest row) {
    Asked asked = Notes.read(new Parameters(row.parameters()), Optional.of(client));
    ValidRequest request = new ValidRequest(asked);
    return new FlowView(
        client,
        request.scopes(),
        request.prompts(),
        request.acrValues(),
        request.parameters().one("login_hint"),
        request.parameters().words("ui_locales"),
        formTarget(request.redirectUri()),
        row.createdAt());
  }

  /** What a content security policy calls the place of a redirect URI. */
  public static String formTarget(String redirectUri) {
    URI uri = URI.create(redirectUri);
    // Only where it is a host is nothing in it that could end a directive of the policy.
    if (uri.getHost() == null) {
      return uri.getScheme() + ":";
    }
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
