package dev.countersign.customer;

import dev.countersign.domain.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a customer decided about the faces of its people: what they agree to and how long anything
 * is kept.
 *
 * @param textVersion which text people agree to where the customer vouches for it
 * @param purpose what faces may be used for, in that text's words
 * @param consentDays how long a consent holds
 * @param storeOriginal whether the picture is kept as it was sent
 * @param keepThumbnail whether a crop around the face is kept, to look at
 * @param retentionDays how long pictures of an enrolment are kept
 * @param requestDays how long pictures of other requests are kept
 * @param duplicates what happens when a new person's face is somebody else's already
 */
public record FaceSettings(
    String textVersion,
    String purpose,
    int consentDays,
    boolean storeOriginal,
    boolean keepThumbnail,
    int retentionDays,
    int requestDays,
    Duplicates duplicates) {
  /** What holds for a customer that has set nothing. */
  public static final FaceSettings DEFAULT =
      new FaceSettings("1", "identification", 730, false, true, 730, 7, Duplicates.OFF);

  private static final String PREFIX = "face.";
  private static final String TEXT_VERSION = PREFIX + "consent-text-version";
  private static final String PURPOSE = PREFIX + "consent-purpose";
  private static final String CONSENT_DAYS = PREFIX + "consent-days";
  private static final String STORE_ORIGINAL = PREFIX + "store-original";
  private static final String KEEP_THUMBNAIL = PREFIX + "keep-thumbnail";
  private static final String RETENTION_DAYS = PREFIX + "retention-days";
  private static final String REQUEST_DAYS = PREFIX + "request-days";
  private static final String DUPLICATES = PREFIX + "duplicates";
  private static final int MOST_DAYS = 3_650;
  private static final String DAYS = "a number of days from 1 to 3650";
  private static final int LONGEST_TEXT = 200;

  /** What happens when a new person's face is somebody else's already. */
  public enum Duplicates {
    /** Nobody looks. */
    OFF,
    /** The enrolment succeeds, and the customer is told. */
    REPORT,
    /** The enrolment is refused. */
    REFUSE
  }

  /**
   * Checks every part.
   *
   * @throws InvalidInput when one cannot be used
   */
  public FaceSettings {
    requireText(TEXT_VERSION, textVersion);
    requireText(PURPOSE, purpose);
    requireDays(CONSENT_DAYS, consentDays);
    requireDays(RETENTION_DAYS, retentionDays);
    requireDays(REQUEST_DAYS, requestDays);
  }

  private static void requireText(String name, String text) {
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      throw new InvalidInput(name + " must be a text of 1 to 200 characters");
    }
  }

  private static void requireDays(String name, int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw new InvalidInput(name + " must be " + DAYS);
    }
  }

  /** The settings by name, as people write them and as they are stored. */
  public Map<String, String> byName() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(TEXT_VERSION, textVersion);
    texts.put(PURPOSE, purpose);
    texts.put(CONSENT_DAYS, Integer.toString(consentDays));
    texts.put(STORE_ORIGINAL, SettingTexts.flag(storeOriginal));
    texts.put(KEEP_THUMBNAIL, SettingTexts.flag(keepThumbnail));
    texts.put(RETENTION_DAYS, Integer.toString(retentionDays));
    texts.put(REQUEST_DAYS, Integer.toString(requestDays));
    texts.put(DUPLICATES, duplicates.name().toLowerCase(Locale.ROOT));
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
            TEXT_VERSION,
            "Which text people agree to where the customer vouches for it."),
        Setting.of(Setting.Kind.LINE, PURPOSE, "What faces may be used for, in that text's words."),
        Setting.number(CONSENT_DAYS, "Days a consent holds; then the face is erased. 1 to 3650."),
        Setting.yesOrNo(STORE_ORIGINAL, "Whether the picture is kept as it was sent. yes or no."),
        Setting.yesOrNo(
            KEEP_THUMBNAIL,
            "Whether a crop around the face is kept, to look at, and where its picture was fetched."
                + " yes or no."),
        Setting.number(RETENTION_DAYS, "Days that pictures of an enrolment are kept. 1 to 3650."),
        Setting.number(REQUEST_DAYS, "Days that pictures of other requests are kept. 1 to 3650."),
        Setting.choice(
            DUPLICATES,
            List.of("off", "report", "refuse"),
            "What a face that somebody else has already leads to: off, report or refuse."));
  }

  /**
   * Settings read from their texts; the default for each that is missing.
   *
   * @throws InvalidInput when a text cannot be read
   */
  public static FaceSettings of(Map<String, String> texts) {
    SettingTexts all = SettingTexts.of(texts, DEFAULT.byName());
    return new FaceSettings(
        all.text(TEXT_VERSION),
        all.text(PURPOSE),
        all.number(CONSENT_DAYS, DAYS),
        all.flag(STORE_ORIGINAL),
        all.flag(KEEP_THUMBNAIL),
        all.number(RETENTION_DAYS, DAYS),
        all.number(REQUEST_DAYS, DAYS),
        duplicates(all.text(DUPLICATES)));
  }

  private static Duplicates duplicates(String text) {
    return switch (text) {
      case "off" -> Duplicates.OFF;
      case "report" -> Duplicates.REPORT;
      case "refuse" -> Duplicates.REFUSE;
      default -> throw new InvalidInput(DUPLICATES + " must be off, report or refuse");
    };
  }
}
