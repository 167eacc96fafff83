package dev.countersign.customer;

import dev.countersign.customer.CustomerSettings.CallbackOccasion;
import dev.countersign.customer.CustomerSettings.MailOccasion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Settings as they are stored: by name, each a text, the empty one for what is not set. */
final class StoredSettings {
  private static final String CHECK_LIVENESS = "check_liveness";
  private static final String THRESHOLD = "threshold";
  private static final String ONE_TIME_CODE = "one_time_code_below_threshold";
  private static final String SMS = "enrolment_url_by_sms";
  private static final String YES = "yes";

  private StoredSettings() {}

  /** Those that are declared here; the rest is where it belongs. */
  static List<Setting> settings() {
    List<String> flag = List.of("", YES);
    List<Setting> settings = new ArrayList<>();
    settings.add(Setting.choice(CHECK_LIVENESS, flag, "Whether a picture must also look alive."));
    settings.add(
        Setting.number(
            THRESHOLD,
            "From which score on a face counts as the person's: 10 to 90, in hundredths of the score"
                + " from 0 to 1 that answers show. Empty leaves it to the precision that is asked"
                + " for."));
    settings.add(
        Setting.choice(
            ONE_TIME_CODE,
            flag,
            "Whether a score a little too low may be made up for by a one-time code."));
    settings.add(
        Setting.choice(
            SMS, flag, "Whether a new person's enrolment URL is to go to their telephone."));
    for (CallbackOccasion callback : CallbackOccasion.values()) {
      settings.add(
          Setting.of(
              Setting.Kind.LINE, callback.setting(), "What is called then; empty for nothing."));
    }
    for (MailOccasion occasion : MailOccasion.values()) {
      settings.addAll(mail(occasion.setting()));
    }
    return settings;
  }

  private static List<Setting> mail(String name) {
    List<Setting> settings =
        new ArrayList<>(
            AccountSettings.mail(
                name,
                "Its subject; empty, with an empty text, for no mail.",
                "Its text, with {userName}, {fullName}, {emailId}, {phoneNumber}, {message} or, to"
                    + " enrol, {enrollmentUrl}."));
    settings.add(
        Setting.of(
            Setting.Kind.LINES,
            name + ".to",
            "Whom it goes to, one address a line; {emailId} stands for the person, as does none."));
    return settings;
  }

  static CustomerSettings read(Map<String, String> stored) {
    Map<CallbackOccasion, String> callbacks = new LinkedHashMap<>();
    for (CallbackOccasion callback : CallbackOccasion.values()) {
      String url = text(stored, callback.setting());
      if (!url.isEmpty()) {
        callbacks.put(callback, url);
      }
    }
    Map<MailOccasion, MailTemplate> mails = new LinkedHashMap<>();
    for (MailOccasion occasion : MailOccasion.values()) {
      MailTemplate template = template(stored, occasion.setting());
      if (!template.equals(MailTemplate.EMPTY)) {
        mails.put(occasion, template);
      }
    }
    return new CustomerSettings(
        text(stored, CHECK_LIVENESS).equals(YES),
        number(text(stored, THRESHOLD)),
        callbacks,
        text(stored, ONE_TIME_CODE).equals(YES),
        mails,
        text(stored, SMS).equals(YES),
        FaceSettings.of(stored),
        FactorSettings.of(stored),
        PortalSettings.stored(stored),
        OutgoingHosts.of(stored));
  }

  static Map<String, String> write(CustomerSettings settings) {
    Map<String, String> stored = new LinkedHashMap<>();
    stored.put(CHECK_LIVENESS, flag(settings.checkLiveness()));
    stored.put(THRESHOLD, text(settings.threshold()));
    for (CallbackOccasion callback : CallbackOccasion.values()) {
      stored.put(callback.setting(), settings.callback(callback));
    }
    stored.put(ONE_TIME_CODE, flag(settings.oneTimeCodeBelowThreshold()));
    for (MailOccasion occasion : MailOccasion.values()) {
      MailTemplate template = settings.mail(occasion);
      stored.put(occasion.setting() + ".subject", template.subject());
      stored.put(occasion.setting() + ".body", template.body());
      stored.put(occasion.setting() + ".from", template.from());
      // An address never has a line break in it.
      stored.put(occasion.setting() + ".to", String.join("\n", template.to()));
    }
    stored.put(SMS, flag(settings.enrolmentUrlBySms()));
    stored.putAll(settings.faces().byName());
    stored.putAll(settings.factors().byName());
    stored.putAll(settings.portals().byName());
    stored.putAll(settings.outgoing().byName());
    return stored;
  }

  private static MailTemplate template(Map<String, String> stored, String name) {
    return new MailTemplate(
        text(stored, name + ".subject"),
        text(stored, name + ".body"),
        text(stored, name + ".from"),
        lines(text(stored, name + ".to")));
  }

  private static List<String> lines(String joined) {
    if (joined.isEmpty()) {
      return List.of();
    }
    return List.of(joined.split("\n", -1));
  }

  private static String text(Map<String, String> stored, String name) {
    return stored.getOrDefault(name, "");
  }

  private static OptionalInt number(String text) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw CustomerSettings.noThreshold();
    }
  }

  private static String text(OptionalInt number) {
    if (number.isEmpty()) {
      return "";
    }
    return Integer.toString(number.getAsInt());
  }

  private static String flag(boolean truth) {
    if (truth) {
      return YES;
    }
    return "";
  }
}
