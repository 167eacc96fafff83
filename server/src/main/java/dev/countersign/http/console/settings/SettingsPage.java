package dev.countersign.http.console.settings;

import dev.countersign.customer.SettingsAdministration;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.FormModel;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.page.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code …/settings}: what a customer decided, but for mails and callbacks. */
public final class SettingsPage implements Endpoint {
  private static final String PATH = "/settings";
  private static final Set<String> ELSEWHERE = Set.of("mail", "callback");

  private final ConsoleRoutes routes;
  private final SettingsAdministration settings;

  public SettingsPage(ConsoleRoutes routes, SettingsAdministration settings) {
    this.routes = routes;
    this.settings = settings;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.within(PATH, this::shown), routes.act(PATH, this::change));
  }

  private static boolean here(String area) {
    return !ELSEWHERE.contains(area);
  }

  private Reply shown(ConsoleRequest request) {
    Map<String, String> now = settings.byName(request.customerId());
    List<InputGroup> groups = SettingsForm.of(request, SettingsPage::here, now);
    return page(request, 200, groups, now, Problems.NONE);
  }

  private Reply change(ConsoleRequest request) {
    List<InputGroup> sent = SettingsForm.sent(request, SettingsPage::here);
    Map<String, String> changes = SettingsForm.changes(request, sent);
    Problems problems = SettingsForm.problems(settings, request, sent, changes);
    if (!problems.none()) {
      return page(request, 422, sent, was(request, sent), problems);
    }
    settings.changeByName(
        request.customerId(), changes, SettingsForm.authority(request), request.origin());
    return ConsoleRequest.done(request.path(PATH), "changed");
  }

  static Map<String, String> was(ConsoleRequest request, List<InputGroup> sent) {
    Map<String, String> was = new LinkedHashMap<>();
    FormModel.all(sent)
        .forEach(input ->
            was.put(
                input.name(),
                request.form().optionalText(SettingsForm.WAS + input.name()).orElse("")));
    return was;
  }

  private static Reply page(
      ConsoleRequest request,
      int status,
      List<InputGroup> groups,
      Map<String, String> was,
      Problems problems) {
    return request.page(
        status,
        "console/settings/settings.jte",
        new SettingsModel(request.frame(), request.path(PATH), groups, was, problems));
  }
}
