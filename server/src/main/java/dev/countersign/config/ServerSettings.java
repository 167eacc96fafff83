package dev.countersign.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The listening socket, its limits and what stands in front of it.
 *
 * @param port the TCP port; 0 takes any free one
 * @param bind the host name or address to listen on
 * @param baseUrl the URL others reach this server by, without a slash at the end; when empty, see
 *     {@link #baseUrl(int)}
 * @param tls certificate and key; empty means plain HTTP
 * @param trustedProxies the callers whose forwarding headers are believed
 * @param forwardedHeader the one header of theirs that is believed
 * @param maxBody the largest request body in bytes
 * @param maxPictureBody the largest request body in bytes where pictures are sent
 * @param maxUpload the largest file in bytes that an operator uploads
 * @param shutdownGrace how long running requests may take to end
 */
public record ServerSettings(
    int port,
    String bind,
    Optional<URI> baseUrl,
    Optional<Tls> tls,
    List<Cidr> trustedProxies,
    ForwardedHeader forwardedHeader,
    long maxBody,
    long maxPictureBody,
    long maxUpload,
    Duration shutdownGrace) {

  /**
   * The files HTTPS is served with, both PEM.
   *
   * @param certificate the certificate chain
   * @param key the private key
   */
  public record Tls(Path certificate, Path key) {}

  /** A header in which proxies say who called them. */
  public enum ForwardedHeader {
    /** What most proxies write. */
    X_FORWARDED_FOR,
    /** RFC 7239. */
    FORWARDED
  }

  /** Takes a copy of the list of proxies. */
  public ServerSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /**
   * The base URL once the port is known: the configured one, else localhost at that port.
   *
   * @param boundPort the port the server really listens on
   */
  public URI baseUrl(int boundPort) {
    String scheme = tls.isPresent() ? "https" : "http";
    return baseUrl.orElseGet(() -> URI.create(scheme + "://localhost:" + boundPort));
  }

  static ServerSettings from(Values values) {
    Optional<Path> key = values.get(Keys.SERVER_TLS_KEY);
    Optional<Tls> tls =
        values
            .get(Keys.SERVER_TLS_CERT)
            .flatMap(certificate -> key.map(file -> new Tls(certificate, file)));
    return new ServerSettings(
        values.get(Keys.SERVER_PORT),
        values.get(Keys.SERVER_BIND),
        values.get(Keys.SERVER_BASE_URL),
        tls,
        values.get(Keys.SERVER_TRUSTED_PROXIES),
        values.get(Keys.SERVER_FORWARDED_HEADER),
        values.get(Keys.SERVER_MAX_BODY),
        values.get(Keys.SERVER_MAX_PICTURE_BODY),
        values.get(Keys.SERVER_MAX_UPLOAD),
        values.get(Keys.SERVER_SHUTDOWN_GRACE));
  }
}
