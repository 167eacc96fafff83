package dev.countersign.matching;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.capture.Capture;
import dev.countersign.capture.Capture.Liveness;
import dev.countersign.capture.CaptureResult;
import dev.countersign.capture.CaptureResult.Taken;
import dev.countersign.capture.CaptureResult.Unfit;
import dev.countersign.capture.Ending;
import dev.countersign.capture.Refusal;
import dev.countersign.capture.RequestPictures;
import dev.countersign.capture.RequestPictures.Kept;
import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.FaceSample;
import dev.countersign.face.gallery.IdSet;
import dev.countersign.matching.NearestFaces.Near;
import dev.countersign.matching.SearchResult.Busy;
import dev.countersign.matching.SearchResult.Found;
import dev.countersign.matching.SearchResult.Person;
import dev.countersign.matching.SearchResult.Refused;
import dev.countersign.privacy.NewPicture;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds out whose face a picture shows, among all of a customer's people or some of them. */
public final class FaceSearch {
  private static final int MOST = 100;
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Store store;
  private final Capture capture;
  private final NearestFaces faces;
  private final SearchSpaceAdministration spaces;
  private final RequestPictures pictures;
  private final SettingsAdministration settings;
  private final AuditLog audit;

  public FaceSearch(
      Store store,
      Capture capture,
      NearestFaces faces,
      SearchSpaceAdministration spaces,
      RequestPictures pictures,
      SettingsAdministration settings,
      AuditLog audit) {
    this.store = store;
    this.capture = capture;
    this.faces = faces;
    this.spaces = spaces;
    this.pictures = pictures;
    this.settings = settings;
    this.audit = audit;
  }

  /**
   * A request to search.
   *
   * @param customer among whose people
   * @param url of the picture, or a {@code data:} URL
   * @param threshold how sure the caller wants to be
   * @param spaces names of the search spaces, among whose people alone is looked: in none of them,
   *     nobody is found; absent for everybody
   * @param seen the face that was seen to do what it was asked to, which this one has to be; absent
   *     where nothing was asked
   * @param live whether the face must look alive even where the customer asks it of nobody
   * @param ending what else is written with how it ends
   * @param origin where it came from
   */
  public record Request(
      CustomerId customer,
      String url,
      AskedThreshold threshold,
      Optional<List<String>> spaces,
      Optional<Embedding> seen,
      boolean live,
      Ending<SearchResult> ending,
      Origin origin) {
    /** Keeps an unmodifiable copy of the names. */
    public Request {
      spaces = spaces.map(List::copyOf);
    }

    /** A request that nothing else hangs on. */
    public Request(
        CustomerId customer,
        String url,
        AskedThreshold threshold,
        Optional<List<String>> spaces,
        Origin origin) {
      this(customer, url, threshold, spaces, Optional.empty(), false, Ending.none(), origin);
    }
  }

  /**
   * Searches.
   *
   * @throws dev.countersign.store.NotFound when there is no search space of one of the names
   */
  public SearchResult search(Request request) {
    Optional<IdSet> within = spaces.ids(request.customer(), request.spaces());
    if (!faces.ready(request.customer())) {
      return new Busy(RETRY);
    }
    try (Capture.Call call = capture.call(request.customer())) {
      return search(call, request, within);
    }
  }

  private SearchResult search(Capture.Call call, Request request, Optional<IdSet> within) {
    CustomerSettings now = settings.of(request.customer());
    return switch (call.take(
        request.url(),
        now.outgoing().hosts(),
        Purpose.VERIFY,
        Liveness.required(now.checkLiveness() || request.live()))) {
      case Taken taken -> looked(request, taken, within, now);
      case Unfit(Refusal refusal) -> refused(request, refusal);
      case CaptureResult.Busy busy -> new Busy(busy.retryAfter());
    };
  }

  private SearchResult refused(Request request, Refusal refusal) {
    return store.write(tx -> refused(tx, request, refusal));
  }

  private SearchResult refused(Transaction tx, Request request, Refusal refusal) {
    About about = About.customer(request.customer());
    audit.append(tx, AuditKind.FACE_SEARCH, refusal.code(), request.origin(), about);
    Refused result = new Refused(refusal);
    request.ending().ended(tx, result);
    return result;
  }

  private SearchResult looked(
      Request request, Taken taken, Optional<IdSet> within, CustomerSettings now) {
    CustomerId customer = request.customer();
    String model = capture.model();
    FaceSample sample = taken.sample();
    Optional<Refusal> other = SeenFace.refusal(request.seen(), sample);
    if (other.isPresent()) {
      return refused(request, other.get());
    }
    long comparisons =
        within.map(ids -> (long) ids.size()).orElseGet(() -> (long) faces.size(customer, model));
    Threshold threshold = Threshold.of(request.threshold(), now, comparisons, model);
    Optional<List<Near>> near =
        faces.find(customer, model, sample, threshold.cosine(), MOST, within);
    if (near.isEmpty()) {
      return new Busy(RETRY);
    }
    List<Person> people = people(near.get(), threshold);
    Optional<UserId> best = near.get().stream().findFirst().map(one -> one.user().id());
    List<NewPicture> files = RequestPictures.ofRequest(taken, now.faces());
    return store.write(tx -> {
      Optional<Refusal> closed = request.ending().refusal(tx);
      if (closed.isPresent()) {
        return refused(tx, request, closed.get());
      }
      return found(tx, request, people, threshold, kept(tx, request, best, files));
    });
  }

  private static List<Person> people(List<Near> near, Threshold threshold) {
    return near.stream()
        .map(one ->
            new Person(
                one.user().userName(),
                new Decision(one.cosine(), threshold).score(),
                one.user().blacklisted()))
        .toList();
  }

  /** Keeps the pictures: of the person they show best, whose erasure takes them along. */
  private Kept kept(
      Transaction tx, Request request, Optional<UserId> best, List<NewPicture> files) {
    CustomerId customer = request.customer();
    // Erased since they were found: nothing may be kept of them any more.
    if (best.isPresent() && !enrolled(tx, customer, best.get())) {
      return Kept.NOTHING;
    }
    return pictures.keep(tx, customer, best, files);
  }

  private static boolean enrolled(Transaction tx, CustomerId customer, UserId user) {
    return tx.users().lock(customer, user).isPresent()
        && tx.faceTemplates().find(customer, user).isPresent();
  }

  private SearchResult found(
      Transaction tx, Request request, List<Person> people, Threshold threshold, Kept kept) {
    CustomerId customer = request.customer();
    String detail =
        "{\"found\":%s,\"threshold\":%s%s}"
            .formatted(people.size(), Decision.plain(threshold.told()), kept.detail());
    About about = About.customer(customer).with(detail);
    audit.append(tx, AuditKind.FACE_SEARCH, AuditLog.SUCCESS, request.origin(), about);
    Found result = new Found(pictures.shown(customer, request.url(), kept), people, threshold);
    request.ending().ended(tx, result);
    return result;
  }
}
