package dev.countersign.http;

import dev.countersign.config.LogSettings;
import dev.countersign.config.ServerSettings;
import dev.countersign.metrics.HttpMetrics;
import dev.countersign.token.TokenGate;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.time.InstantSource;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The listening socket: Javalin on Jetty, on virtual threads. */
public final class WebServer implements AutoCloseable {
  private static final int HEADER_BYTES = 16 * 1024;
  private static final int IDLE_MILLIS = 60_000;
  private static final int BACKLOG = 4096;
  private static final int CONNECTIONS = 4096;

  /** When there are as many connections as there may be, how long a silent one is kept. */
  private static final int CROWDED_IDLE_MILLIS = 2_000;

  private final ServerSettings settings;
  private final Routes routes;
  private final Pipeline pipeline;
  private final InstantSource clock;
  private final Javalin javalin;

  public WebServer(
      ServerSettings settings,
      LogSettings.Requests logged,
      Routes routes,
      TokenGate gate,
      HttpMetrics metrics,
      InstantSource clock) {
    this.settings = settings;
    this.routes = routes;
    this.clock = clock;
    this.pipeline =
        new Pipeline(
            new ClientAddress(settings.trustedProxies(), settings.forwardedHeader()),
            new Bodies(
                new BodyLimits(settings.maxBody(), settings.maxPictureBody(), settings.maxUpload()),
                budget(settings)),
            new Doorkeeper(gate),
            metrics,
            clock,
            settings.tls().isPresent(),
            logged);
    this.javalin = Javalin.create(this::configure);
  }

  private static BodyBudget budget(ServerSettings settings) {
    return BodyBudget.ofHeap(Math.max(settings.maxBody(), settings.maxPictureBody()));
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.generateEtags = false;
    config.jetty.modifyServer(this::configure);
    config.jetty.modifyServletContextHandler(
        handler -> handler.setErrorHandler(new BadMessages(this::shape)));
    config.jetty.addConnector(this::connector);
    routes.mount(config.routes, pipeline);
  }

  private void configure(Server server) {
    server.setErrorHandler(new BadMessages(this::shape));
    server.setStopTimeout(settings.shutdownGrace().toMillis());
    // Requests under way are answered before the server stops; new ones are refused.
    server.insertHandler(new GracefulHandler());
  }

  private Connector connector(Server server, HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(HEADER_BYTES);
    // A connection keeps the headers it has seen, and finds them whatever their case. It must not
    // give out a cookie or token in the case that somebody else's had: proxies send the requests of
    // many people over one connection.
    http.setHeaderCacheCaseSensitive(true);
    http.setUriCompliance(UriCompliance.RFC3986);
    ServerConnector connector =
        settings
            .tls()
            .map(tls -> PemTls.connector(server, http, tls))
            .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
    connector.setHost(settings.bind());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(BACKLOG);
    NetworkConnectionLimit limit = new NetworkConnectionLimit(CONNECTIONS, connector);
    limit.setEndPointIdleTimeout(CROWDED_IDLE_MILLIS);
    server.addBean(limit);
    return connector;
  }

  /** A failure's shape when there is no exchange to word it from. */
  private Reply shape(String path, int status) {
    return routes.dialectOf(path).failure(Routes.failure(status), path, clock.instant());
  }

  /** Opens the socket. */
  public void start() {
    javalin.start();
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Answers what is under way, within the grace time, and closes the socket. */
  @Override
  public void close() {
    javalin.stop();
  }
}
