package dev.countersign.http.dialect.face;

import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.CustomerSettings.CallbackOccasion;
import dev.countersign.customer.CustomerSettings.MailOccasion;
import dev.countersign.customer.MailTemplate;
import dev.countersign.http.JsonBody;
import dev.countersign.http.RequestRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * The settings a request changes, read and checked before anything is written. The empty string
 * clears a threshold, a URL or a mail; null clears a threshold and elsewhere means "not given".
 */
final class SettingsChange {
  private static final String THRESHOLD = "Threshold";
  private static final int LONGEST_BODY = 65_536;

  private final List<UnaryOperator<CustomerSettings>> steps = new ArrayList<>();

  private SettingsChange() {}

  static SettingsChange read(JsonBody body) {
    SettingsChange change = new SettingsChange();
    body.flag("checkLiveliness")
        .ifPresent(check -> change.steps.add(old -> old.withCheckLiveness(check)));
    change.readThreshold(body);
    for (CallbackOccasion callback : CallbackOccasion.values()) {
      body.optionalText(SettingNames.of(callback))
          .ifPresent(url -> change.steps.add(old -> old.withCallback(callback, url)));
    }
    body.flag("otpccheckifScorebelowThreshold")
        .ifPresent(code -> change.steps.add(old -> old.withOneTimeCodeBelowThreshold(code)));
    for (MailOccasion occasion : MailOccasion.values()) {
      mail(body, SettingNames.of(occasion))
          .ifPresent(mail -> change.steps.add(old -> old.withMail(occasion, mail)));
    }
    body.flag("sendEnrolledUrlSms")
        .ifPresent(sms -> change.steps.add(old -> old.withEnrolmentUrlBySms(sms)));
    if (change.steps.isEmpty()) {
      throw RequestRefused.malformed("Give at least one setting, spelt as settings/view spells it");
    }
    return change;
  }

  private void readThreshold(JsonBody body) {
    if (body.isNull(THRESHOLD) || body.isEmptyText(THRESHOLD)) {
      steps.add(old -> old.withThreshold(OptionalInt.empty()));
      return;
    }
    threshold(body)
        .map(number -> OptionalInt.of(Math.clamp(number, 0, Integer.MAX_VALUE)))
        .ifPresent(threshold -> steps.add(old -> old.withThreshold(threshold)));
  }

  /** Scores are told from 0 to 1, and this is in hundredths: what is no number is told so, too. */
  private static Optional<Long> threshold(JsonBody body) {
    try {
      return body.number(THRESHOLD);
    } catch (RequestRefused e) {
      throw CustomerSettings.noThreshold();
    }
  }

  private static Optional<MailTemplate> mail(JsonBody body, String name) {
    if (body.isEmptyText(name)) {
      return Optional.of(MailTemplate.EMPTY);
    }
    return body.object(name)
        .map(fields ->
            new MailTemplate(
                fields.optionalText("emailSubjectField").orElse(""),
                fields.optionalText("emailBodyField", LONGEST_BODY).orElse(""),
                fields.optionalText("emailFromField").orElse(""),
                fields.texts("emailToField").orElse(List.of())));
  }

  /** The settings as they are to become. */
  CustomerSettings applied(CustomerSettings old) {
    CustomerSettings changed = old;
    for (UnaryOperator<CustomerSettings> step : steps) {
      changed = step.apply(changed);
    }
    return changed;
  }
}
