package dev.countersign.http.admin;

import dev.countersign.customer.AccountSettings;
import dev.countersign.customer.Authority;
import dev.countersign.customer.FaceSettings;
import dev.countersign.customer.FactorSettings;
import dev.countersign.customer.OutgoingHosts;
import dev.countersign.customer.PortalSettings;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Scope;
import dev.countersign.http.Endpoint;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a customer decided about its accounts, second factors, faces and portals, and operators
 * about whom the server calls for it, by the names the command line has.
 */
final class SettingsCalls implements Endpoint {
  private static final int LONGEST = 65_536;
  private static final Set<String> NAMES = names();

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
    Map<String, String> all = settings.byName(request.customer());
    all.keySet().retainAll(NAMES);
    return Reply.json(200, all);
  }

  private Reply change(AdminRequest request) {
    Map<String, String> wanted = new LinkedHashMap<>();
    JsonBody body = request.exchange().json();
    for (String name : body.names()) {
      String value = body.optionalText(name, LONGEST).orElse("");
      if (!NAMES.contains(name)) {
        throw new InvalidInput(name + " is no setting; GET settings shows all");
      }
      wanted.put(name, value);
    }
    Authority authority = Authority.of(request.caller().operator());
    settings.changeByName(request.customer(), wanted, authority, request.origin());
    return show(request);
  }

  private static Set<String> names() {
    Set<String> names = new LinkedHashSet<>(FaceSettings.DEFAULT.byName().keySet());
    names.addAll(FactorSettings.DEFAULT.byName().keySet());
    names.addAll(PortalSettings.DEFAULT.byName().keySet());
    names.addAll(OutgoingHosts.NONE.byName().keySet());
    names.addAll(AccountSettings.DEFAULT.byName().keySet());
    return names;
  }
}
