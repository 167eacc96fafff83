package dev.countersign.http.console.settings;

import dev.countersign.crypto.Secret;
import dev.countersign.customer.Setting;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.customer.SettingsCatalogue;
import dev.countersign.domain.InvalidInput;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.FormModel;
import dev.countersign.http.console.Input.Control;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.console.SecretModel;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.notify.CallbackSecretAdministration;
import dev.countersign.notify.TestMessages;
import java.util.List;
import java.util.Map;

/**
 * {@code …/callbacks}: URLs that are called, tried out, and the secret the calls are signed with.
 */
public final class CallbacksPage implements Endpoint {
  private static final String PATH = "/callbacks";
  private static final String RENEW = "/renew-secret";

  private final ConsoleRoutes routes;
  private final SettingsAdministration settings;
  private final CallbackSecretAdministration secrets;
  private final TestMessages tests;

  public CallbacksPage(
      ConsoleRoutes routes,
      SettingsAdministration settings,
      CallbackSecretAdministration secrets,
      TestMessages tests) {
    this.routes = routes;
    this.settings = settings;
    this.secrets = secrets;
    this.tests = tests;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.within(PATH, request -> shown(request, 200, false)),
        routes.act(PATH, this::change),
        routes.act(PATH + "/test", this::test),
        routes.act(PATH + "/show-secret", this::show),
        routes.act(PATH + RENEW, this::renew));
  }

  private static boolean here(String area) {
    return area.equals("callback");
  }

  private Reply shown(ConsoleRequest request, int status, boolean wrong) {
    Map<String, String> now = settings.byName(request.customerId());
    List<InputGroup> groups = SettingsForm.of(request, CallbacksPage::here, now);
    return page(request, status, groups, now, Problems.NONE, wrong);
  }

  private Reply change(ConsoleRequest request) {
    List<InputGroup> sent = SettingsForm.sent(request, CallbacksPage::here);
    Map<String, String> changes = SettingsForm.changes(request, sent);
    Problems problems = SettingsForm.problems(settings, request, sent, changes);
    if (!problems.none()) {
      return page(request, 422, sent, SettingsPage.was(request, sent), problems, false);
    }
    settings.changeByName(request.customerId(), changes, request.origin());
    return ConsoleRequest.done(request.path(PATH), "changed");
  }

  private Reply page(
      ConsoleRequest request,
      int status,
      List<InputGroup> groups,
      Map<String, String> was,
      Problems problems,
      boolean wrong) {
    Map<String, String> now = settings.byName(request.customerId());
    List<Map.Entry<String, String>> set =
        FormModel.all(groups).stream()
            .filter(input -> input.control() == Control.LINE)
            .filter(input -> !now.getOrDefault(input.name(), "").isEmpty())
            .map(input -> Map.entry(input.name(), input.label()))
            .toList();
    return request.page(
        status,
        "console/settings/callbacks.jte",
        new CallbacksModel(
            request.frame(),
            request.path(PATH),
            request.path(DeliveriesPage.PATH),
            groups,
            was,
            set,
            problems,
            new Confirmation(
                request.path(PATH) + RENEW,
                request.customer().name(),
                request.words().text("console.callbacks.secret.renew"),
                request.words().text("console.callbacks.secret.renew.text"),
                wrong)));
  }

  private Reply test(ConsoleRequest request) {
    String name = request.field("which");
    Setting setting =
        SettingsCatalogue.find(name)
            .filter(one -> here(SettingsForm.area(one)) && one.kind() == Setting.Kind.LINE)
            .orElseThrow(() -> new InvalidInput("There is no such callback"));
    String url = settings.byName(request.customerId()).getOrDefault(setting.name(), "");
    long id = tests.callback(request.customerId(), url, request.origin());
    return ConsoleRequest.done(request.path(DeliveriesPage.PATH + "/" + id), "test-sent");
  }

  private Reply show(ConsoleRequest request) {
    Secret secret = secrets.shown(request.customerId(), request.origin());
    return secret(request, secret, "console.callbacks.secret.shown");
  }

  private Reply renew(ConsoleRequest request) {
    if (!request.confirmed(request.customer().name())) {
      return shown(request, 422, true);
    }
    Secret secret = secrets.renew(request.customerId(), request.origin());
    return secret(request, secret, "console.callbacks.secret.renewed");
  }

  private static Reply secret(ConsoleRequest request, Secret secret, String lead) {
    Messages words = request.words();
    return request.page(
        200,
        "console/secret.jte",
        new SecretModel(
            request.frame(),
            words.text("console.callbacks.secret"),
            words.text(lead),
            words.text("console.callbacks.secret"),
            "",
            secret.text(),
            request.path(PATH),
            false));
  }
}
