package dev.countersign.http.admin;

import dev.countersign.customer.AccountSettings;
import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.FaceSettings;
import dev.countersign.customer.FactorSettings;
import dev.countersign.customer.PortalSettings;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Scope;
import dev.countersign.http.Endpoint;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a customer decided about its accounts, second factors, faces and portals, by the names the
 * command line has.
 */
final class SettingsCalls implements Endpoint {
  private static final int LONGEST = 65_536;

  private final AdminCalls calls;
  private final SettingsAdministration settings;

  SettingsCalls(AdminCalls calls, SettingsAdministration settings) {
    this.calls = calls;
    this.settings = settings;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.get("/settings", Scope.SETTINGS_READ, this::show),
        calls.patch("/settings", Scope.SETTINGS_WRITE, this::change));
  }

  private Reply show(AdminRequest request) {
    CustomerSettings now = settings.of(request.customer());
    Map<String, String> all = new LinkedHashMap<>(now.faces().byName());
    all.putAll(now.factors().byName());
    all.putAll(now.portals().byName());
    all.putAll(settings.account(request.customer()).byName());
    return Reply.json(200, all);
  }

  private Reply change(AdminRequest request) {
    Map<String, String> accounts = new LinkedHashMap<>();
    Map<String, String> others = new LinkedHashMap<>();
    JsonBody body = request.exchange().json();
    for (String name : body.names()) {
      String value = body.optionalText(name, LONGEST).orElse("");
      if (AccountSettings.DEFAULT.byName().containsKey(name)) {
        accounts.put(name, value);
      } else if (isOther(name)) {
        others.put(name, value);
      } else {
        throw new InvalidInput(name + " is no setting; GET settings shows all");
      }
    }
    // Looked at before anything is written: a value that cannot be used changes nothing.
    var _ = changed(settings.of(request.customer()), others);
    if (!accounts.isEmpty()) {
      var _ = settings.changeAccount(request.customer(), accounts, request.origin());
    }
    if (!others.isEmpty()) {
      var _ = settings.change(request.customer(), old -> changed(old, others), request.origin());
    }
    return show(request);
  }

  private static boolean isOther(String name) {
    return FaceSettings.DEFAULT.byName().containsKey(name)
        || FactorSettings.DEFAULT.byName().containsKey(name)
        || PortalSettings.DEFAULT.byName().containsKey(name);
  }

  private static CustomerSettings changed(CustomerSettings old, Map<String, String> wanted) {
    Map<String, String> faces = new LinkedHashMap<>(old.faces().byName());
    faces.replaceAll(wanted::getOrDefault);
    Map<String, String> factors = new LinkedHashMap<>(old.factors().byName());
    factors.replaceAll(wanted::getOrDefault);
    Map<String, String> portals = new LinkedHashMap<>(old.portals().byName());
    portals.replaceAll(wanted::getOrDefault);
    return old.withFaces(FaceSettings.of(faces))
        .withFactors(FactorSettings.of(factors))
        .withPortals(PortalSettings.of(portals));
  }
}
