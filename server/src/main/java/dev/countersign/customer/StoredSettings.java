package dev.countersign.customer;

import dev.countersign.customer.CustomerSettings.CallbackOccasion;
import dev.countersign.customer.CustomerSettings.MailOccasion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

  static CustomerSettings read(Map<String, String> stored) {
    Map<CallbackOccasion, String> callbacks = new LinkedHashMap<>();
    for (CallbackOccasion callback : CallbackOccasion.values()) {
      String url = text(stored, name(callback));
      if (!url.isEmpty()) {
        callbacks.put(callback, url);
      }
    }
    Map<MailOccasion, MailTemplate> mails = new LinkedHashMap<>();
    for (MailOccasion occasion : MailOccasion.values()) {
      MailTemplate template = template(stored, name(occasion));
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
        PortalSettings.of(stored));
  }

  static Map<String, String> write(CustomerSettings settings) {
    Map<String, String> stored = new LinkedHashMap<>();
    stored.put(CHECK_LIVENESS, flag(settings.checkLiveness()));
    stored.put(THRESHOLD, text(settings.threshold()));
    for (CallbackOccasion callback : CallbackOccasion.values()) {
      stored.put(name(callback), settings.callback(callback));
    }
    stored.put(ONE_TIME_CODE, flag(settings.oneTimeCodeBelowThreshold()));
    for (MailOccasion occasion : MailOccasion.values()) {
      MailTemplate template = settings.mail(occasion);
      stored.put(name(occasion) + ".subject", template.subject());
      stored.put(name(occasion) + ".body", template.body());
      stored.put(name(occasion) + ".from", template.from());
      // An address never has a line break in it.
      stored.put(name(occasion) + ".to", String.join("\n", template.to()));
    }
    stored.put(SMS, flag(settings.enrolmentUrlBySms()));
    stored.putAll(settings.faces().byName());
    stored.putAll(settings.factors().byName());
    stored.putAll(settings.portals().byName());
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

  private static String name(CallbackOccasion callback) {
    return "callback." + callback.name().toLowerCase(Locale.ROOT);
  }

  private static String name(MailOccasion occasion) {
    return "mail." + occasion.name().toLowerCase(Locale.ROOT);
  }

  private static String text(Map<String, String> stored, String name) {
    return stored.getOrDefault(name, "");
  }

  private static OptionalInt number(String text) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(text));
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
