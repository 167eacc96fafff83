package dev.countersign.outgoing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * One request and its answer on a connection of its own. The connection goes to the target's
 * addresses; the name is what is sent as SNI and Host and what the certificate is checked against.
 */
final class PinnedExchange {
  private static final String USER_AGENT = "Countersign";
  private static final Timeout CONNECT = Timeout.ofSeconds(3);
  private static final Timeout READ = Timeout.ofSeconds(10);
  // How many fields may follow a body that comes in chunks: nobody needs one of them. Those before
  // it have a limit of their own.
  private static final Http1Config HTTP =
      Http1Config.custom().setMaxHeaderCount(4).setMaxLineLength(16_384).build();
  private static final BoundedHeads HEADS = new BoundedHeads();
  private static final ConnectionConfig CONNECTION =
      ConnectionConfig.custom().setConnectTimeout(CONNECT).setSocketTimeout(READ).build();
  private static final RequestConfig REQUEST =
      RequestConfig.custom()
          .setResponseTimeout(READ)
          .setRedirectsEnabled(false)
          .setAuthenticationEnabled(false)
          .setContentCompressionEnabled(false)
          .setExpectContinueEnabled(false)
          // Without this, plain HTTP requests would offer to switch to TLS.
          .setProtocolUpgradeEnabled(false)
          .build();

  private final TlsSocketStrategy tls;

  PinnedExchange(SSLContext tls) {
    this.tls = new DefaultClientTlsStrategy(tls);
  }

  OutgoingResponse perform(
      Target target, OutgoingRequest request, Map<String, String> headers, AnswerRoom room)
      throws IOException, OutgoingRefused {
    CloseableHttpClient client = client(target);
    try {
      ClassicHttpResponse response =
          client.executeOpen(host(target), message(target, request, headers), null);
      return read(response, request.responseLimit(), room);
    } finally {
      // Not the response: closing that would read an endless body to its end.
      client.close(CloseMode.IMMEDIATE);
    }
  }

  private CloseableHttpClient client(Target target) {
    var operator =
        new DefaultHttpClientConnectionOperator(
            // A socket made without saying so would go through the proxy the environment names.
            proxy -> new Socket(Proxy.NO_PROXY),
            DefaultSchemePortResolver.INSTANCE,
            new Vetted(target),
            RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build());
    var connections =
        new BasicHttpClientConnectionManager(
            operator,
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(HTTP)
                .responseParserFactory(HEADS)
                .build());
    connections.setConnectionConfig(CONNECTION);
    return HttpClientBuilder.create()
        .setConnectionManager(connections)
        .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
        .setDefaultRequestConfig(REQUEST)
        .setUserAgent(USER_AGENT)
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableAutomaticRetries()
        .build();
  }

  private static HttpHost host(Target target) {
    int port = target.port();
    if (port == OutgoingGuard.usualPort(target.secure())) {
      // RFC 9110, section 7.2: a Host field leaves the scheme's own port out.
      port = -1;
    }
    return new HttpHost(target.url().getScheme(), target.host(), port);
  }

  private static BasicClassicHttpRequest message(
      Target target, OutgoingRequest request, Map<String, String> headers) {
    var message = new BasicClassicHttpRequest(request.method(), host(target), target.path());
    headers.forEach(message::setHeader);
    message.setHeader("Accept-Encoding", "identity");
    message.setHeader("Connection", "close");
    if (request.method().equals("POST")) {
      String type = headers.getOrDefault("Content-Type", "application/octet-stream");
      message.removeHeaders("Content-Type");
      message.setEntity(new ByteArrayEntity(request.body(), ContentType.parse(type)));
    }
    return message;
  }

  private static OutgoingResponse read(ClassicHttpResponse response, int limit, AnswerRoom room)
      throws IOException, OutgoingRefused {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : response.getHeaders()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      headers.computeIfAbsent(name, same -> new ArrayList<>()).add(header.getValue());
    }
    return new OutgoingResponse(response.getCode(), headers, body(response, limit, room));
  }

  private static byte[] body(ClassicHttpResponse response, int limit, AnswerRoom room)
      throws IOException, OutgoingRefused {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new byte[0];
    }
    return AnswerBody.read(entity.getContent(), entity.getContentLength(), limit, room);
  }

  /** Answers with the vetted addresses, for the vetted name alone. */
  private record Vetted(Target target) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      if (!host.equals(target.host())) {
        throw new UnknownHostException(host);
      }
      return target.addresses().toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
