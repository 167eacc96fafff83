package dev.countersign.http.console.settings;

import dev.countersign.customer.SettingsAdministration;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.page.Messages;
import dev.countersign.lifecycle.MailPreviews;
import dev.countersign.notify.TestMessages;
import dev.countersign.signin.BrowserUser;
import java.util.List;
import java.util.Map;

/** {@code …/mails}: every mail there is, and one to see whether mail arrives. */
public final class MailsPage implements Endpoint {
  static final String PATH = "/mails";

  private final ConsoleRoutes routes;
  private final SettingsAdministration settings;
  private final MailPreviews previews;
  private final TestMessages tests;
  private final boolean configured;

  public MailsPage(
      ConsoleRoutes routes,
      SettingsAdministration settings,
      MailPreviews previews,
      TestMessages tests,
      boolean configured) {
    this.routes = routes;
    this.settings = settings;
    this.previews = previews;
    this.tests = tests;
    this.configured = configured;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.within(PATH, this::listed), routes.act(PATH + "/test", this::test));
  }

  private Reply listed(ConsoleRequest request) {
    Messages words = request.words();
    Map<String, String> now = settings.byName(request.customerId());
    Table table =
        Table.of(
            words,
            "console.mails.title",
            Column.named(words, "console.mails.", "mail", "part.subject", "text"),
            MailKind.all(previews).stream().map(mail -> row(request, now, mail)).toList(),
            "console.none-such");
    MailsModel model = new MailsModel(request.frame(), request.path(PATH), configured, table);
    return request.page(200, "console/settings/mails.jte", model);
  }

  private static List<Cell> row(ConsoleRequest request, Map<String, String> now, MailKind mail) {
    Messages words = request.words();
    boolean own = mail.own(now);
    String subject = now.getOrDefault(mail.name("subject"), "");
    return List.of(
        new Cell.Link(
            words.text("console.mails.mail." + mail.id()), request.path(PATH + "/" + mail.id())),
        new Cell.Words(subject.isEmpty() ? mail.standard("subject") : subject),
        state(words, mail, own));
  }

  static Cell.Badge state(Messages words, MailKind mail, boolean own) {
    if (own) {
      return new Cell.Badge(words.text("console.mails.text.own"), "good");
    }
    boolean sent = mail.standard().isPresent();
    return new Cell.Badge(
        words.text(sent ? "console.mails.text.standard" : "console.mails.text.none"), "plain");
  }

  private Reply test(ConsoleRequest request) {
    BrowserUser user = request.visit().user();
    long id = tests.mail(user.customer(), user.id(), request.origin());
    String log = "/console/customers/" + user.customer() + DeliveriesPage.PATH;
    return ConsoleRequest.done(log + "/" + id, "test-sent");
  }
}
