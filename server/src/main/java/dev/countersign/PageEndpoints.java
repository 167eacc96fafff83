package dev.countersign;

import dev.countersign.account.OwnApplications;
import dev.countersign.account.OwnData;
import dev.countersign.account.OwnFace;
import dev.countersign.account.OwnSessions;
import dev.countersign.account.WaitingDevices;
import dev.countersign.assembly.Core;
import dev.countersign.assembly.PortalFeatures;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.dialect.face.FaceCallbacks;
import dev.countersign.http.docs.DocsPages;
import dev.countersign.http.oauth2.AuthorizationEndpoints;
import dev.countersign.http.oauth2.WaitingFlows;
import dev.countersign.http.oauth2.caller.ClientCaller;
import dev.countersign.http.operator.PlainDialect;
import dev.countersign.http.page.Assets;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.PageDialect;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.UnknownPaths;
import dev.countersign.http.web.ConsoleSignIn;
import dev.countersign.http.web.Flows;
import dev.countersign.http.web.SecondStepPages;
import dev.countersign.http.web.SignInPages;
import dev.countersign.http.web.account.AccountPages;
import dev.countersign.http.web.device.DevicePage;
import dev.countersign.http.web.factor.FactorPages;
import dev.countersign.http.web.lifecycle.LifecyclePages;
import dev.countersign.http.web.portal.PortalDialect;
import dev.countersign.portal.Attempts;
import dev.countersign.token.DeviceCodes;
import java.util.ArrayList;
import java.util.List;

/** Mounts the pages that people see in their browsers, on one frame and behind one gate. */
final class PageEndpoints {
  private final Core core;
  private final Pages pages;
  private final BrowserGate gate;
  private final Flows flows;

  private PageEndpoints(Core core, Frame frame) {
    this.core = core;
    this.pages = frame.pages();
    this.gate = new BrowserGate(core.signIn.browserSessions, core.encryption, pages);
    this.flows = new WaitingFlows(core.authorizationFeatures.flows);
  }

  /** What all pages stand in, with the files they are made of. */
  record Frame(Assets assets, Pages pages) {}

  static Frame frame(Core core) {
    Assets assets = new Assets();
    return new Frame(assets, new Pages(assets, user -> ConsoleEndpoints.reaches(core, user)));
  }

  /** Who words that there is nothing at a path. */
  static Dialect unknown(Frame frame) {
    return new UnknownPaths(new PlainDialect(), new PageDialect("/", frame.pages()));
  }

  static List<Endpoint> of(Core core, Frame frame) {
    return new PageEndpoints(core, frame).all(frame.assets());
  }

  private List<Endpoint> all(Assets assets) {
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(assets.endpoint(new PageDialect("/assets", pages)));
    endpoints.addAll(SignInPages.endpoints(signIn()));
    endpoints.addAll(SecondStepPages.endpoints(secondStep()));
    endpoints.addAll(AuthorizationEndpoints.of(authorization()));
    endpoints.addAll(LifecyclePages.endpoints(lifecycle()));
    endpoints.addAll(AccountPages.endpoints(account()));
    endpoints.addAll(FactorPages.endpoints(factors()));
    endpoints.addAll(ConsoleEndpoints.of(core, pages, gate));
    endpoints.add(new DevicePage(pages, gate, devices()));
    if (core.configuration.docs().enabled()) {
      endpoints.addAll(DocsPages.endpoints(pages, gate));
    }
    endpoints.addAll(PortalDialect.endpoints(portals()));
    return endpoints;
  }

  private SignInPages.Features signIn() {
    return new SignInPages.Features(
        pages,
        gate,
        core.signIn.browsers,
        core.signOut,
        core.defaultCustomer,
        flows,
        (_, needed, next, flow) -> SecondStepPages.reply(needed, next, flow),
        core.factors.waiting,
        core.factors.passkeys.assertion(),
        core.signIn.passkeys,
        core.lifecycle.accounts.signUp()::open,
        new ConsoleSignIn(
            core.customers, core.defaultCustomer, core.configuration.console().twoFactors()));
  }

  private SecondStepPages.Features secondStep() {
    return new SecondStepPages.Features(
        pages,
        gate,
        flows,
        core.factors.waiting,
        core.signIn.secondStep,
        core.factors.passkeys.assertion(),
        core.factors.apps,
        core.ring);
  }

  private AuthorizationEndpoints.Features authorization() {
    var authorization = core.authorizationFeatures;
    return new AuthorizationEndpoints.Features(
        pages,
        gate,
        authorization.authorization,
        authorization.flows,
        authorization.logout,
        new ClientCaller(core.clients.authentication),
        core.tokenFeatures.grants.proofs,
        core.ring,
        core.publishedKeys);
  }

  private LifecyclePages.Features lifecycle() {
    return new LifecyclePages.Features(
        pages,
        gate,
        core.lifecycle.accounts,
        core.defaultCustomer,
        flows,
        core.signIn.ownPassword,
        core.configuration.mail().isPresent());
  }

  private FactorPages.Features factors() {
    return new FactorPages.Features(
        pages,
        gate,
        core.users,
        core.factors.passkeys.registration(),
        core.factors.apps,
        core.factors.recovery,
        core.factors.administration,
        core.factors.waiting,
        core.signIn.appSetUp,
        core.configuration.console().twoFactors(),
        core.ring,
        core.clock);
  }

  private AccountPages.Features account() {
    OwnSessions sessions = new OwnSessions(core.store, core.devices, core.audit, core.clock);
    OwnFace face = new OwnFace(core.store, core.pictures, core.erasure);
    OwnApplications applications =
        new OwnApplications(core.store, core.authorizationFeatures.consents);
    return new AccountPages.Features(
        pages,
        gate,
        core.users,
        core.signIn.ownPassword,
        sessions,
        face,
        applications,
        new OwnData(core.store, sessions, face, applications, core.clock));
  }

  private PortalDialect.Features portals() {
    PortalFeatures portals = core.portals;
    var callbacks =
        new Attempts.Callbacks(FaceCallbacks::enrolment, FaceCallbacks.authentication());
    return new PortalDialect.Features(
        pages,
        portals.visits,
        portals.attempts(callbacks),
        portals.agreements,
        portals.challenges,
        portals.guide,
        core.configuration.server().maxPictureBody());
  }

  private WaitingDevices devices() {
    return new WaitingDevices(
        core.store,
        new DeviceCodes(core.store, core.random, core.clock),
        core.signIn.typedCode,
        core.audit);
  }
}
