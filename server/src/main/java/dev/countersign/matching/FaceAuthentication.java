package dev.countersign.matching;

import dev.countersign.capture.Capture;
import dev.countersign.capture.Capture.Liveness;
import dev.countersign.capture.CaptureResult;
import dev.countersign.capture.CaptureResult.Taken;
import dev.countersign.capture.CaptureResult.Unfit;
import dev.countersign.capture.Refusal;
import dev.countersign.capture.RequestPictures;
import dev.countersign.capture.ShownPictures;
import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.User;
import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.matching.AuthenticationRequest.Code;
import dev.countersign.matching.AuthenticationRequest.Face;
import dev.countersign.matching.AuthenticationResult.Busy;
import dev.countersign.matching.FaceComparison.Compared;
import dev.countersign.naming.Name;
import dev.countersign.privacy.NewPicture;
import dev.countersign.store.ChangedMeanwhile;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * Compares a face with the person it is said to be, or takes the code that makes up for a face that
 * is not quite like them. In this order: read; look at the picture with no transaction open; one
 * write transaction that looks at the person once more and writes everything, of failures too.
 */
public final class FaceAuthentication {
  private static final int TRIES = 3;

  private final Store store;
  private final Capture capture;
  private final FaceComparison comparison;
  private final SettingsAdministration settings;
  private final OneTimeCodeCheck codes;
  private final AuthenticationConclusion conclusion;

  public FaceAuthentication(
      Store store,
      Capture capture,
      FaceComparison comparison,
      SettingsAdministration settings,
      OneTimeCodeCheck codes,
      AuthenticationConclusion conclusion) {
    this.store = store;
    this.capture = capture;
    this.comparison = comparison;
    this.settings = settings;
    this.codes = codes;
    this.conclusion = conclusion;
  }

  /** Compares. */
  public AuthenticationResult authenticate(AuthenticationRequest request) {
    Optional<User> found =
        Name.lookupKey(request.userName())
            .flatMap(key -> store.read(tx -> tx.users().byNameKey(request.customer(), key)));
    if (found.isEmpty()) {
      return refused(request, Optional.empty(), Refusal.unknownUser());
    }
    return switch (request.evidence()) {
      case Face face -> looked(request, face, found.get());
      case Code code -> store.write(tx -> told(tx, request, code, found.get()));
    };
  }

  private AuthenticationResult refused(
      AuthenticationRequest request, Optional<User> user, Refusal refusal) {
    return store.write(tx -> {
      Optional<User> now = user.flatMap(one -> tx.users().lock(one.customerId(), one.id()));
      return conclusion.refused(tx, request, now, refusal, "");
    });
  }

  private AuthenticationResult looked(AuthenticationRequest request, Face face, User user) {
    Optional<Refusal> unfit = refusal(user, true);
    if (unfit.isEmpty() && !store.read(tx -> enrolled(tx, user))) {
      unfit = Optional.of(notEnrolled());
    }
    if (unfit.isPresent()) {
      // Nobody's picture is fetched for an answer that is known without it.
      return refused(request, Optional.of(user), unfit.get());
    }
    try (Capture.Call call = capture.call(request.customer())) {
      return looked(call, request, face, user);
    }
  }

  private AuthenticationResult looked(
      Capture.Call call, AuthenticationRequest request, Face face, User user) {
    CustomerSettings now = settings.of(request.customer());
    CaptureResult looked =
        call.take(face.url(), now.outgoing().hosts(), Purpose.VERIFY, liveness(request, face, now));
    return switch (looked) {
      case Taken taken -> compared(request, face, user, taken, now);
      case Unfit(Refusal refusal) -> refused(request, Optional.of(user), refusal);
      case CaptureResult.Busy busy ->
          new Busy(user.userName(), ShownPictures.given(face.url()).original(), busy.retryAfter());
    };
  }

