package dev.countersign.portal;

import dev.countersign.capture.Ending;
import dev.countersign.capture.Refusal;
import dev.countersign.domain.Consent;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Portal;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.domain.User;
import dev.countersign.enrolment.EnrolmentRequest;
import dev.countersign.enrolment.EnrolmentResult;
import dev.countersign.enrolment.FaceEnrolment;
import dev.countersign.enrolment.LinkTries;
import dev.countersign.face.Embedding;
import dev.countersign.face.Precision;
import dev.countersign.matching.AskedThreshold;
import dev.countersign.matching.AuthenticationRequest;
import dev.countersign.matching.AuthenticationRequest.Evidence;
import dev.countersign.matching.AuthenticationResult;
import dev.countersign.matching.FaceAuthentication;
import dev.countersign.matching.FaceSearch;
import dev.countersign.matching.SearchResult;
import dev.countersign.notify.CallbackBody;
import dev.countersign.portal.Outcome.Busy;
import dev.countersign.portal.Outcome.ClosedMeanwhile;
import dev.countersign.portal.Outcome.CodeSent;
import dev.countersign.portal.Outcome.Refused;
import dev.countersign.portal.Visit.Open;
import dev.countersign.user.EnrolmentLinks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Tries what an address is for, with the pictures of somebody who has agreed. */
public final class Attempts {
  /** The score that searches without a page look from. */
  private static final String SEARCHED = "0.5";

  private final EnrolmentLinks links;
  private final CountedTries tries;
  private final Agreements agreements;
  private final TurnChecks turns;
  private final Faces faces;
  private final Callbacks callbacks;
  private final Thumbnails thumbnails;
  private final InstantSource clock;

  /** What decides about faces. */
  public record Faces(
      FaceEnrolment enrolment, FaceAuthentication authentication, FaceSearch search) {}

  /** How a customer's callbacks are told. */
  public record Callbacks(
      Function<EnrolmentRequest.Kind, CallbackBody<EnrolmentResult>> enrolment,
      CallbackBody<AuthenticationResult> authentication) {}

  public Attempts(
      EnrolmentLinks links,
      LinkTries tries,
      Agreements agreements,
      TurnChecks turns,
      Faces faces,
      Callbacks callbacks,
      Thumbnails thumbnails,
      InstantSource clock) {
    this.links = links;
    this.tries = new CountedTries(tries);
    this.agreements = agreements;
    this.turns = turns;
    this.faces = faces;
    this.callbacks = callbacks;
    this.thumbnails = thumbnails;
    this.clock = clock;
  }

  /** Tries; refused when what the person agreed to does not hold any more. */
  public Outcome attempt(Open visit, Shot shot, Origin origin) {
    return tries.counted(visit, () -> turned(visit, shot, origin));
  }

  private Outcome turned(Open visit, Shot shot, Origin origin) {
    agreements.agreedToTry(visit, origin);
    return turns.checked(visit, shot, origin, seen -> looked(visit, shot, seen, origin));
  }

  private Outcome looked(Open visit, Shot shot, Optional<Embedding> seen, Origin origin) {
    return switch (visit.kind()) {
      case ENROLL, UPDATE -> enrolled(visit, shot, seen, origin);
      case AUTHENTICATE -> {
        AskedThreshold high = new AskedThreshold.Named(Precision.HIGH);
        String url = shot.urls().getFirst();
        yield authenticated(visit, new AuthenticationRequest.Face(url, high, false, seen), origin);
      }
      case SEARCH -> searched(visit, shot, seen, origin);
    };
  }

  /** Tells the code that was mailed back, in place of a picture. */
  public Outcome tell(Open visit, String reference, String code, Origin origin) {
    if (visit.kind() != Kind.AUTHENTICATE) {
      throw new IllegalArgumentException("No code makes up for a face here");
    }
    return tries.counted(
        visit,
        () -> {
          agreements.agreedToTry(visit, origin);
          return authenticated(visit, new AuthenticationRequest.Code(reference, code), origin);
        });
  }

