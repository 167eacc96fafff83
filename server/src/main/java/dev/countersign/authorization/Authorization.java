package dev.countersign.authorization;

import dev.countersign.authorization.AuthorizationResult.Answered;
import dev.countersign.authorization.AuthorizationResult.Interaction;
import dev.countersign.authorization.AuthorizationResult.Shown;
import dev.countersign.authorization.AuthorizationResult.TooMany;
import dev.countersign.consent.ConsentDecisions;
import dev.countersign.domain.AuthenticationContext;
import dev.countersign.domain.AuthorizationCode;
import dev.countersign.domain.AuthorizationRequest;
import dev.countersign.domain.Client;
import dev.countersign.domain.Origin;
import dev.countersign.keys.KeyRing;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import dev.countersign.token.BegunRequests;
import dev.countersign.token.Codes;
import dev.countersign.token.IdTokenHints;
import dev.countersign.token.ResourceIndicators;
import dev.countersign.token.Subjects;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The authorization endpoint without its HTTP: a request comes in, and what follows comes out. */
public final class Authorization {
  private static final Problem OVER =
      new Problem(
          ErrorCode.INVALID_REQUEST,
          "This sign-in is over, or was begun in another browser; start again at the application");

  private final Store store;
  private final KeyRing ring;
  private final PushedRequests pushed;
  private final RequestReader reader;
  private final Flows flows;
  private final BegunRequests begun;
  private final ConsentDecisions consents;
  private final NextStep next;
  private final Checks checks;
  private final Codes codes;

  /**
   * Takes what it is made of.
   *
   * @param holdsFactor whether a person has a second factor to show
   */
  public Authorization(
      Store store,
      KeyRing ring,
      ClientSignatures signatures,
      Flows flows,
      BegunRequests begun,
      ConsentDecisions consents,
      Subjects subjects,
      Predicate<Person> holdsFactor,
      Codes codes,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.ring = ring;
    this.pushed = new PushedRequests(store, random, clock);
    this.reader = new RequestReader(store, pushed, new RequestObjects(signatures, ring));
    this.flows = flows;
    this.begun = begun;
    this.consents = consents;
    this.next = new NextStep(consents, subjects, new IdTokenHints(ring, clock), holdsFactor, clock);
    this.checks = new Checks(ring, new ResourceIndicators(store));
    this.codes = codes;
  }

  /** A request that comes to the authorization endpoint. */
  public AuthorizationResult begin(Parameters sent, Browser browser) {
    return checked(reader.read(Notes.fromOutside(sent)), browser, Optional.empty());
  }

  /** The person comes back from the pages. */
  public AuthorizationResult resume(String flow, Browser browser) {
    Optional<AuthorizationRequest> waiting = flows.waiting(flow, browser.secret());
    if (waiting.isEmpty()) {
      return new Shown(OVER);
    }
    AuthorizationRequest row = waiting.get();
    Optional<Client> client = store.read(tx -> tx.clients().byId(row.clientId()));
    // Checked anew: the client's registration may have changed since.
    Asked asked = Notes.read(new Parameters(row.parameters()), client);
    return checked(asked, browser, Optional.of(new Resumed(flow, row)));
  }

  /** A request that a client pushes, after it has proved itself. */
  public PushResult push(Client client, Parameters sent, Origin origin) {
    Asked asked = reader.readPushed(client, Notes.fromOutside(sent));
    return checks
        .shown(asked)
        .or(() -> checks.sent(asked))
        .<PushResult>map(PushResult.Refused::new)
        .orElseGet(() -> pushed(asked, origin));
  }

  private PushResult pushed(Asked asked, Origin origin) {
    // A client that has proved itself is no stranger.
    if (asked.client().isPublic()) {
      Optional<Duration> wait = begun.count(origin);
      if (wait.isPresent()) {
        return new PushResult.TooMany(wait.get());
      }
    }
    return new PushResult.Pushed(pushed.keep(asked), PushedRequests.LIFETIME.toSeconds());
  }

  /**
   * A request that came by POST from another site's page, with which browsers send no cookie: it is
   * checked, and kept like a pushed one, so that the browser can come back for it with its cookie.
   */
  public PostResult post(Parameters sent, Origin origin) {
    Asked asked = reader.read(Notes.fromOutside(sent));
    Optional<Problem> shown = checks.shown(asked);
    if (shown.isPresent()) {
      return new PostResult.Refused(new Shown(shown.get()));
    }
    Optional<Problem> problem = checks.sent(asked);
    if (problem.isPresent() && !LaterProblems.wait(asked, Optional.empty())) {
      return new PostResult.Refused(error(asked, problem.get()));
    }
    Asked kept = problem.map(one -> LaterProblems.kept(asked, one)).orElse(asked);
    return begun
        .count(origin)
        .<PostResult>map(wait -> new PostResult.Refused(new TooMany(wait)))
        .orElseGet(() -> new PostResult.Kept(kept.client().id().toString(), pushed.keep(kept)));
  }

  /** The person agrees to everything that a flow asks for; false when the flow is over. */
  public boolean allow(String flow, Browser browser, Origin origin) {
    Optional<FlowView> view = flows.view(flow, browser.secret());
    Optional<Person> person =
        browser
            .person()
            .filter(
                one -> view.isPresent() && one.customer().equals(view.get().client().customerId()));
    person.ifPresent(one ->
        consents.allow(
            view.orElseThrow().client(),
            one.user(),
            new LinkedHashSet<>(view.orElseThrow().scopes()),
            origin));
    return person.isPresent();
  }

