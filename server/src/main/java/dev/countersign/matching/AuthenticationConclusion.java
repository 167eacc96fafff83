package dev.countersign.matching;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.capture.CaptureResult.Taken;
import dev.countersign.capture.Refusal;
import dev.countersign.capture.RequestPictures;
import dev.countersign.capture.RequestPictures.Kept;
import dev.countersign.capture.ShownPictures;
import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.CustomerSettings.CallbackOccasion;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.User;
import dev.countersign.face.FaceSample;
import dev.countersign.matching.AuthenticationRequest.Face;
import dev.countersign.matching.AuthenticationResult.Authenticated;
import dev.countersign.matching.AuthenticationResult.CodeSent;
import dev.countersign.matching.AuthenticationResult.Refused;
import dev.countersign.matching.FaceComparison.Compared;
import dev.countersign.notify.CustomerNotices;
import dev.countersign.privacy.FaceVault;
import dev.countersign.privacy.NewFace;
import dev.countersign.privacy.NewPicture;
import dev.countersign.store.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Writes what follows from an authentication, in the transaction that ends it: pictures, what is
 * learnt, the code that is sent, the audit event and the callback.
 */
public final class AuthenticationConclusion {
  /** How like the person a sample must be to be learnt, and of which quality. */
  private static final double LEARNT_COSINE = 0.60;

  private static final double LEARNT_QUALITY = 2.8;

  private final FaceVault vault;
  private final RequestPictures pictures;
  private final SettingsAdministration settings;
  private final OneTimeCodeCheck codes;
  private final CustomerNotices notices;
  private final AuditLog audit;
  private final InstantSource clock;

  public AuthenticationConclusion(
      FaceVault vault,
      RequestPictures pictures,
      SettingsAdministration settings,
      OneTimeCodeCheck codes,
      CustomerNotices notices,
      AuditLog audit,
      InstantSource clock) {
    this.vault = vault;
    this.pictures = pictures;
    this.settings = settings;
    this.codes = codes;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /** A face that was compared. */
  record Outcome(
      Face asked,
      Taken taken,
      List<NewPicture> pictures,
      Compared compared,
      Decision decision,
      String model) {}

  /** It was not compared, or the code was wrong. */
  AuthenticationResult refused(
      Transaction tx,
      AuthenticationRequest request,
      Optional<User> user,
      Refusal refusal,
      String detail) {
    Optional<Refusal> closed = request.ending().refusal(tx);
    if (closed.isPresent()) {
      audited(tx, request, user, closed.get().code(), "");
      return refused(request, user, closed.get());
    }
    Refused result = refused(request, user, refusal);
    told(tx, request, user, refusal.code(), detail, result);
    return result;
  }

  private static Refused refused(
      AuthenticationRequest request, Optional<User> user, Refusal refusal) {
    String name = user.map(User::userName).orElse(request.userName());
    String original = ShownPictures.given(request.evidence().url()).original();
    return new Refused(name, original, refusal, Optional.empty());
  }

  /** It was compared. */
  AuthenticationResult decided(
      Transaction tx, AuthenticationRequest request, User user, Outcome outcome) {
    Kept kept = pictures.keep(tx, user.customerId(), Optional.of(user.id()), outcome.pictures());
    ShownPictures shown = pictures.shown(user.customerId(), outcome.asked().url(), kept);
    String detail = "{" + outcome.decision().detail() + kept.detail() + "}";
    if (!outcome.decision().matches()) {
      return mismatched(tx, request, user, outcome, new Seen(kept, shown, detail));
    }
    Authenticated result =
        new Authenticated(
            user.userName(),
            shown,
            outcome.decision().threshold(),
            Optional.of(outcome.decision()));
    told(tx, request, Optional.of(user), AuditLog.SUCCESS, detail, result);
    if (outcome.asked().learn()) {
      // Last: it locks what other nodes' changes wait for.
      learn(tx, user, outcome);
    }
    return result;
  }

  private record Seen(Kept kept, ShownPictures shown, String detail) {}

  private AuthenticationResult mismatched(
      Transaction tx, AuthenticationRequest request, User user, Outcome outcome, Seen seen) {
    Optional<User> whom = Optional.of(user);
    Optional<String> reference = Optional.empty();
    boolean wanted = settings.of(tx, user.customerId()).oneTimeCodeBelowThreshold();
    if (wanted && outcome.decision().nearly()) {
      reference = codes.send(tx, user, outcome.compared().version(), seen.kept());
    }
    if (reference.isPresent()) {
      CodeSent sent = new CodeSent(user.userName(), seen.shown().original(), reference.get());
      told(tx, request, whom, "code_sent", seen.detail(), sent);
      return sent;
    }
    Refusal refusal = Refusal.of("no_match", "User is not authenticated");
    Refused refused =
        new Refused(
            user.userName(), seen.shown().original(), refusal, Optional.of(outcome.decision()));
    told(tx, request, whom, refusal.code(), seen.detail(), refused);
    return refused;
  }

  private void learn(Transaction tx, User user, Outcome outcome) {
    FaceSample sample = outcome.taken().sample();
    boolean surely =
        outcome.decision().cosine() >= LEARNT_COSINE
            && sample.quality() >= LEARNT_QUALITY
            && sample.live().orElse(0) >= dev.countersign.capture.Capture.LIVE;
    if (surely) {
      var learnt = new NewFace.Sample(sample.embedding(), sample.quality());
      vault.learn(tx, user.customerId(), user.id(), outcome.model(), learnt);
    }
  }

  /** The code was right. */
  AuthenticationResult approved(
      Transaction tx,
      AuthenticationRequest request,
      User user,
      OneTimeCodeCheck.Approved approved) {
    Kept kept = approved.kept();
    Authenticated result =
        new Authenticated(
            user.userName(),
            pictures.shown(user.customerId(), "", kept),
            Threshold.usual(settings.of(tx, user.customerId())),
            Optional.empty());
    String detail = "{\"code\":true" + kept.detail() + "}";
    told(tx, request, Optional.of(user), AuditLog.SUCCESS, detail, result);
    return result;
  }

  private void told(
      Transaction tx,
      AuthenticationRequest request,
      Optional<User> user,
      String outcome,
      String detail,
      AuthenticationResult result) {
    audited(tx, request, user, outcome, detail);
    CustomerSettings now = settings.of(tx, request.customer());
    CallbackOccasion occasion = CallbackOccasion.AUTHENTICATION_FAILED;
    if (result instanceof Authenticated) {
      occasion = CallbackOccasion.AUTHENTICATION_SUCCEEDED;
    }
    notices.callback(
        tx,
        request.customer(),
        user.map(User::id),
        now,
        occasion,
        () -> request.callback().of(result, clock.instant()));
    request.ending().ended(tx, result);
  }

  private void audited(
      Transaction tx,
      AuthenticationRequest request,
      Optional<User> user,
      String outcome,
      String detail) {
    About about = About.person(request.customer(), user.map(User::id)).with(detail);
    audit.append(tx, AuditKind.FACE_AUTHENTICATE, outcome, request.origin(), about);
  }
}
