package dev.countersign.authorization;

import dev.countersign.consent.ConsentDecisions;
import dev.countersign.domain.AuthenticationContext;
import dev.countersign.domain.Client;
import dev.countersign.token.IdTokenHints;
import dev.countersign.token.Subjects;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Decides what has to happen before a valid request is answered with a code. */
final class NextStep {
  private static final String OFFLINE = "offline_access";

  private final ConsentDecisions consents;
  private final Subjects subjects;
  private final IdTokenHints hints;
  private final Predicate<Person> holdsFactor;
  private final InstantSource clock;

  /**
   * Takes what it asks.
   *
   * @param holdsFactor whether a person has a second factor to show
   */
  NextStep(
      ConsentDecisions consents,
      Subjects subjects,
      IdTokenHints hints,
      Predicate<Person> holdsFactor,
      InstantSource clock) {
    this.consents = consents;
    this.subjects = subjects;
    this.hints = hints;
    this.holdsFactor = holdsFactor;
    this.clock = clock;
  }

  /** What has to happen. */
  sealed interface Step {
    /** A person is needed at that page. */
    record Ask(AuthorizationResult.Page page) implements Step {}

    /** It cannot go on. */
    record Refuse(Problem problem) implements Step {}

    /** Nothing: these scopes are granted to that sign-in. */
    record Grant(Person person, Set<String> scopes) implements Step {}
  }

  /**
   * Decides.
   *
   * @param person the browser's sign-in, if any
   * @param begun when the person was first sent to the pages, if that has happened
   */
  Step after(ValidRequest request, Optional<Person> person, Optional<Instant> begun) {
    Optional<String> wanted = wantedSubject(request);
    if (request.parameters().has("id_token_hint") && hinted(request).isEmpty()) {
      return refuse(ErrorCode.INVALID_REQUEST, "The id_token_hint is no ID token of this server's");
    }
    // Another customer's people are strangers here.
    Optional<Person> own =
        person.filter(one -> one.customer().equals(request.client().customerId()));
    if (own.isEmpty() || !stands(request, own.get(), begun, wanted)) {
      return signIn(request, own, begun, wanted);
    }
    return consent(request, own.get(), begun);
  }

  /** Whether the sign-in is recent enough, strong enough and the wanted person's. */
  private boolean stands(
      ValidRequest request, Person person, Optional<Instant> begun, Optional<String> wanted) {
    return isOf(request.client(), person, wanted)
        && (since(person, begun) || fresh(request, person))
        && (strong(request, person) || (since(person, begun) && !holdsFactor.test(person)));
  }

  private boolean fresh(ValidRequest request, Person person) {
    // OpenID Connect Core 1.0, section 3.1.2.1, of login: "The Authorization Server SHOULD prompt
    // the End-User for reauthentication."
    Set<Prompt> prompts = request.prompts();
    if (prompts.contains(Prompt.LOGIN)
        || prompts.contains(Prompt.SELECT_ACCOUNT)
        || prompts.contains(Prompt.CREATE)) {
      return false;
    }
    // The same section, of max_age: "If the elapsed time is greater than this value, the OP MUST
    // attempt to actively re-authenticate the End-User."
    Duration elapsed = Duration.between(person.authTime(), clock.instant());
    return request
        .maxAge()
        .map(most -> most > 0 && elapsed.compareTo(Duration.ofSeconds(most)) <= 0)
        .orElse(true);
  }

  // OpenID Connect Core 1.0, section 3.1.2.1, of acr_values: "requested as a Voluntary Claim". So
  // somebody who has just signed in and holds nothing more to show is not turned away for it;
  // whoever does hold something shows it, however they came to sign in. Essential ones are looked
  // at again with the consent.
  private static boolean strong(ValidRequest request, Person person) {
    List<String> acceptable = request.acrValues();
    return acceptable.isEmpty()
        || acceptable.stream().noneMatch(AuthenticationContext::known)
        || acceptable.stream().anyMatch(acr -> AuthenticationContext.reaches(person.amr(), acr));
  }

  /** Signed in for this request. */
  private static boolean since(Person person, Optional<Instant> begun) {
    return begun.filter(start -> !person.authTime().isBefore(start)).isPresent();
  }