  private record Resumed(String flow, AuthorizationRequest row) {}

  private AuthorizationResult checked(Asked asked, Browser browser, Optional<Resumed> resumed) {
    Optional<Problem> shown = checks.shown(asked);
    if (shown.isPresent()) {
      return new Shown(shown.get());
    }
    return LaterProblems.of(asked)
        .or(() -> checks.sent(asked))
        .map(problem -> refused(asked, problem, browser, resumed))
        .orElseGet(() -> proceed(new ValidRequest(asked), browser, resumed));
  }

  private AuthorizationResult refused(
      Asked asked, Problem problem, Browser browser, Optional<Resumed> resumed) {
    if (!LaterProblems.wait(asked, browser.person())) {
      return last(new ValidRequest(asked), problem, resumed);
    }
    ValidRequest kept = new ValidRequest(LaterProblems.kept(asked, problem));
    return ask(kept, browser, resumed, AuthorizationResult.Page.SIGN_IN);
  }

  private AuthorizationResult proceed(
      ValidRequest request, Browser browser, Optional<Resumed> resumed) {
    if (request.parameters().has(Notes.DENIED)) {
      Problem denied = new Problem(ErrorCode.ACCESS_DENIED, "The person said no");
      return last(request, denied, resumed);
    }
    var since = resumed.map(one -> one.row().createdAt());
    return switch (next.after(request, browser.person(), since)) {
      case NextStep.Step.Refuse(Problem problem) -> last(request, problem, resumed);
      case NextStep.Step.Ask(var page) -> ask(request, browser, resumed, page);
      case NextStep.Step.Grant grant -> grant(request, grant, resumed);
    };
  }

  private AuthorizationResult ask(
      ValidRequest request,
      Browser browser,
      Optional<Resumed> resumed,
      AuthorizationResult.Page page) {
    if (resumed.isPresent()) {
      if (page == AuthorizationResult.Page.CONSENT) {
        flows.prolong(resumed.get().row());
      }
      return new Interaction(page, resumed.get().flow(), Optional.empty());
    }
    Optional<Duration> wait = begun.count(browser.origin());
    if (wait.isPresent()) {
      return new TooMany(wait.get());
    }
    Flows.Begun flow = flows.begin(request.asked(), browser.secret());
    return new Interaction(page, flow.flow(), flow.newBrowser());
  }

  private AuthorizationResult grant(
      ValidRequest request, NextStep.Step.Grant grant, Optional<Resumed> resumed) {
    Optional<String> code =
        store.write(tx -> {
          if (!end(tx, request, resumed)) {
            return Optional.empty();
          }
          return Optional.of(
              codes.issue(
                  tx,
                  request.client(),
                  grant.person().user(),
                  grant.person().session(),
                  granted(request, grant)));
        });
    return code.<AuthorizationResult>map(
            text -> answer(request.asked(), new LinkedHashMap<>(Map.of("code", text))))
        .orElseGet(() -> new Shown(OVER));
  }

  private static AuthorizationCode.Request granted(
      ValidRequest request, NextStep.Step.Grant grant) {
    Parameters parameters = request.parameters();
    return new AuthorizationCode.Request(
        request.redirectUri(),
        true,
        parameters.one("code_challenge").orElse(null),
        parameters.one("nonce").orElse(null),
        grant.scopes(),
        parameters.all("resource"),
        parameters.one("claims").orElse(null),
        AuthenticationContext.of(grant.person().amr()).text(),
        grant.person().amr(),
        grant.person().authTime(),
        parameters.one("dpop_jkt").orElse(null),
        null);
  }

  /** Answers, unless the request has been answered already. */
  private AuthorizationResult last(
      ValidRequest request, Problem problem, Optional<Resumed> resumed) {
    boolean waits = resumed.isPresent() || request.parameters().has(Notes.REFERENCE);
    if (waits && !store.write(tx -> end(tx, request, resumed))) {
      return new Shown(OVER);
    }
    return error(request.asked(), problem);
  }

  /** The flow is over, and what the request was pushed as; false when either was before. */
  private boolean end(Transaction tx, ValidRequest request, Optional<Resumed> resumed) {
    boolean waited = resumed.isEmpty() || flows.end(tx, resumed.get().row());
    return waited && pushed.answered(tx, request.parameters());
  }

  private AuthorizationResult error(Asked asked, Problem problem) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("error", problem.code().text());
    parameters.put("error_description", problem.description());
    return answer(asked, parameters);
  }

  private AuthorizationResult answer(Asked asked, Map<String, String> parameters) {
    // RFC 6749, section 4.1.2: state is "REQUIRED if the "state" parameter was present in the
    // client authorization request. The exact value received from the client."
    asked.parameters().one("state").ifPresent(state -> parameters.put("state", state));
    // RFC 9207, section 2: "In authorization responses to the client, including error responses, an
    // authorization server supporting this specification MUST indicate its identity by including
    // the iss parameter in the response."
    parameters.put("iss", ring.issuerOf(asked.client().customerId()).baseUrl());
    return new Answered(
        new AuthorizationResponse(
            asked.parameters().one("redirect_uri").orElseThrow(),
            ValidRequest.mode(asked.parameters()),
            parameters));
  }
}
