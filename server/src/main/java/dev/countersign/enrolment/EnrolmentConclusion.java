package dev.countersign.enrolment;

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
import dev.countersign.customer.CustomerSettings.MailOccasion;
import dev.countersign.customer.FaceSettings;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.Consent;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.User;
import dev.countersign.enrolment.EnrolmentRequest.Kind;
import dev.countersign.enrolment.EnrolmentResult.Enrolled;
import dev.countersign.enrolment.EnrolmentResult.LeftOut;
import dev.countersign.enrolment.EnrolmentResult.Refused;
import dev.countersign.face.FaceSample;
import dev.countersign.notify.CustomerNotices;
import dev.countersign.privacy.FaceVault;
import dev.countersign.privacy.NewFace;
import dev.countersign.privacy.NewPicture;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes what follows from an enrolment, in the transaction that ends it: consent, template and
 * pictures, how far the enrolment got, the audit event, the callback and the mail.
 */
public final class EnrolmentConclusion {
  private final FaceVault vault;
  private final RequestPictures pictures;
  private final SettingsAdministration settings;
  private final CustomerNotices notices;
  private final LinkTries tries;
  private final AuditLog audit;
  private final InstantSource clock;

  public EnrolmentConclusion(
      FaceVault vault,
      RequestPictures pictures,
      SettingsAdministration settings,
      CustomerNotices notices,
      LinkTries tries,
      AuditLog audit,
      InstantSource clock) {
    this.vault = vault;
    this.pictures = pictures;
    this.settings = settings;
    this.notices = notices;
    this.tries = tries;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A face to be kept.
   *
   * @param samples of all pictures that can be used
   * @param leftOut the other ones
   * @param alike other people it is like
   * @param files the pictures to keep with it
   */
  record Face(
      Taken taken,
      List<FaceSample> samples,
      List<LeftOut> leftOut,
      String model,
      FaceSettings settings,
      List<User> alike,
      List<NewPicture> files) {
    static Face of(Portraits portraits, String model, FaceSettings settings) {
      // Written before any transaction: others wait for those.
      Taken taken = portraits.first().orElseThrow();
      return new Face(
          taken,
          portraits.samples(),
          portraits.leftOut(),
          model,
          settings,
          List.of(),
          RequestPictures.ofTemplate(taken, settings));
    }

    /** The same, which is like those people's. */
    Face like(List<User> people) {
      return new Face(taken, samples, leftOut, model, settings, people, files);
    }

    String detail() {
      return alike.isEmpty() ? "" : "{" + duplicates() + "}";
    }

    private String duplicates() {
      return alike.stream()
          .map(user -> "\"" + user.id() + "\"")
          .collect(Collectors.joining(",", "\"duplicates\":[", "]"));
    }

    private String detail(Kept kept) {
      String quality = "\"quality\":" + Math.rint(taken.sample().quality() * 100) / 100;
      String more = alike.isEmpty() ? "" : "," + duplicates();
      return "{" + quality + kept.detail() + more + "}";
    }
  }

  /** It is not kept. */
  EnrolmentResult refused(
      Transaction tx,
      EnrolmentRequest request,
      Optional<User> user,
      Refusal refusal,
      String detail) {
    Optional<Refusal> closed = request.ending().refusal(tx);
    if (closed.isPresent()) {
      tell(tx, request, user, closed.get().code(), "");
      return refused(request, user, closed.get());
    }
    Refused result = refused(request, user, refusal);
    Optional<User> failed =
        user.filter(one -> request.kind() == Kind.FIRST)
            .filter(one -> one.enrolment().state() != Enrolment.State.SUCCESS);
    failed.ifPresent(one -> move(tx, one, Enrolment.State.FAILURE));
    tell(tx, request, user, refusal.code(), detail);
    CustomerSettings now = settings.of(tx, request.customer());
    callback(tx, request, user, now, CallbackOccasion.ENROLMENT_REJECTED, result);
    user.filter(one -> mayMail(tx, request, one))
        .ifPresent(
            one -> notices.mail(tx, one, now, MailOccasion.ENROLMENT_REJECTED, refusal.message()));
    request.ending().ended(tx, result);
    return result;
  }

  private static Refused refused(EnrolmentRequest request, Optional<User> user, Refusal refusal) {
    String original = ShownPictures.given(request.url()).original();
    return new Refused(user.map(User::userName).orElse(""), original, refusal);
  }

  /** Whoever uses the link reads why it failed on the page; the mail must not be a flood. */
  private boolean mayMail(Transaction tx, EnrolmentRequest request, User user) {
    return request.consent() != Consent.Source.PERSON
        || tries.mayMail(tx, user.enrolment().reference());
  }

  /** It is kept. */
  EnrolmentResult enrolled(Transaction tx, EnrolmentRequest request, User user, Face face) {
    succeed(tx, user);
    FaceVault.Kept stored = vault.store(tx, newFace(request, user, face));
    Kept kept = RequestPictures.kept(face.files(), stored.pictures());
    Enrolled result =
        new Enrolled(
            user.userName(),
            pictures.shown(user.customerId(), request.url(), kept),
            face.alike().stream().map(User::userName).toList(),
            face.leftOut());
    tell(tx, request, Optional.of(user), AuditLog.SUCCESS, face.detail(kept));
    CustomerSettings now = settings.of(tx, request.customer());
    callback(tx, request, Optional.of(user), now, CallbackOccasion.ENROLMENT_ACCEPTED, result);
    notices.mail(tx, user, now, MailOccasion.ENROLMENT_ACCEPTED, "Your face was enrolled");
    request.ending().ended(tx, result);
    return result;
  }

  private static NewFace newFace(EnrolmentRequest request, User user, Face face) {
    FaceSettings chosen = face.settings();
    return new NewFace(
        user.customerId(),
        user.id(),
        new NewFace.Agreement(
            request.consent(),
            chosen.purpose(),
            chosen.textVersion(),
            Duration.ofDays(chosen.consentDays())),
        face.model(),
        face.samples().stream()
            .map(sample -> new NewFace.Sample(sample.embedding(), sample.quality()))
            .toList(),
        face.files());
  }

  private void move(Transaction tx, User user, Enrolment.State state) {
    write(tx, user, state, user.enrolment().openUntil());
  }

  /** From now on the URL names the person still, and opens nothing any more. */
  private void succeed(Transaction tx, User user) {
    write(tx, user, Enrolment.State.SUCCESS, clock.instant());
  }

  private void write(Transaction tx, User user, Enrolment.State state, Instant openUntil) {
    Instant now = clock.instant();
    Enrolment changed = new Enrolment(user.enrolment().reference(), state, now, openUntil);
    tx.users().update(user, user.withEnrolment(changed), now);
  }

  private void tell(
      Transaction tx,
      EnrolmentRequest request,
      Optional<User> user,
      String outcome,
      String detail) {
    About about = About.person(request.customer(), user.map(User::id)).with(detail);
    AuditKind kind =
        switch (request.kind()) {
          case FIRST -> AuditKind.FACE_ENROLL;
          case REPLACEMENT -> AuditKind.FACE_UPDATE;
        };
    audit.append(tx, kind, outcome, request.origin(), about);
  }

  private void callback(
      Transaction tx,
      EnrolmentRequest request,
      Optional<User> user,
      CustomerSettings now,
      CallbackOccasion occasion,
      EnrolmentResult result) {
    notices.callback(
        tx,
        request.customer(),
        user.map(User::id),
        now,
        occasion,
        () -> request.callback().of(result, clock.instant()));
  }
}
