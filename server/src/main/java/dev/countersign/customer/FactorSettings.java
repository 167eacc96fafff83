package dev.countersign.customer;

import dev.countersign.domain.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a customer decided about second factors.
 *
 * @param second whether people show one beside their password
 * @param rememberDays for how long a browser may be remembered that showed one; 0 for never
 * @param mailCodes whether a code mailed to the verified address is one for people who have set up
 *     neither an app nor a passkey
 * @param face whether the person's face, before the camera, is one
 */
public record FactorSettings(Second second, int rememberDays, boolean mailCodes, boolean face) {
  /** What holds for a customer that has set nothing. */
  public static final FactorSettings DEFAULT = new FactorSettings(Second.OPTIONAL, 0, true, false);

  private static final String SECOND = "factor.second";
  private static final String REMEMBER_DAYS = "factor.remember-days";
  private static final String MAIL_CODES = "factor.mail-codes";
  private static final String FACE = "factor.face";
  private static final int MOST_DAYS = 365;
  private static final String DAYS = "a number of days from 0 to 365";

  /** Whether people show a second factor beside their password. */
  public enum Second {
    /** Nobody is asked for one. */
    OFF,
    /** Those are who have set one up. */
    OPTIONAL,
    /** Everybody is; who has none sets one up at the next sign-in. */
    REQUIRED
  }

  /**
   * Checks the days.
   *
   * @throws InvalidInput when they cannot be used
   */
  public FactorSettings {
    if (rememberDays < 0 || rememberDays > MOST_DAYS) {
      throw new InvalidInput(REMEMBER_DAYS + " must be " + DAYS);
    }
  }

  /** The settings by name, as people write them and as they are stored. */
  public Map<String, String> byName() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(SECOND, second.name().toLowerCase(Locale.ROOT));
    texts.put(REMEMBER_DAYS, Integer.toString(rememberDays));
    texts.put(MAIL_CODES, SettingTexts.flag(mailCodes));
    texts.put(FACE, SettingTexts.flag(face));
    return texts;
  }

  /** The settings by name, each with a sentence about it. */
  public static Map<String, String> descriptions() {
    return Setting.meanings(settings());
  }

  static List<Setting> settings() {
    return List.of(
        Setting.choice(
            SECOND,
            List.of("off", "optional", "required"),
            "Whether a password needs a second factor: off, optional or required."),
        Setting.number(
            REMEMBER_DAYS, "Days a browser may skip the second factor after one. 0 to 365."),
        Setting.yesOrNo(
            MAIL_CODES,
            "Whether a code by mail is one for people without app and passkey. yes or no."),
        Setting.yesOrNo(
            FACE, "Whether a living face is a second factor beside a password. yes or no."));
  }

  /**
   * Settings read from their texts; the default for each that is missing.
   *
   * @throws InvalidInput when a text cannot be read
   */
  public static FactorSettings of(Map<String, String> texts) {
    SettingTexts all = SettingTexts.of(texts, DEFAULT.byName());
    return new FactorSettings(
        second(all.text(SECOND)),
        all.number(REMEMBER_DAYS, DAYS),
        all.flag(MAIL_CODES),
        all.flag(FACE));
  }

  private static Second second(String text) {
    return switch (text) {
      case "off" -> Second.OFF;
      case "optional" -> Second.OPTIONAL;
      case "required" -> Second.REQUIRED;
      default -> throw new InvalidInput(SECOND + " must be off, optional or required");
    };
  }
}
