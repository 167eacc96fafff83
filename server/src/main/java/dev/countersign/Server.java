package dev.countersign;

import dev.countersign.assembly.Core;
import dev.countersign.cli.RunningServer;
import dev.countersign.config.Configuration;
import dev.countersign.config.ServerSettings;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Routes;
import dev.countersign.http.WebServer;
import dev.countersign.http.dialect.face.FaceDialect;
import dev.countersign.http.dialect.face.FaceDialect.Features;
import dev.countersign.http.dialect.iam.IamDialect;
import dev.countersign.http.dialect.patrons.PatronsDialect;
import dev.countersign.http.dialect.token.TokenDialect;
import dev.countersign.http.operator.PlainDialect;
import dev.countersign.metrics.HttpMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The server: every endpoint mounted, every background job started. */
public final class Server implements RunningServer {
  private final Core core;
  private final Background background;
  private final WebServer web;

  private Server(Core core) {
    this.core = core;
    this.background = new Background(core);
    this.web =
        new WebServer(
            core.configuration.server(),
            core.configuration.log().requests(),
            new Routes(endpoints(core), new PlainDialect()),
            core.gate,
            new HttpMetrics(core.registry),
            core.clock);
  }

  /** Opens the store, takes the socket, and answers once this returns. */
  public static Server start(Configuration configuration) {
    return start(configuration, InstantSource.system(), new SecureRandom());
  }

  /** The same with a clock and a source of randomness of the caller's. */
  public static Server start(
      Configuration configuration, InstantSource clock, SecureRandom random) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Server server = new Server(Core.open(configuration, clock, random, registry));
    server.begin();
    return server;
  }

  private static List<Endpoint> endpoints(Core core) {
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(
        PatronsDialect.endpoints(
            core.customerSignIn,
            core.signOut,
            core.customers,
            core.keyReplacement,
            core.configuration.tokens()));
    endpoints.addAll(
        TokenDialect.endpoints(
            core.userSignIn,
            core.defaultCustomer,
            core.renewal,
            core.signedTokens,
            core.configuration.tokens()));
    endpoints.addAll(
        FaceDialect.endpoints(
            new Features(
                core.customerSignIn,
                core.signOut,
                core.gate,
                core.users,
                core.enrolmentLinks,
                core.searchSpaces,
                core.customerSettings,
                core.requestLog,
                core.configuration.tokens())));
    endpoints.addAll(iam(core));
    return endpoints;
  }

  private static List<Endpoint> iam(Core core) {
    return IamDialect.endpoints(
        new IamDialect.Features(
            core.defaultCustomer,
            core.userSignIn,
            core.refresh,
            core.signOut,
            core.signedTokens,
            core.users,
            core.devices,
            core.challenges,
            core.configuration.tokens().iamAccessTtl()));
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
  }

  private void beginIssuer(int port) {
    core.signingKeys.begin(core.configuration.server().baseUrl(port).toString());
    core.ring.refresh();
  }

  @Override
  public Core core() {
    return core;
  }

  @Override
  public int port() {
    return web.port();
  }

  /** Answers what is under way, stops the background jobs and closes the store. */
  @Override
  public void close() {
    web.close();
    background.close();
    core.close();
  }
}
