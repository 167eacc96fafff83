package dev.countersign;

import dev.countersign.account.OwnApplications;
import dev.countersign.assembly.Core;
import dev.countersign.customer.CustomerCounts;
import dev.countersign.enrolment.FaceReview;
import dev.countersign.http.Endpoint;
import dev.countersign.http.console.ConsoleFeatures;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.StartPage;
import dev.countersign.http.console.clients.ClientPage;
import dev.countersign.http.console.clients.ClientsPage;
import dev.countersign.http.console.clients.NewClientPage;
import dev.countersign.http.console.customers.ApiKeyPage;
import dev.countersign.http.console.customers.ApiKeysPage;
import dev.countersign.http.console.customers.CustomerPage;
import dev.countersign.http.console.customers.CustomersPage;
import dev.countersign.http.console.customers.NewCustomerPage;
import dev.countersign.http.console.events.EventsPage;
import dev.countersign.http.console.overview.OverviewPage;
import dev.countersign.http.console.overview.ServerPage;
import dev.countersign.http.console.people.PeopleFeatures;
import dev.countersign.http.console.people.PeoplePages;
import dev.countersign.http.console.server.ConfigurationView;
import dev.countersign.http.console.server.ExportsPage;
import dev.countersign.http.console.server.HealthPage;
import dev.countersign.http.console.server.ImportFilePage;
import dev.countersign.http.console.server.ImportsPage;
import dev.countersign.http.console.server.KeysPage;
import dev.countersign.http.console.server.OperatorsPage;
import dev.countersign.http.console.settings.CallbacksPage;
import dev.countersign.http.console.settings.DeliveriesPage;
import dev.countersign.http.console.settings.DeliveryPage;
import dev.countersign.http.console.settings.MailPage;
import dev.countersign.http.console.settings.MailsPage;
import dev.countersign.http.console.settings.SettingsPage;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.Pages;
import dev.countersign.keys.SealingKeys;
import dev.countersign.lifecycle.MailPreviews;
import dev.countersign.metrics.Latencies;
import dev.countersign.metrics.Readings;
import dev.countersign.signin.BrowserUser;
import dev.countersign.user.UserDirectory;
import java.util.ArrayList;
import java.util.List;

/** Mounts the console, where it is not turned off. */
final class ConsoleEndpoints {
  private ConsoleEndpoints() {}

  /** Whether that person has a place in the console, and there is one. */
  static boolean reaches(Core core, BrowserUser user) {
    return core.configuration.console().enabled()
        && (core.lifecycle.administrators.include(user.customer(), user.id())
            || core.lifecycle.operators.include(user.customer(), user.id()));
  }

  static List<Endpoint> of(Core core, Pages pages, BrowserGate gate) {
    if (!core.configuration.console().enabled()) {
      return List.of();
    }
    ConsoleRoutes routes =
        new ConsoleRoutes(
            new ConsoleFeatures(
                pages,
                gate,
                core.configuration.console(),
                core.factors.waiting,
                core.lifecycle.administrators,
                core.lifecycle.operators,
                core.customers));
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(new StartPage(routes));
    endpoints.addAll(overview(core, routes));
    endpoints.addAll(people(core, routes));
    endpoints.addAll(customers(core, routes));
    endpoints.addAll(clients(core, routes));
    endpoints.addAll(settings(core, routes));
    endpoints.addAll(server(core, routes));
    return endpoints;
  }

  private static List<Endpoint> overview(Core core, ConsoleRoutes routes) {
    var lifecycle = core.lifecycle;
    CustomerCounts counts = new CustomerCounts(core.store, core.clock);
    return List.of(
        new OverviewPage(routes, lifecycle.tally, counts, core.customerSettings),
        new EventsPage(routes, lifecycle.auditReview, core.users, core.customers));
  }

  private static List<Endpoint> server(Core core, ConsoleRoutes routes) {
    var lifecycle = core.lifecycle;
    return List.of(
        new ServerPage(
            routes, lifecycle.tally, new Latencies(core.registry), new Readings(core.registry)),
        new KeysPage(
            routes, core.ring, core.signingKeys, new SealingKeys(core.store, core.encryption)),
        new HealthPage(routes, core.readiness, core.checkup, core.faceModels),
        new ConfigurationView(routes, core.configuration),
        new ExportsPage(routes, core.transfer.backgroundExports, core.customers),
        new ImportFilePage(routes, core.transfer.backgroundImports),
        new ImportsPage(
            routes, core.transfer.backgroundImports, core.configuration.server().maxUpload()),
        new OperatorsPage(routes, lifecycle.operators, core.customers, core.users));
  }

  private static List<Endpoint> people(Core core, ConsoleRoutes routes) {
    return PeoplePages.of(
        new PeopleFeatures(
            routes,
            core.customers,
            core.users,
            new UserDirectory(core.store),
            core.lifecycle.accounts,
            core.pool,
            core.lifecycle.groups,
            core.lifecycle.roles,
            core.lifecycle.administrators,
            core.lifecycle.operators,
            core.lifecycle.protection,
            core.lifecycle.sessions,
            core.devices,
            core.factors.administration,
            core.factors.passkeys.registration(),
            core.factors.apps,
            new FaceReview(core.store, core.pictures),
            core.enrolmentLinks,
            core.erasure,
            new OwnApplications(core.store, core.authorizationFeatures.consents),
            core.lifecycle.auditReview,
            core.searchSpaces,
            core.clock,
            core.configuration.mail().isPresent()));
  }

  private static List<Endpoint> customers(Core core, ConsoleRoutes routes) {
    return List.of(
        new CustomersPage(routes, core.customers),
        new NewCustomerPage(routes, core.customers, core.pool, core.random),
        new CustomerPage(routes, core.customers, core.backgroundRenewals),
        new ApiKeysPage(routes, core.apiKeys),
        new ApiKeyPage(routes, core.apiKeys));
  }

  private static List<Endpoint> clients(Core core, ConsoleRoutes routes) {
    var clients = core.clients.administration;
    return List.of(
        new ClientsPage(routes, clients),
        new NewClientPage(routes, clients),
        new ClientPage(routes, clients));
  }

  private static List<Endpoint> settings(Core core, ConsoleRoutes routes) {
    var settings = core.customerSettings;
    MailPreviews previews = new MailPreviews();
    boolean mail = core.configuration.mail().isPresent();
    return List.of(
        new SettingsPage(routes, settings),
        new MailsPage(routes, settings, previews, core.messages.tests, mail),
        new MailPage(routes, settings, previews),
        new CallbacksPage(
            routes, settings, core.messages.callbackSecretAdministration, core.messages.tests),
        new DeliveriesPage(routes, core.messages.log, new UserDirectory(core.store)),
        new DeliveryPage(routes, core.messages.log, new UserDirectory(core.store)));
  }
}