  private boolean isOf(Client client, Person person, Optional<String> wanted) {
    return wanted.isEmpty() || wanted.get().equals(subjects.of(client, person.user()));
  }

  /** The subject that must have signed in, by the hint or the claims parameter. */
  private Optional<String> wantedSubject(ValidRequest request) {
    // OpenID Connect Core 1.0, section 3.1.2.2: "If the sub (subject) Claim is requested with a
    // specific value for the ID Token, the Authorization Server MUST only send a positive response
    // if the End-User identified by that sub value has an active session with the Authorization
    // Server or has been Authenticated as a result of the request."
    return request.subject().or(() -> hinted(request));
  }

  private Optional<String> hinted(ValidRequest request) {
    return request
        .parameters()
        .one("id_token_hint")
        .flatMap(hint -> hints.read(request.client(), hint))
        .map(IdTokenHints.Hint::subject);
  }

  private Step signIn(
      ValidRequest request,
      Optional<Person> person,
      Optional<Instant> begun,
      Optional<String> wanted) {
    // Section 3.1.2.1, of none: "The Authorization Server MUST NOT display any authentication or
    // consent user interface pages."
    if (request.prompts().contains(Prompt.NONE)) {
      return refuse(ErrorCode.LOGIN_REQUIRED, "The person has to sign in");
    }
    boolean another = person.filter(one -> since(one, begun)).isPresent();
    if (another && wanted.isPresent()) {
      return refuse(ErrorCode.LOGIN_REQUIRED, "Another person signed in than was asked for");
    }
    if (request.prompts().contains(Prompt.CREATE)) {
      return new Step.Ask(AuthorizationResult.Page.SIGN_UP);
    }
    return new Step.Ask(AuthorizationResult.Page.SIGN_IN);
  }

  private Step consent(ValidRequest request, Person person, Optional<Instant> begun) {
    if (!reaches(person, request.essentialAcr())) {
      // OpenID Connect Core 1.0, section 5.5.1.1: "the Authorization Server MUST return an acr
      // Claim Value that matches one of the requested values [...] if this is an Essential Claim
      // and the requirement cannot be met, then the Authorization Server MUST treat that outcome as
      // a failed authentication attempt."
      return refuse(
          ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS, "The acr that is asked for was not reached");
    }
    var given = consents.of(request.client(), person.user());
    boolean again = request.prompts().contains(Prompt.CONSENT) || anybodyListens(request);
    Set<String> asked = new LinkedHashSet<>(request.scopes());
    if (!again && !given.covers(Set.of(OFFLINE))) {
      // OpenID Connect Core 1.0, section 11: "The Authorization Server MUST ensure that the prompt
      // parameter contains consent unless other conditions for processing the request permitting
      // offline access to the requested resources are in place; unless one or both of these
      // conditions are fulfilled, then it MUST ignore the offline_access request."
      asked.remove(OFFLINE);
    }
    boolean answered = begun.filter(given::since).isPresent();
    if (given.covers(asked) && (!again || answered)) {
      return new Step.Grant(person, asked);
    }
    if (request.prompts().contains(Prompt.NONE)) {
      return refuse(ErrorCode.CONSENT_REQUIRED, "The person has to agree first");
    }
    return new Step.Ask(AuthorizationResult.Page.CONSENT);
  }

  /** Whether one of those contexts was reached, or none is asked for. */
  private static boolean reaches(Person person, List<String> essential) {
    return essential.isEmpty()
        || essential.stream().anyMatch(acr -> AuthenticationContext.reaches(person.amr(), acr));
  }

  /**
   * RFC 8252, section 8.6: "authorization servers SHOULD NOT process authorization requests
   * automatically without user consent or interaction, except when the identity of the client can
   * be assured." Any program of the machine can listen at its loopback addresses and claim a
   * scheme, in the name of a client that has nothing to prove itself with.
   */
  private static boolean anybodyListens(ValidRequest request) {
    return request.client().isPublic()
        && !request.redirectUri().regionMatches(true, 0, "https:", 0, "https:".length());
  }

  private static Step refuse(ErrorCode code, String description) {
    return new Step.Refuse(new Problem(code, description));
  }
}
