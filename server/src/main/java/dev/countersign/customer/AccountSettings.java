package dev.countersign.customer;

import dev.countersign.domain.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a customer decided about the accounts of its people.
 *
 * @param signUpOpen whether anybody may sign up
 * @param deletionGraceDays how long a person may restore the account they asked to be deleted
 * @param webhookUrl what is called when something happens to an account, or the empty string
 * @param webhookEvents what it is told of, by the names of the audit trail; none for everything
 * @param mails its own texts; the standard one for each that is missing
 */
public record AccountSettings(
    boolean signUpOpen,
    int deletionGraceDays,
    String webhookUrl,
    Set<String> webhookEvents,
    Map<AccountMail, MailTemplate> mails) {
  /** What holds for a customer that has set nothing. */
  public static final AccountSettings DEFAULT =
      new AccountSettings(true, 14, "", Set.of(), Map.of());

  static final String WEBHOOK_URL = "account.webhook-url";

  private static final String SIGN_UP = "account.sign-up";
  private static final String GRACE = "account.deletion-grace-days";
  private static final String EVENTS = "account.webhook-events";
  private static final String OPEN = "open";
  private static final int MOST_DAYS = 90;
  private static final String DAYS = "a number of days from 0 to 90";
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
  private static final Pattern EVENT = Pattern.compile("[a-z][a-z_]{0,63}");

  /**
   * Checks every part.
   *
   * @throws InvalidInput when one cannot be used
   */
  public AccountSettings {
    webhookEvents = Set.copyOf(webhookEvents);
    mails = Map.copyOf(mails);
    if (deletionGraceDays < 0 || deletionGraceDays > MOST_DAYS) {
      throw new InvalidInput(GRACE + " must be " + DAYS);
    }
    for (String event : webhookEvents) {
      if (!EVENT.matcher(event).matches()) {
        throw new InvalidInput(EVENTS + " must be names such as user_created user_deleted");
      }
    }
  }

  /** Whether the webhook is told of that. */
  public boolean tells(String event) {
    return !webhookUrl.isEmpty() && (webhookEvents.isEmpty() || webhookEvents.contains(event));
  }

  /** The customer's own text for a mail, or the empty one. */
  public MailTemplate mail(AccountMail mail) {
    return mails.getOrDefault(mail, MailTemplate.EMPTY);
  }

  /** The settings by name, as people write them and as they are stored. */
  public Map<String, String> byName() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(SIGN_UP, signUpOpen ? OPEN : "closed");
    texts.put(GRACE, Integer.toString(deletionGraceDays));
    texts.put(WEBHOOK_URL, webhookUrl);
    texts.put(EVENTS, String.join(" ", webhookEvents.stream().sorted().toList()));
    for (AccountMail mail : AccountMail.values()) {
      MailTemplate template = mail(mail);
      texts.put(mail.setting() + ".subject", template.subject());
      texts.put(mail.setting() + ".body", template.body());
      texts.put(mail.setting() + ".from", template.from());
    }
    return texts;
  }

  /** The settings by name, each with a sentence about it. */
  public static Map<String, String> descriptions() {
    return Setting.meanings(settings());
  }

  static List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    settings.add(
        Setting.choice(
            SIGN_UP, List.of(OPEN, "closed"), "Whether anybody may sign up. open or closed."));
    settings.add(
        Setting.number(GRACE, "Days in which a deleted account can be restored. 0 to 90."));
    settings.add(
        Setting.of(
            Setting.Kind.LINE,
            WEBHOOK_URL,
            "What is called when something happens to an account."));
    settings.add(
        Setting.of(
            Setting.Kind.NAMES,
            EVENTS,
            "What it is told of, such as user_created; empty for everything."));
    for (AccountMail mail : AccountMail.values()) {
      settings.addAll(
          mail(
              mail.setting(),
              "Its subject; empty for the standard text.",
              MailPlaceholders.sentence(mail)));
    }
    return settings;
  }

  static List<Setting> mail(String name, String subject, String body) {
    return List.of(
        Setting.of(Setting.Kind.LINE, name + ".subject", subject),
        Setting.of(Setting.Kind.TEXT, name + ".body", body),
        Setting.of(Setting.Kind.LINE, name + ".from", "Its sender; empty for the server's own."));
  }

  /**
   * Settings read from their texts; the default for each that is missing.
   *
   * @throws InvalidInput when a text cannot be read
   */
  public static AccountSettings of(Map<String, String> texts) {
    SettingTexts all = SettingTexts.of(texts, DEFAULT.byName());
    Map<AccountMail, MailTemplate> mails = new LinkedHashMap<>();
    for (AccountMail mail : AccountMail.values()) {
      MailTemplate template = template(all, mail.setting());
      if (!template.equals(MailTemplate.EMPTY)) {
        mails.put(mail, template);
      }
    }
    return new AccountSettings(
        open(all.text(SIGN_UP)),
        all.number(GRACE, DAYS),
        all.text(WEBHOOK_URL).strip(),
        events(all.text(EVENTS)),
        mails);
  }

  private static MailTemplate template(SettingTexts texts, String name) {
    return new MailTemplate(
        texts.text(name + ".subject"),
        texts.text(name + ".body"),
        texts.text(name + ".from"),
        List.of());
  }

  private static Set<String> events(String text) {
    Set<String> events = new LinkedHashSet<>(List.of(SEPARATOR.split(text.strip(), -1)));
    events.remove("");
    return events;
  }

  private static boolean open(String text) {
    return switch (text) {
      case OPEN -> true;
      case "closed" -> false;
      default -> throw new InvalidInput(SIGN_UP + " must be open or closed");
    };
  }
}
