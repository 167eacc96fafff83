package dev.countersign.http.web.portal;

import dev.countersign.domain.Portal.Kind;
import dev.countersign.portal.Challenges.Challenge;
import dev.countersign.portal.Guidance.Hint;
import dev.countersign.portal.Visit.Open;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The text a person agrees to, with the ways to send their face below it.
 *
 * @param visit what the address leads to
 * @param alert what was wrong, or the empty string
 * @param agreed whether they have agreed already
 * @param challenge what else they are asked to do
 * @param code what a code that was mailed is told back with, or the empty string
 * @param frames where frames of the camera are sent
 * @param most how large all that is sent at once may be
 */
public record FormModel(
    Open visit,
    String alert,
    boolean agreed,
    Optional<Challenge> challenge,
    String code,
    String frames,
    String most) {
  /** As many pictures as make a template three times better than one. */
  private static final int ENROLLED = 3;

  /** What it is for. */
  public String kind() {
    return PortalPage.name(visit.kind());
  }

  /** What surrounds the page. */
  public Framing framing() {
    return Framing.of(visit);
  }

  /** A key of what this kind of portal says. */
  public String key(String name) {
    return "portal." + kind() + "." + name;
  }

  /** The customer's name; whichever way it runs, the text around it keeps its own. */
  public String customer() {
    return isolated(visit.customer().name());
  }

  /** The person's name, or the empty string. */
  public String person() {
    return visit
        .user()
        .map(user ->
            user.profile().fullName().isEmpty() ? user.userName() : user.profile().fullName())
        .map(FormModel::isolated)
        .orElse("");
  }

  /** Unicode's first strong isolate, and its end. */
  static String isolated(String name) {
    return "\u2068" + name + "\u2069";
  }

  /** Whether a face is kept, to be recognised from then on. */
  public boolean enrols() {
    return switch (visit.kind()) {
      case ENROLL, UPDATE -> true;
      case AUTHENTICATE, SEARCH -> false;
    };
  }

  /** Whether nothing at all is kept. */
  public boolean keepsNothing() {
    var faces = visit.settings().faces();
    return !enrols() && !faces.keepThumbnail() && !faces.storeOriginal();
  }

  /** Whether something is kept of a face that is only compared: of one that is not like, too. */
  public boolean comparesAndKeeps() {
    return visit.kind() == Kind.AUTHENTICATE && !keepsNothing();
  }

  /** The key of how somebody changes their mind. */
  public String change() {
    if (keepsNothing()) {
      return "portal.agree.change.nothing";
    }
    return switch (visit.kind()) {
      case ENROLL, UPDATE -> "portal.agree.change.enrolled";
      case AUTHENTICATE -> "portal.agree.change.compared";
      // Where nobody was found, nobody's erasure takes it along.
      case SEARCH -> "portal.agree.change.search";
    };
  }

  /** How many pictures the camera takes. */
  public int samples() {
    return enrols() ? ENROLLED : 1;
  }

  /** Where to turn, for the script. */
  public List<String> sides() {
    return challenge.stream()
        .flatMap(one -> one.sides().stream())
        .map(side -> side.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Every hint's name. */
  public List<String> hints() {
    return Arrays.stream(Hint.values()).map(FormModel::name).toList();
  }

  static String name(Hint hint) {
    return hint.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
