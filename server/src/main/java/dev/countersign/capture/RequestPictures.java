package dev.countersign.capture;

import dev.countersign.capture.CaptureResult.Taken;
import dev.countersign.customer.FaceSettings;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.UserId;
import dev.countersign.face.picture.JpegWriter;
import dev.countersign.picture.GivenPicture;
import dev.countersign.privacy.NewPicture;
import dev.countersign.privacy.PictureVault;
import dev.countersign.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is kept of the pictures that calls bring, and where it is seen. */
public final class RequestPictures {
  private final PictureVault vault;
  private final PictureLinks links;

  public RequestPictures(PictureVault vault, PictureLinks links) {
    this.vault = vault;
    this.links = links;
  }

  /** The files to keep of a picture with a template: portrait, aligned crop, perhaps original. */
  public static List<NewPicture> ofTemplate(Taken taken, FaceSettings settings) {
    List<NewPicture> pictures = files(taken, settings, Duration.ofDays(settings.retentionDays()));
    if (settings.keepThumbnail()) {
      Duration kept = Duration.ofDays(settings.retentionDays());
      pictures.add(jpeg(Kind.ALIGNED, taken.sample().aligned(), kept));
    }
    return pictures;
  }

  /** The files to keep of a picture that came to be compared. */
  public static List<NewPicture> ofRequest(Taken taken, FaceSettings settings) {
    return files(taken, settings, Duration.ofDays(settings.requestDays()));
  }

  private static List<NewPicture> files(Taken taken, FaceSettings settings, Duration kept) {
    List<NewPicture> pictures = new ArrayList<>();
    if (settings.keepThumbnail()) {
      pictures.add(jpeg(Kind.PORTRAIT, taken.sample().portrait(), kept));
    }
    if (settings.storeOriginal()) {
      pictures.add(original(taken.given(), kept));
    } else if (settings.keepThumbnail()) {
      address(taken.given(), kept).ifPresent(pictures::add);
    }
    return pictures;
  }

  private static NewPicture jpeg(Kind kind, dev.countersign.face.Picture picture, Duration kept) {
    return new NewPicture(kind, "image/jpeg", JpegWriter.write(picture), kept);
  }

  private static NewPicture original(GivenPicture given, Duration kept) {
    return new NewPicture(Kind.ORIGINAL, given.format().mediaType(), given.file(), kept);
  }

  /** Where the original can be seen, sealed like a picture: it may tell of the person, too. */
  private static Optional<NewPicture> address(GivenPicture given, Duration kept) {
    return Optional.of(ShownPictures.shown(given.url()))
        .filter(url -> !url.isEmpty())
        .map(url -> url.getBytes(StandardCharsets.UTF_8))
        .map(url -> new NewPicture(Kind.ADDRESS, "text/uri-list", url, kept));
  }

  /** Keeps them; the person named, if any, is whose erasure takes them along. */
  public Kept keep(
      Transaction tx, CustomerId customer, Optional<UserId> named, List<NewPicture> pictures) {
    List<Long> ids = new ArrayList<>();
    for (NewPicture picture : pictures) {
      ids.add(vault.keepOfRequest(tx, customer, named, picture));
    }
    return kept(pictures, ids);
  }

  /** Names the pictures that were kept under those ids. */
  public static Kept kept(List<NewPicture> pictures, List<Long> ids) {
    Kept kept = Kept.NOTHING;
    for (int i = 0; i < ids.size(); i++) {
      kept = kept.with(pictures.get(i).kind(), ids.get(i));
    }
    return kept;
  }

  /** Where a call's picture is seen. */
  public ShownPictures shown(CustomerId customer, String url, Kept kept) {
    String original =
        kept.original()
            .map(id -> links.url(customer, id))
            .orElseGet(() -> ShownPictures.shown(url));
    return new ShownPictures(
        original, kept.portrait().map(id -> links.url(customer, id)).orElse(""));
  }

  /** Where the pictures that an audit event's detail names are seen, as far as they are kept. */
  public ShownPictures shown(CustomerId customer, String detail) {
    Kept kept = Kept.read(detail);
    return new ShownPictures(
        kept.original()
            .flatMap(id -> living(customer, id))
            .or(() -> kept.address().flatMap(id -> vault.address(customer, id)))
            .orElse(""),
        kept.portrait().flatMap(id -> living(customer, id)).orElse(""));
  }

  private Optional<String> living(CustomerId customer, long id) {
    return vault.holds(customer, id) ? Optional.of(links.url(customer, id)) : Optional.empty();
  }

  /** Where a person's enrolled face is seen. */
  public ShownPictures ofTemplate(CustomerId customer, UserId user) {
    return new ShownPictures(
        url(customer, user, Kind.ORIGINAL)
            .or(() ->
                vault
                    .ofTemplate(customer, user, Kind.ADDRESS)
                    .flatMap(id -> vault.address(customer, id)))
            .orElse(""),
        url(customer, user, Kind.PORTRAIT).orElse(""));
  }

  private Optional<String> url(CustomerId customer, UserId user, Kind kind) {
    return vault.ofTemplate(customer, user, kind).map(id -> links.url(customer, id));
  }

  /**
   * The ids of what was kept of one call.
   *
   * @param portrait of the portrait
   * @param original of what was sent
   * @param address of where the original is, where that is kept instead
   */
  public record Kept(Optional<Long> portrait, Optional<Long> original, Optional<Long> address) {
    private static final Pattern PORTRAIT = Pattern.compile("\"portrait\":\"([0-9]{1,19})\"");
    private static final Pattern ORIGINAL = Pattern.compile("\"original\":\"([0-9]{1,19})\"");
    private static final Pattern ADDRESS = Pattern.compile("\"address\":\"([0-9]{1,19})\"");

    /** Nothing was. */
    public static final Kept NOTHING =
        new Kept(Optional.empty(), Optional.empty(), Optional.empty());

    private static Kept read(String detail) {
      return new Kept(id(PORTRAIT, detail), id(ORIGINAL, detail), id(ADDRESS, detail));
    }

    private static Optional<Long> id(Pattern field, String detail) {
      Matcher matcher = field.matcher(detail);
      return matcher.find() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }

    private Kept with(Kind kind, long id) {
      return switch (kind) {
        case PORTRAIT -> new Kept(Optional.of(id), original, address);
        case ORIGINAL -> new Kept(portrait, Optional.of(id), address);
        case ADDRESS -> new Kept(portrait, original, Optional.of(id));
        case ALIGNED -> this;
      };
    }

    /** As fields of an audit event's detail, each after a comma. */
    public String detail() {
      return portrait.map(id -> ",\"portrait\":\"" + id + "\"").orElse("")
          + original.map(id -> ",\"original\":\"" + id + "\"").orElse("")
          + address.map(id -> ",\"address\":\"" + id + "\"").orElse("");
    }
  }
}