  private Outcome enrolled(Open visit, Shot shot, Optional<Embedding> seen, Origin origin) {
    User user = visit.user().orElseThrow();
    EnrolmentRequest.Kind kind =
        visit.kind() == Kind.ENROLL
            ? EnrolmentRequest.Kind.FIRST
            : EnrolmentRequest.Kind.REPLACEMENT;
    EnrolmentResult result =
        faces
            .enrolment()
            .enrol(
                new EnrolmentRequest(
                    user.customerId(),
                    links.url(user.customerId(), user.enrolment()),
                    shot.urls(),
                    kind,
                    Consent.Source.PERSON,
                    Optional.of(visit.settings().faces()),
                    seen,
                    visit.settings().portals().liveness(),
                    callbacks.enrolment().apply(kind),
                    enrolling(visit, user),
                    origin));
    return switch (result) {
      case EnrolmentResult.Enrolled done -> new Outcome.Enrolled(thumbnails.open(done.pictures()));
      case EnrolmentResult.Refused(_, _, Refusal refusal) -> refused(refusal);
      case EnrolmentResult.Busy busy -> new Busy(busy.retryAfter());
    };
  }

  private Ending<EnrolmentResult> enrolling(Open visit, User user) {
    if (visit.portal().isEmpty()) {
      return new LinkEnding(user.enrolment().reference(), clock);
    }
    return ending(visit.portal().get(), Attempts::step);
  }

  private <R> Ending<R> ending(Portal portal, Function<R, Step> judge) {
    return new PortalEnding<>(portal, clock, judge);
  }

  private static Outcome refused(Refusal refusal) {
    if (refusal.code().equals(FaceEnrolment.LINK_CLOSED)) {
      return new ClosedMeanwhile();
    }
    return new Refused(refusal);
  }

  private static Step step(EnrolmentResult result) {
    return switch (result) {
      case EnrolmentResult.Enrolled _ -> Step.done("");
      case EnrolmentResult.Refused(_, _, Refusal refusal) -> Step.refused(refusal.code());
      case EnrolmentResult.Busy _ -> Step.refused("busy");
    };
  }

  private Outcome authenticated(Open visit, Evidence evidence, Origin origin) {
    AuthenticationResult result =
        faces
            .authentication()
            .authenticate(
                new AuthenticationRequest(
                    visit.customer().id(),
                    visit.user().orElseThrow().userName(),
                    evidence,
                    visit.settings().portals().liveness(),
                    callbacks.authentication(),
                    ending(visit.portal().orElseThrow(), Attempts::step),
                    origin));
    return switch (result) {
      case AuthenticationResult.Authenticated done ->
          new Outcome.Authenticated(thumbnails.open(done.pictures()));
      case AuthenticationResult.Refused(_, _, Refusal refusal, _) -> refused(refusal);
      case AuthenticationResult.CodeSent sent -> new CodeSent(sent.reference());
      case AuthenticationResult.Busy busy -> new Busy(busy.retryAfter());
    };
  }

  private static Step step(AuthenticationResult result) {
    return switch (result) {
      case AuthenticationResult.Authenticated _ -> Step.done("");
      case AuthenticationResult.Refused(_, _, Refusal refusal, _) -> Step.refused(refusal.code());
      case AuthenticationResult.CodeSent _ -> Step.refused("code_sent");
      case AuthenticationResult.Busy _ -> Step.refused("busy");
    };
  }

  private Outcome searched(Open visit, Shot shot, Optional<Embedding> seen, Origin origin) {
    SearchResult result =
        faces
            .search()
            .search(
                new FaceSearch.Request(
                    visit.customer().id(),
                    shot.urls().getFirst(),
                    AskedThreshold.threshold(SEARCHED),
                    Optional.empty(),
                    seen,
                    visit.settings().portals().liveness(),
                    ending(visit.portal().orElseThrow(), Attempts::step),
                    origin));
    return switch (result) {
      case SearchResult.Found found ->
          new Outcome.Found(found.people(), thumbnails.open(found.pictures()));
      case SearchResult.Refused(Refusal refusal) -> refused(refusal);
      case SearchResult.Busy(Duration retryAfter) -> new Busy(retryAfter);
    };
  }

  private static Step step(SearchResult result) {
    return switch (result) {
      case SearchResult.Found found -> Step.done(found.people().isEmpty() ? "nobody" : "");
      case SearchResult.Refused(Refusal refusal) -> Step.refused(refusal.code());
      case SearchResult.Busy _ -> Step.refused("busy");
    };
  }
}
