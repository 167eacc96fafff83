package dev.countersign.enrolment;

import dev.countersign.customer.FaceSettings;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.Consent;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.Origin;
import dev.countersign.domain.StoredPicture;
import dev.countersign.domain.User;
import dev.countersign.enrolment.EnrolmentPortal.Outcome.ClosedMeanwhile;
import dev.countersign.enrolment.EnrolmentPortal.Outcome.Ended;
import dev.countersign.enrolment.EnrolmentPortal.Outcome.TooOften;
import dev.countersign.enrolment.EnrolmentPortal.Visit.Closed;
import dev.countersign.enrolment.EnrolmentPortal.Visit.Open;
import dev.countersign.enrolment.EnrolmentPortal.Visit.Unknown;
import dev.countersign.enrolment.EnrolmentRequest.Kind;
import dev.countersign.enrolment.EnrolmentResult.Busy;
import dev.countersign.enrolment.EnrolmentResult.Refused;
import dev.countersign.notify.CallbackBody;
import dev.countersign.privacy.PictureVault;
import dev.countersign.privacy.PictureVault.Opened;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import dev.countersign.user.EnrolmentLinks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A person's own way to enrol: the enrolment URL, opened without a token. It is a capability that a
 * success uses up and that expires, and a consent given through it is the person's own.
 */
public final class EnrolmentPortal {
  private final Store store;
  private final SettingsAdministration settings;
  private final EnrolmentLinks links;
  private final FaceEnrolment enrolment;
  private final LinkTries tries;
  private final PictureVault pictures;
  private final Function<Kind, CallbackBody<EnrolmentResult>> callbacks;
  private final InstantSource clock;

  /**
   * The portal.
   *
   * @param callbacks how a customer's callback is told
   */
  public EnrolmentPortal(
      Store store,
      SettingsAdministration settings,
      EnrolmentLinks links,
      FaceEnrolment enrolment,
      LinkTries tries,
      PictureVault pictures,
      Function<Kind, CallbackBody<EnrolmentResult>> callbacks,
      InstantSource clock) {
    this.store = store;
    this.settings = settings;
    this.links = links;
    this.enrolment = enrolment;
    this.tries = tries;
    this.pictures = pictures;
    this.callbacks = callbacks;
    this.clock = clock;
  }

  /** What an enrolment URL leads to. */
  public sealed interface Visit {
    /**
     * It can be used.
     *
     * @param customer who asks for the face
     * @param user whose it is
     * @param settings what they would agree to
     * @param kind whether there is a face of theirs already
     */
    record Open(Customer customer, User user, FaceSettings settings, Kind kind) implements Visit {
      /**
       * Everything the person is told of what they would agree to, for the form to bring back: the
       * text's version alone does not change when its purpose does.
       */
      public String terms() {
        String told =
            String.join(
                "\n",
                settings.textVersion(),
                settings.purpose(),
                Integer.toString(settings.consentDays()),
                Boolean.toString(settings.keepThumbnail()),
                Boolean.toString(settings.storeOriginal()),
                kind.name());
        return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(told.getBytes(StandardCharsets.UTF_8));
      }
    }

    /** It was used, or its time is over. */
    record Closed(boolean used) implements Visit {}

    /** There is none. */
    record Unknown() implements Visit {}
  }

  /** Looks at what the URL with that reference leads to; changes nothing. */
  public Visit visit(String reference) {
    return store.read(tx ->
        tx.users()
            .byEnrolmentReference(reference)
            .map(user -> visit(tx, user))
            .orElseGet(Unknown::new));
  }

  private Visit visit(Transaction tx, User user) {
    if (!clock.instant().isBefore(user.enrolment().openUntil())) {
      return new Closed(user.enrolment().state() == Enrolment.State.SUCCESS);
    }
    Kind kind = Kind.FIRST;
    if (tx.faceTemplates().find(user.customerId(), user.id()).isPresent()) {
      kind = Kind.REPLACEMENT;
    }
    Customer customer = tx.customers().byId(user.customerId()).orElseThrow();
    return new Open(customer, user, settings.of(tx, customer.id()).faces(), kind);
  }

  /** What became of a try. */
  public sealed interface Outcome {
    /** The picture was looked at. */
    record Ended(EnrolmentResult result) implements Outcome {}

    /** The link was used, or expired, after the person was shown it. */
    record ClosedMeanwhile() implements Outcome {}

    /** It failed too often; nothing was looked at or written. */
    record TooOften(Duration retryAfter) implements Outcome {}
  }

  /**
   * Enrols the person, who has agreed; refused when what they agreed to does not hold any more.
   *
   * @param visit what they were shown
   * @param url a {@code data:} URL of the picture
   */
  public Outcome enrol(Open visit, String url, Origin origin) {
    String reference = visit.user().enrolment().reference();
    Optional<Duration> wait = tries.reserve(reference);
    if (wait.isPresent()) {
      return new TooOften(wait.get());
    }
    EnrolmentResult result = enrolment.enrol(request(visit, url, origin));
    if (result instanceof Busy) {
      tries.release(reference);
    }
    if (result instanceof Refused refused
        && refused.refusal().code().equals(FaceEnrolment.LINK_CLOSED)) {
      return new ClosedMeanwhile();
    }
    return new Ended(result);
  }

  private EnrolmentRequest request(Open visit, String url, Origin origin) {
    User user = visit.user();
    return new EnrolmentRequest(
        user.customerId(),
        links.url(user.customerId(), user.enrolment()),
        List.of(url),
        visit.kind(),
        Consent.Source.PERSON,
        Optional.of(visit.settings()),
        callbacks.apply(visit.kind()),
        origin);
  }

  /** The small picture that is kept of the person's face, if the customer has one kept. */
  public Optional<Opened> portrait(User user) {
    return pictures
        .ofTemplate(user.customerId(), user.id(), StoredPicture.Kind.PORTRAIT)
        .flatMap(id -> pictures.open(user.customerId(), id));
  }
}
