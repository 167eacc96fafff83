package dev.countersign.http.console.people;

import dev.countersign.domain.Consent;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.User;
import dev.countersign.enrolment.FaceReview.Kept;
import dev.countersign.face.QualityGates;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.people.Section.Act;
import dev.countersign.http.console.people.Section.Fact;
import dev.countersign.http.console.people.Section.Picture;
import dev.countersign.http.page.Problems;
import dev.countersign.privacy.PictureVault.Opened;
import dev.countersign.user.UserChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code …/users/{user}/face}: what is kept of a face and by what right; its link; its end. */
final class FacePage implements Endpoint {
  private static final String PATH = "/face";
  private static final String ERASE = PATH + "/erase";
  private static final int UNPROCESSABLE = 422;

  private final PeopleFeatures features;

  FacePage(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.person().page(PATH, person -> page(person, person.user(), false)),
        features.person().act(PATH + "/link", this::link),
        features.person().act(PATH + "/renew", this::renew),
        features.person().form(ERASE, person -> asked(person, false)),
        features.person().act(ERASE, this::erase));
  }

  /** The link is a capability: it is shown on the answer to a form alone. */
  private Reply link(Person person) {
    boolean open = open(person.user());
    if (open) {
      features.users().noteLinkShown(person.customer(), person.id(), person.origin());
    }
    return page(person, person.user(), open);
  }

  private Reply renew(Person person) {
    UserChange anew =
        new UserChange(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);
    User user = features.users().update(person.customer(), person.id(), anew, person.origin());
    return page(person, user, true);
  }

  private boolean open(User user) {
    return features.clock().instant().isBefore(user.enrolment().openUntil());
  }

  private static Reply asked(Person person, boolean wrong) {
    Confirmation confirmation =
        new Confirmation(
            person.path(ERASE),
            person.user().userName(),
            person.text("console.user.face.erase.submit"),
            person.text("console.user.face.erase.warning"),
            wrong);
    return person.page(
        wrong ? UNPROCESSABLE : 200,
        Problems.NONE,
        Section.of(person.text("console.user.face.erase")).confirming(confirmation));
  }

  private Reply erase(Person person) {
    if (!person.request().confirmed(person.user().userName())) {
      return asked(person, true);
    }
    ErasureReceipt receipt =
        features.erasure().face(person.customer(), person.id(), person.origin());
    return person.page(200, Problems.NONE, Receipts.section(person.words(), receipt));
  }

  private Reply page(Person person, User user, boolean link) {
    Optional<Kept> kept = features.faces().of(person.customer(), person.id());
    Section face =
        Section.of(person.text("console.user.face"))
            .showing(pictures(person))
            .telling(facts(person, user, kept));
    Section url =
        Section.of(person.text("console.user.face.link"))
            .saying(person.text("console.user.face.link.lead"));
    if (link) {
      url = url.once(features.links().url(person.customer(), user.enrolment()));
    }
    if (!person.head().untouchable()) {
      url = url.offering(acts(person, user));
    }
    Section consents = Section.of(person.text("console.user.consents")).listing(consents(person));
    Sheet sheet =
        Sheet.of(person.request().frame(), user.userName(), face, url, consents).of(person.head());
    if (kept.isPresent() && !person.head().untouchable()) {
      String erase = person.text("console.user.face.erase");
      sheet = sheet.leading(new Sheet.Way(erase, person.path(ERASE), true));
    }
    return person.request().page(200, Sheet.TEMPLATE, sheet);
  }

  private List<Picture> pictures(Person person) {
    List<Picture> pictures = new ArrayList<>();
    for (Kind kind : List.of(Kind.PORTRAIT, Kind.ALIGNED)) {
      String word = kind.name().toLowerCase(Locale.ROOT);
      features
          .faces()
          .picture(person.customer(), person.id(), kind)
          .ifPresent(opened ->
              pictures.add(new Picture(person.text("console.user.picture." + word), url(opened))));
    }
    return pictures;
  }

  private static String url(Opened picture) {
    return "data:"
        + picture.mediaType()
        + ";base64,"
        + Base64.getEncoder().encodeToString(picture.bytes());
  }

  private static List<Fact> facts(Person person, User user, Optional<Kept> kept) {
    Enrolment enrolment = user.enrolment();
    List<Fact> facts = new ArrayList<>();
    facts.add(fact(person, "state", UserTable.face(person.words(), user)));
    facts.add(fact(person, "changed", new Cell.Moment(Optional.of(enrolment.changedAt()))));
    kept.ifPresent(face -> {
      facts.add(fact(person, "enrolled", new Cell.Moment(Optional.of(face.enrolledAt()))));
      facts.add(fact(person, "vector", new Cell.Moment(Optional.of(face.changedAt()))));
      facts.add(fact(person, "quality", new Cell.Words(qualities(person, face))));
      facts.add(fact(person, "model", new Cell.Code(face.model())));
    });
    return facts;
  }

  private static String qualities(Person person, Kept face) {
    String all = face.qualities().stream().map(FacePage::figure).collect(Collectors.joining(", "));
    String least = figure(QualityGates.LEAST_ENROLLED_QUALITY);
    return person.text("console.user.face.quality.scale", all, least);
  }

  private static String figure(double quality) {
    return String.format(Locale.ROOT, "%.1f", quality);
  }

  private static Fact fact(Person person, String name, Cell cell) {
    return new Fact(person.text("console.user.face." + name), cell);
  }

  private List<Act> acts(Person person, User user) {
    List<Act> acts = new ArrayList<>();
    if (open(user)) {
      acts.add(
          new Act(person.text("console.user.face.link.show"), person.path(PATH + "/link"), false));
    }
    acts.add(
        new Act(person.text("console.user.face.link.renew"), person.path(PATH + "/renew"), false));
    return acts;
  }

  private Table consents(Person person) {
    return Table.of(
        person.words(),
        "console.user.consents",
        Column.named(
            person.words(),
            "console.user.consent.",
            "purpose",
            "version",
            "source",
            "given",
            "until",
            "state"),
        features.faces().consents(person.customer(), person.id()).stream()
            .map(consent -> row(person, consent, features.clock().instant()))
            .toList(),
        "console.user.consents.none");
  }

  private static List<Cell> row(Person person, Consent consent, Instant now) {
    String source = consent.source() == Consent.Source.PERSON ? "person" : "customer";
    return List.of(
        new Cell.Words(consent.purpose()),
        new Cell.Words(consent.textVersion()),
        new Cell.Words(person.text("console.user.consent.source." + source)),
        new Cell.Moment(Optional.of(consent.givenAt())),
        new Cell.Moment(Optional.of(consent.expiresAt())),
        state(person, consent, now));
  }

  private static Cell state(Person person, Consent consent, Instant now) {
    if (consent.holds(now)) {
      return new Cell.Badge(person.text("console.user.consent.holds"), "good");
    }
    String how = consent.withdrawnAt() == null ? "ended" : "withdrawn";
    return new Cell.Badge(person.text("console.user.consent." + how), "plain");
  }
}
