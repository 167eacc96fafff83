package dev.countersign.enrolment;

import dev.countersign.capture.Capture;
import dev.countersign.capture.Capture.Liveness;
import dev.countersign.capture.CaptureResult.Taken;
import dev.countersign.capture.Refusal;
import dev.countersign.capture.ShownPictures;
import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.FaceSettings;
import dev.countersign.customer.FaceSettings.Duplicates;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.User;
import dev.countersign.enrolment.EnrolmentRequest.Kind;
import dev.countersign.enrolment.EnrolmentResult.Busy;
import dev.countersign.matching.NearestFaces;
import dev.countersign.matching.NearestFaces.Near;
import dev.countersign.matching.Threshold;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import dev.countersign.user.EnrolmentLinks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a person's first face, or another in its place. In this order: read; look at the picture
 * with no transaction open; one write transaction that looks at the person once more and writes
 * everything, of failures too.
 */
public final class FaceEnrolment {
  /** Code of the refusal of somebody who agreed to what does not hold any more. */
  public static final String CONSENT_CHANGED = "consent_changed";

  /** Code of the refusal of a first face of somebody who has one. */
  public static final String ALREADY_ENROLLED = "already_enrolled";

  /** The code of the refusal where a link was used, or has expired, since it was looked at. */
  public static final String LINK_CLOSED = "link_closed";

  private static final int MOST_DUPLICATES = 10;
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Store store;
  private final Capture capture;
  private final NearestFaces faces;
  private final SettingsAdministration settings;
  private final EnrolmentConclusion conclusion;

  public FaceEnrolment(
      Store store,
      Capture capture,
      NearestFaces faces,
      SettingsAdministration settings,
      EnrolmentConclusion conclusion) {
    this.store = store;
    this.capture = capture;
    this.faces = faces;
    this.settings = settings;
    this.conclusion = conclusion;
  }

  /** Enrols. */
  public EnrolmentResult enrol(EnrolmentRequest request) {
    Optional<User> found =
        EnrolmentLinks.reference(request.enrolmentUrl())
            .flatMap(reference ->
                store.read(tx -> tx.users().byEnrolmentReference(request.customer(), reference)));
    if (found.isEmpty()) {
      return refused(request, found, Refusal.unknownUser());
    }
    User user = found.get();
    Optional<Refusal> unfit = store.read(tx -> refusal(tx, request, user));
    if (unfit.isPresent()) {
      return refused(request, found, unfit.get());
    }
    CustomerSettings now = settings.of(request.customer());
    if (now.faces().duplicates() != Duplicates.OFF && !faces.ready(request.customer())) {
      return busy(request, user, RETRY);
    }
    try (Capture.Call call = capture.call(request.customer())) {
      return looked(call, request, user, now);
    }
  }

  private EnrolmentResult looked(
      Capture.Call call, EnrolmentRequest request, User user, CustomerSettings now) {
    Liveness liveness = Liveness.required(now.checkLiveness() || request.live());
    Portraits portraits =
        Portraits.take(call, request, now.outgoing().hosts(), liveness, Threshold.sameCapture());
    if (portraits.busy().isPresent()) {
      return busy(request, user, portraits.busy().get());
    }
    if (portraits.first().isEmpty()) {
      return refused(request, Optional.of(user), portraits.leftOut().getFirst().refusal());
    }
    return taken(request, user, portraits, now);
  }

  private static EnrolmentResult busy(EnrolmentRequest request, User user, Duration retryAfter) {
    return new Busy(user.userName(), ShownPictures.given(request.url()).original(), retryAfter);
  }

  private EnrolmentResult refused(EnrolmentRequest request, Optional<User> user, Refusal refusal) {
    return store.write(tx -> {
      Optional<User> now = user.flatMap(one -> tx.users().lock(one.customerId(), one.id()));
      return conclusion.refused(tx, request, now, refusal, "");
    });
  }

  private EnrolmentResult taken(
      EnrolmentRequest request, User user, Portraits portraits, CustomerSettings now) {
    // Under what was agreed to, which still holds when it is written.
    FaceSettings agreed = request.shown().orElse(now.faces());
    var face = EnrolmentConclusion.Face.of(portraits, capture.model(), agreed);
    if (now.faces().duplicates() == Duplicates.OFF) {
      return store.write(tx -> concluded(tx, request, user, face));
    }
    return unlikeOthers(request, user, face, now);
  }

