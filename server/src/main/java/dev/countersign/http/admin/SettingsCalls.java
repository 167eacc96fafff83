package dev.countersign.http.admin;

import dev.countersign.customer.AccountSettings;
import dev.countersign.customer.FaceSettings;
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

/** What a customer decided about its accounts and faces, by the names the command line has. */
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
    Map<String, String> all = new LinkedHashMap<>(settings.of(request.customer()).faces().byName());
    all.putAll(settings.account(request.customer()).byName());
    return Reply.json(200, all);
  }

  private Reply change(AdminRequest request) {
    Map<String, String> faces = new LinkedHashMap<>();
    Map<String, String> accounts = new LinkedHashMap<>();
    JsonBody body = request.exchange().json();
    for (String name : body.names()) {
      String value = body.optionalText(name, LONGEST).orElse("");
      if (FaceSettings.DEFAULT.byName().containsKey(name)) {
        faces.put(name, value);
      } else if (AccountSettings.DEFAULT.byName().containsKey(name)) {
        accounts.put(name, value);
      } else {
        throw new InvalidInput(name + " is no setting; GET settings shows all");
      }
    }
    if (!accounts.isEmpty()) {
      var _ = settings.changeAccount(request.customer(), accounts, request.origin());
    }
    if (!faces.isEmpty()) {
      var _ =
          settings.change(
              request.customer(),
              old -> {
                Map<String, String> all = new LinkedHashMap<>(old.faces().byName());
                all.putAll(faces);
                return old.withFaces(FaceSettings.of(all));
              },
              request.origin());
    }
    return show(request);
  }
}
