package dev.countersign;

import dev.countersign.assembly.Core;
import dev.countersign.assembly.FaceFeatures;
import dev.countersign.capture.SentPictures;
import dev.countersign.cli.RunningServer;
import dev.countersign.config.Configuration;
import dev.countersign.config.ServerSettings;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Issuer;
import dev.countersign.health.Product;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Route;
import dev.countersign.http.Routes;
import dev.countersign.http.UnusableTls;
import dev.countersign.http.WebServer;
import dev.countersign.http.admin.AdminEndpoints;
import dev.countersign.http.dialect.face.FaceDialect;
import dev.countersign.http.dialect.iam.IamDialect;
import dev.countersign.http.dialect.patrons.PatronsDialect;
import dev.countersign.http.dialect.token.TokenDialect;
import dev.countersign.http.oauth2.OAuthDialect;
import dev.countersign.http.oauth2.caller.ClientCaller;
import dev.countersign.http.oauth2.grant.TokenEndpoint;
import dev.countersign.http.operator.PlainEndpoints;
import dev.countersign.http.operator.PlainEndpoints.Sources;
import dev.countersign.metrics.HttpMetrics;
import dev.countersign.metrics.ServerGauges;
import dev.countersign.token.GrantFeatures;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The server: every endpoint mounted, every background job started. */
public final class Server implements RunningServer {
  private final Core core;
  private final Background background;
  private final ServerGauges gauges;
  private final Routes routes;
  private final WebServer web;

  private Server(Core core, Supplier<String> scrape) {
    this.core = core;
    this.background = new Background(core);
    this.gauges =
        ServerGauges.register(
            core.registry,
            core.pool,
            new ServerGauges.Faces(core.faceEngine::active, () -> waiting(core)),
            counted(core),
            core.store);
    PageEndpoints.Frame frame = PageEndpoints.frame(core);
    this.routes = new Routes(endpoints(core, scrape, frame), PageEndpoints.unknown(frame));
    this.web =
        new WebServer(
            core.configuration.server(),
            core.configuration.log().requests(),
            routes,
            core.gate,
            new HttpMetrics(core.registry),
            core.clock);
  }

  private static int waiting(Core core) {
    return core.faceEngine.queued() + core.faceFeatures.capture.waiting();
  }

  /** Opens the store, takes the socket, and answers once this returns. */
  public static Server start(Configuration configuration) {
    return start(configuration, InstantSource.system(), new SecureRandom());
  }

  /** The same with a clock and a source of randomness of the caller's. */
  public static Server start(
      Configuration configuration, InstantSource clock, SecureRandom random) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Core core = Core.open(configuration, clock, random, registry);
    try {
      Server server = new Server(core, registry::scrape);
      server.begin();
      return server;
    } catch (RuntimeException e) {
      // The port is taken, the certificate cannot be read: the store must not stay open.
      core.close();
      throw told(e);
    }
  }

  /** What an operator can mend is told as such, however deep the web server has wrapped it. */
  private static RuntimeException told(RuntimeException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnusableTls) {
        return new InvalidInput(String.valueOf(cause.getMessage()));
      }
    }
    return thrown;
  }

  private static ServerGauges.Galleries counted(Core core) {
    var galleries = core.faceFeatures.galleries;
    return new ServerGauges.Galleries(galleries::size, galleries::pending, galleries::unreadable);
  }

  private static List<Endpoint> endpoints(
      Core core, Supplier<String> scrape, PageEndpoints.Frame frame) {
    List<Endpoint> endpoints = new ArrayList<>();
    // Paths are tried in this order: what programs ask for at every request of theirs comes first.
    endpoints.addAll(OAuthDialect.endpoints(oauth(core)));
    endpoints.addAll(PlainEndpoints.of(sources(core, scrape)));
    endpoints.addAll(
        TokenDialect.endpoints(
            core.signIn.users,
            core.defaultCustomer,
            core.renewal,
            core.signedTokens,
            core.configuration.tokens()));
    endpoints.addAll(
        PatronsDialect.endpoints(
            core.signIn.customers,
            core.signOut,
            core.customers,
            core.signIn.keyReplacement,
            core.configuration.tokens()));
    endpoints.addAll(iam(core));
    endpoints.addAll(FaceDialect.endpoints(face(core)));
    endpoints.addAll(
        OAuthDialect.registration(
            core.clients.registrationAccess, core.clients.registration, core.ring));
    endpoints.addAll(PageEndpoints.of(core, frame));
    endpoints.addAll(AdminEndpoints.of(core));
    return endpoints;
  }

  private static FaceDialect.Features face(Core core) {
    return new FaceDialect.Features(
        core.signIn.customers,
        core.signOut,
        core.gate,
        core.users,
        core.lifecycle.protection,
        core.enrolmentLinks,
        core.searchSpaces,
        core.customerSettings,
        core.requestLog,
        faces(core),
        core.configuration.tokens());
  }

  private static FaceDialect.Faces faces(Core core) {
    FaceFeatures faces = core.faceFeatures;
    return new FaceDialect.Faces(
        faces.enrolment,
        faces.authentication,
        faces.search,
        faces.pictures,
        faces.links,
        core.pictures,
        new SentPictures(core.pictures),
        core.portals.creation,
        core.portals.results);
  }

  private static List<Endpoint> iam(Core core) {
    return IamDialect.endpoints(
        new IamDialect.Features(
            core.defaultCustomer,
            core.signIn.users,
            core.signIn.faces,
            core.refresh,
            core.signOut,
            core.signedTokens,
            core.users,
            core.factors.administration,
            core.devices,
            core.challenges,
            core.lifecycle.accounts,
            core.configuration.tokens().iamAccessTtl()));
  }

  private static OAuthDialect.Features oauth(Core core) {
    GrantFeatures grants = core.tokenFeatures.grants;
    return new OAuthDialect.Features(
        core.introspection,
        core.revocation,
        new ClientCaller(core.clients.authentication),
        core.ring,
        grants.proofs,
        new TokenEndpoint.Features(
            grants.codeExchange,
            grants.refreshExchange,
            grants.clientCredentials,
            grants.deviceExchange,
            grants.resources),
        grants.devices,
        core.begunRequests,
        grants.gate,
        grants.userInfo);
  }

  private static Sources sources(Core core, Supplier<String> scrape) {
    return new Sources(
        Product.version(),
        () -> core.ring.defaultIssuer().map(Issuer::baseUrl).orElse(""),
        core.configuration.docs().enabled(),
        core.configuration.console().enabled(),
        core.publishedKeys,
        core.readiness,
        core.faceModels,
        core.configuration.metrics(),
        scrape);
  }

  private void begin() {
    ServerSettings settings = core.configuration.server();
    if (settings.port() != 0 || settings.baseUrl().isPresent()) {
      beginIssuer(settings.port());
      web.start();
    } else {
      // The default base URL names the port, which is known only once the system has given one.
      web.start();
      beginIssuer(web.port());
    }
    background.start();
    if (core.preloadsFaces) {
      core.faceEngine.load();
    }
  }

  private void beginIssuer(int port) {
    core.signingKeys.begin(core.configuration.server().baseUrl(port).toString());
    core.ring.refresh();
  }

  @Override
  public Core core() {
    return core;
  }

  /** What is mounted, for the documents that describe it. */
  public List<Route> routes() {
    return routes.all();
  }

  @Override
  public int port() {
    return web.port();
  }

  /** Answers what is under way, stops the background jobs and closes the store. */
  @Override
  public void close() {
    core.transfer.backgroundExports.closing();
    web.close();
    background.close();
    gauges.close();
    core.close();
  }
}
