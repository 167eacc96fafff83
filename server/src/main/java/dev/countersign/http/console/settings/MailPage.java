package dev.countersign.http.console.settings;

import dev.countersign.customer.MailTemplate;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.customer.SettingsCatalogue;
import dev.countersign.domain.CustomerId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.FormModel;
import dev.countersign.http.console.Input;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.lifecycle.MailPreviews;
import dev.countersign.store.NotFound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@code …/mails/{mail}}: one mail's text, changed, looked at or made the standard one again. */
public final class MailPage implements Endpoint {
  private static final String MAIL = MailsPage.PATH + "/{mail}";

  private final ConsoleRoutes routes;
  private final SettingsAdministration settings;
  private final MailPreviews previews;

  public MailPage(ConsoleRoutes routes, SettingsAdministration settings, MailPreviews previews) {
    this.routes = routes;
    this.settings = settings;
    this.previews = previews;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.within(MAIL, this::shown),
        routes.act(MAIL, this::sent),
        routes.act(MAIL + "/reset", this::reset));
  }

  private MailKind found(ConsoleRequest request) {
    String id = request.exchange().pathParam("mail");
    return MailKind.all(previews).stream()
        .filter(mail -> mail.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFound("the mail"));
  }

  private static String path(ConsoleRequest request, MailKind mail) {
    return request.path(MailsPage.PATH + "/" + mail.id());
  }

  private static List<InputGroup> groups(
      Messages words, MailKind mail, UnaryOperator<Input> filled) {
    List<Input> inputs =
        mail.parts().stream()
            .flatMap(part ->
                SettingsCatalogue.find(mail.name(part)).stream()
                    .map(setting ->
                        SettingsForm.input(words, setting)
                            .called(words.text("console.mails.part." + part))
                            .hinting(setting.meaning())))
            .map(filled)
            .toList();
    return List.of(new InputGroup("", inputs));
  }

  /** What is sent now, part by part: the customer's own or the standard one. */
  private Map<String, String> now(CustomerId customer, MailKind mail) {
    Map<String, String> stored = settings.byName(customer);
    Map<String, String> now = new LinkedHashMap<>();
    for (String part : mail.parts()) {
      String own = stored.getOrDefault(mail.name(part), "");
      now.put(mail.name(part), own.isEmpty() ? mail.standard(part) : own);
    }
    return now;
  }

  private Reply shown(ConsoleRequest request) {
    MailKind mail = found(request);
    Map<String, String> now = now(request.customerId(), mail);
    List<InputGroup> groups =
        groups(request.words(), mail, input -> input.holding(now.getOrDefault(input.name(), "")));
    return page(request, mail, 200, groups, now, Problems.NONE, Optional.empty());
  }

  private Reply page(
      ConsoleRequest request,
      MailKind mail,
      int status,
      List<InputGroup> groups,
      Map<String, String> was,
      Problems problems,
      Optional<MailTemplate> preview) {
    Messages words = request.words();
    Map<String, String> stored = settings.byName(request.customerId());
    boolean own = mail.own(stored);
    MailModel model =
        new MailModel(
            request.frame(),
            words.text("console.mails.mail." + mail.id()),
            path(request, mail),
            MailsPage.state(words, mail, own),
            own,
            groups,
            was,
            problems,
            preview);
    return request.page(status, "console/settings/mail.jte", model);
  }

  private Reply sent(ConsoleRequest request) {
    MailKind mail = found(request);
    List<InputGroup> sent = groups(request.words(), mail, input -> input.sent(request));
    Map<String, String> was = SettingsPage.was(request, sent);
    Map<String, String> changes = ownWords(mail, SettingsForm.changes(request, sent));
    Problems problems = SettingsForm.problems(settings, request, sent, changes);
    if (!problems.none()) {
      return page(request, mail, 422, sent, was, problems, Optional.empty());
    }
    if (request.field("act").equals("preview")) {
      MailTemplate preview = preview(request, mail, sent);
      return page(request, mail, 200, sent, was, Problems.NONE, Optional.of(preview));
    }
    settings.changeByName(request.customerId(), changes, request.origin());
    return ConsoleRequest.done(path(request, mail), "changed");
  }

  /** Who sends the standard text back as it is wants the standard text, also that of later. */
  private static Map<String, String> ownWords(MailKind mail, Map<String, String> changes) {
    Map<String, String> own = new LinkedHashMap<>(changes);
    for (String part : mail.parts()) {
      own.computeIfPresent(
          mail.name(part), (_, text) -> text.equals(mail.standard(part)) ? "" : text);
    }
    return own;
  }

  private MailTemplate preview(ConsoleRequest request, MailKind mail, List<InputGroup> sent) {
    Map<String, String> texts = new LinkedHashMap<>();
    FormModel.all(sent).forEach(input -> texts.put(input.name(), input.value()));
    String subject = texts.getOrDefault(mail.name("subject"), "");
    String body = texts.getOrDefault(mail.name("body"), "");
    MailTemplate template =
        new MailTemplate(
            subject.isEmpty() ? mail.standard("subject") : subject,
            body.isEmpty() ? mail.standard("body") : body,
            texts.getOrDefault(mail.name("from"), ""),
            List.of());
    return previews.filled(template, request.customer().name());
  }

  private Reply reset(ConsoleRequest request) {
    MailKind mail = found(request);
    Map<String, String> nothing = new LinkedHashMap<>();
    mail.parts().forEach(part -> nothing.put(mail.name(part), ""));
    settings.changeByName(request.customerId(), nothing, request.origin());
    return ConsoleRequest.done(path(request, mail), "reset");
  }
}