  private static Liveness liveness(AuthenticationRequest request, Face face, CustomerSettings now) {
    if (now.checkLiveness() || request.live()) {
      return Liveness.REQUIRED;
    }
    // Only what is alive is learnt.
    return face.learn() ? Liveness.JUDGED : Liveness.IGNORED;
  }

  private static boolean enrolled(Transaction tx, User user) {
    return tx.faceTemplates().find(user.customerId(), user.id()).isPresent();
  }

  private AuthenticationResult compared(
      AuthenticationRequest request, Face face, User user, Taken taken, CustomerSettings now) {
    Optional<Refusal> other = SeenFace.refusal(face.seen(), taken.sample());
    if (other.isPresent()) {
      return refused(request, Optional.of(user), other.get());
    }
    Threshold threshold = Threshold.of(face.threshold(), now, 1, capture.model());
    List<NewPicture> pictures = RequestPictures.ofRequest(taken, now.faces());
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Compared> compared =
          comparison.compare(user.customerId(), user.id(), capture.model(), taken.sample());
      if (compared.isEmpty()) {
        return refused(request, Optional.of(user), notEnrolled());
      }
      Decision decision = new Decision(compared.get().cosine(), threshold);
      var outcome =
          new AuthenticationConclusion.Outcome(
              face, taken, pictures, compared.get(), decision, capture.model());
      Optional<AuthenticationResult> done =
          store.write(tx -> concluded(tx, request, user, outcome));
      if (done.isPresent()) {
        return done.get();
      }
    }
    throw new ChangedMeanwhile("the user's face");
  }

  /** Absent when the person's template is another one by now: it has to be compared again. */
  private Optional<AuthenticationResult> concluded(
      Transaction tx,
      AuthenticationRequest request,
      User verified,
      AuthenticationConclusion.Outcome outcome) {
    Optional<User> now = tx.users().lock(verified.customerId(), verified.id());
    if (now.isEmpty()) {
      return Optional.of(
          conclusion.refused(tx, request, Optional.empty(), Refusal.unknownUser(), ""));
    }
    User user = now.get();
    Optional<Refusal> unfit = request.ending().refusal(tx).or(() -> refusal(user, true));
    if (unfit.isPresent()) {
      return Optional.of(conclusion.refused(tx, request, now, unfit.get(), ""));
    }
    if (!FaceComparison.holds(tx, user.customerId(), user.id(), outcome.compared())) {
      return Optional.empty();
    }
    return Optional.of(conclusion.decided(tx, request, user, outcome));
  }

  private AuthenticationResult told(
      Transaction tx, AuthenticationRequest request, Code code, User known) {
    Optional<User> user = tx.users().lock(known.customerId(), known.id());
    Optional<Refusal> unfit =
        user.map(now -> request.ending().refusal(tx).or(() -> refusal(now, enrolled(tx, now))))
            .orElseGet(() -> Optional.of(Refusal.unknownUser()));
    if (unfit.isPresent()) {
      return conclusion.refused(tx, request, user, unfit.get(), "");
    }
    Optional<OneTimeCodeCheck.Approved> approved = codes.take(tx, user.orElseThrow(), code);
    if (approved.isEmpty()) {
      Refusal wrong =
          Refusal.of("wrong_code", "The one time code is wrong, was used, or has expired");
      return conclusion.refused(tx, request, user, wrong, "");
    }
    return conclusion.approved(tx, request, user.orElseThrow(), approved.get());
  }

  private static Refusal notEnrolled() {
    return Refusal.of("not_enrolled", "User is not enrolled");
  }

  private static Optional<Refusal> refusal(User user, boolean enrolled) {
    if (user.blacklisted()) {
      return Optional.of(Refusal.of("blacklisted", "User is blacklisted"));
    }
    if (user.state() != User.State.ACTIVE) {
      return Optional.of(Refusal.of("disabled", "User is disabled"));
    }
    if (!enrolled) {
      return Optional.of(notEnrolled());
    }
    return Optional.empty();
  }
}
