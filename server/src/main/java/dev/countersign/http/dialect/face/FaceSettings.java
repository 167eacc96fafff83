package dev.countersign.http.dialect.face;

import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.CustomerSettings.CallbackOccasion;
import dev.countersign.customer.CustomerSettings.MailOccasion;
import dev.countersign.customer.MailTemplate;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.Scope;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code settings/…}: what a customer chose for itself. */
final class FaceSettings implements Endpoint {
  private final FaceCalls calls;
  private final SettingsAdministration settings;

  FaceSettings(FaceCalls calls, SettingsAdministration settings) {
    this.calls = calls;
    this.settings = settings;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.post("/settings/view", Scope.SETTINGS_READ, this::view),
        calls.post("/settings/change", Scope.SETTINGS_WRITE, this::change));
  }

  private Reply change(FaceRequest request) {
    SettingsChange change = SettingsChange.read(request.body());
    settings.change(request.customer(), change::applied, request.origin());
    return FaceDialect.success(Map.of(), "Successfully Updated.");
  }

  private Reply view(FaceRequest request) {
    CustomerSettings now = settings.of(request.customer());
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("checkLiveliness", FaceFields.flag(now.checkLiveness()));
    fields.put("Threshold", threshold(now));
    for (CallbackOccasion callback : CallbackOccasion.values()) {
      fields.put(SettingNames.of(callback), now.callback(callback));
    }
    fields.put("otpccheckifScorebelowThreshold", FaceFields.flag(now.oneTimeCodeBelowThreshold()));
    for (MailOccasion occasion : MailOccasion.values()) {
      fields.put(SettingNames.of(occasion), mail(now.mail(occasion)));
    }
    fields.put("sendEnrolledUrlSms", FaceFields.flag(now.enrolmentUrlBySms()));
    return FaceDialect.success(fields, "success.");
  }

  /** A number, or null while it is not set: what can be sent back just so. */
  private static @Nullable Integer threshold(CustomerSettings now) {
    if (now.threshold().isEmpty()) {
      return null;
    }
    return now.threshold().getAsInt();
  }

  private static Map<String, Object> mail(MailTemplate template) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("emailSubjectField", template.subject());
    fields.put("emailBodyField", template.body());
    fields.put("emailFromField", template.from());
    fields.put("emailToField", template.to());
    return fields;
  }
}