  private EnrolmentResult unlikeOthers(
      EnrolmentRequest request, User user, EnrolmentConclusion.Face face, CustomerSettings now) {
    String model = face.model();
    Taken taken = face.taken();
    long known = faces.known();
    Optional<List<Near>> alike = others(user, model, taken, now);
    if (alike.isEmpty()) {
      return busy(request, user, RETRY);
    }
    if (refuses(now) && !alike.get().isEmpty()) {
      return store.write(tx -> duplicate(tx, request, user, face.like(people(alike.get()))));
    }
    try {
      return store.write(tx -> {
        var result = concluded(tx, request, user, face.like(people(alike.get())));
        if (result instanceof EnrolmentResult.Enrolled) {
          requireNobodyNew(tx, user, model, taken, now, new Searched(known, alike.get()));
        }
        return result;
      });
    } catch (EnrolledMeanwhile e) {
      return store.write(tx ->
          refuses(now)
              ? duplicate(tx, request, user, face.like(people(e.people)))
              : concluded(tx, request, user, face.like(people(e.people))));
    }
  }

  private static boolean refuses(CustomerSettings now) {
    return now.faces().duplicates() == Duplicates.REFUSE;
  }

  /** Whom a search found that knew of all that was changed up to that number. */
  private record Searched(long known, List<Near> alike) {}

  /** Two may be enrolled with one face at the same time, each before the other can be found. */
  private void requireNobodyNew(
      Transaction tx,
      User user,
      String model,
      Taken taken,
      CustomerSettings now,
      Searched searched) {
    double least = Threshold.usual(now).cosine();
    List<Near> all = new ArrayList<>(searched.alike());
    faces.since(tx, searched.known(), user.customerId(), model, taken.sample(), least).stream()
        .filter(near -> !near.user().id().equals(user.id()))
        .filter(near -> all.stream().noneMatch(one -> one.user().id().equals(near.user().id())))
        .forEach(all::add);
    if (all.size() > searched.alike().size()) {
      throw new EnrolledMeanwhile(all);
    }
  }

  /** Takes back what was written; it is known now who else has the face. */
  private static final class EnrolledMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Near> people;

    EnrolledMeanwhile(List<Near> people) {
      super("Somebody else was enrolled with the face meanwhile", null, false, false);
      this.people = people;
    }
  }

  /** Other people the face is like, those on the black list included. */
  private Optional<List<Near>> others(User user, String model, Taken taken, CustomerSettings now) {
    double least = Threshold.usual(now).cosine();
    return faces
        .find(user.customerId(), model, taken.sample(), least, MOST_DUPLICATES, Optional.empty())
        .map(found -> found.stream().filter(near -> !near.user().id().equals(user.id())).toList());
  }

  private static List<User> people(List<Near> near) {
    return near.stream().map(Near::user).toList();
  }

  private EnrolmentResult duplicate(
      Transaction tx, EnrolmentRequest request, User user, EnrolmentConclusion.Face face) {
    // Whose it is, the audit trail tells: the caller may be the one who should not know.
    Refusal refusal =
        Refusal.of(
            "duplicate", "The face is enrolled for another user, or is too much like theirs");
    Optional<User> now = tx.users().lock(user.customerId(), user.id());
    return conclusion.refused(tx, request, now, refusal, face.detail());
  }

  private EnrolmentResult concluded(
      Transaction tx, EnrolmentRequest request, User known, EnrolmentConclusion.Face face) {
    Optional<User> now = tx.users().lock(known.customerId(), known.id());
    Optional<Refusal> unfit =
        now.map(user -> refusal(tx, request, user))
            .orElseGet(() -> Optional.of(Refusal.unknownUser()));
    if (unfit.isPresent()) {
      return conclusion.refused(tx, request, now, unfit.get(), "");
    }
    return conclusion.enrolled(tx, request, now.orElseThrow(), face);
  }

  private Optional<Refusal> refusal(Transaction tx, EnrolmentRequest request, User user) {
    Optional<Refusal> closed = request.ending().refusal(tx);
    if (closed.isPresent()) {
      return closed;
    }
    if (!request.agreesTo(settings.of(tx, request.customer()).faces())) {
      return Optional.of(
          Refusal.of(
              CONSENT_CHANGED, "The text has changed meanwhile. Please read and agree again"));
    }
    Kind kind = request.kind();
    if (user.state() != User.State.ACTIVE) {
      return Optional.of(Refusal.of("disabled", "User is disabled"));
    }
    boolean enrolled = tx.faceTemplates().find(user.customerId(), user.id()).isPresent();
    if (kind == Kind.FIRST && enrolled) {
      return Optional.of(Refusal.of(ALREADY_ENROLLED, "User is already registered"));
    }
    if (kind == Kind.REPLACEMENT && !enrolled) {
      return Optional.of(Refusal.of("not_enrolled", "User is not registered"));
    }
    return Optional.empty();
  }
}
