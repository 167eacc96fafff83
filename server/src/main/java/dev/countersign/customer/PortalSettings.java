package dev.countersign.customer;

import dev.countersign.domain.InvalidInput;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a customer decided about pages that ask for a face.
 *
 * @param parents origins whose pages may show a portal in a frame, are told its result, and may be
 *     returned to
 * @param liveness whether a face must look alive here, whatever is asked of pictures that programs
 *     send: nobody watches
 * @param challenge whether people turn their heads to where they are asked to
 * @param minutes how long a portal is open
 */
public record PortalSettings(
    List<String> parents, boolean liveness, boolean challenge, int minutes) {
  /** What holds for a customer that has set nothing. */
  public static final PortalSettings DEFAULT = new PortalSettings(List.of(), true, false, 30);

  private static final String PARENTS = "portal.parents";
  private static final String LIVENESS = "portal.liveness";
  private static final String CHALLENGE = "portal.challenge";
  private static final String MINUTES = "portal.minutes";
  static final int MOST_PARENTS = 50;

  /** They stand in a header of every page. */
  static final int MOST_LETTERS = 4000;

  private static final int MOST_MINUTES = 10_080;
  private static final String NUMBER = "a number of minutes from 1 to 10080";

  /**
   * Checks every part.
   *
   * @throws InvalidInput when one cannot be used
   */
  public PortalSettings {
    parents = parents.stream().map(text -> WebOrigin.of(PARENTS, text)).distinct().toList();
    if (parents.size() > MOST_PARENTS) {
      throw new InvalidInput(PARENTS + " must be at most 50 origins");
    }
    if (String.join(" ", parents).length() > MOST_LETTERS) {
      throw new InvalidInput(PARENTS + " must have at most 4000 letters altogether");
    }
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw new InvalidInput(MINUTES + " must be " + NUMBER);
    }
  }

  /** With faces that look alive, as usual. */
  public PortalSettings(List<String> parents, boolean challenge, int minutes) {
    this(parents, true, challenge, minutes);
  }

  /** How long a portal is open. */
  public Duration open() {
    return Duration.ofMinutes(minutes);
  }

  /** The settings by name, as people write them and as they are stored. */
  public Map<String, String> byName() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(PARENTS, String.join(" ", parents));
    texts.put(LIVENESS, SettingTexts.flag(liveness));
    texts.put(CHALLENGE, SettingTexts.flag(challenge));
    texts.put(MINUTES, Integer.toString(minutes));
    return texts;
  }

  /** The settings by name, each with a sentence about it. */
  public static Map<String, String> descriptions() {
    return Setting.meanings(settings());
  }

  static List<Setting> settings() {
    return List.of(
        Setting.of(
            Setting.Kind.LINE,
            PARENTS,
            "Origins that may show a portal in a frame or be returned to, such as"
                + " https://www.example.com, with spaces between."),
        Setting.yesOrNo(
            LIVENESS,
            "Whether a face must look alive on these pages, even where check_liveness is no. yes or"
                + " no."),
        Setting.yesOrNo(
            CHALLENGE, "Whether people turn their heads to where they are asked to. yes or no."),
        Setting.number(MINUTES, "Minutes a portal is open. 1 to 10080."));
  }

  /**
   * Settings read from their texts; the default for each that is missing.
   *
   * @throws InvalidInput when a text cannot be read
   */
  public static PortalSettings of(Map<String, String> texts) {
    SettingTexts all = SettingTexts.of(texts, DEFAULT.byName());
    return new PortalSettings(
        split(all.text(PARENTS)),
        all.flag(LIVENESS),
        all.flag(CHALLENGE),
        all.number(MINUTES, NUMBER));
  }

  /**
   * The same of what an earlier version stored: what it took for an origin and this one does not is
   * left out. Everything else of the customer is to be read all the same, and whoever changes the
   * setting is told.
   */
  static PortalSettings stored(Map<String, String> texts) {
    Map<String, String> usable = new LinkedHashMap<>(texts);
    usable.computeIfPresent(
        PARENTS, (_, text) -> String.join(" ", StoredParents.usable(PARENTS, split(text))));
    return of(usable);
  }

  private static List<String> split(String parents) {
    return Stream.of(parents.split("[\\s,]+", -1)).filter(text -> !text.isEmpty()).toList();
  }
}
