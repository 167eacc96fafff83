package dev.countersign.http.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.signin.UserSignIn.Grant;
import dev.countersign.testing.FreePort;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.Tokens;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx in front of an application, asking this server about every request. */
class NginxTest {
  private static final List<String> HEADERS =
      List.of("X-Auth-Subject", "X-Auth-Customer", "X-Auth-Session", "X-Auth-Scope");

  @TempDir Path folder;
  private TestServer server;
  private HttpServer application;
  private Process nginx;
  private int port;

  @BeforeEach
  void start() throws Exception {
    Optional<Path> program =
        Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(program.isPresent(), "nginx is not installed: apt-get install nginx-light");
    server = TestServer.start(folder);
    application = application();
    port = FreePort.reserved();
    Path conf = folder.resolve("nginx.conf");
    Files.writeString(conf, configuration());
    nginx =
        new ProcessBuilder(program.get().toString(), "-p", folder.toString(), "-c", conf.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.out").toFile())
            .start();
    awaitNginx();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (nginx != null) {
      nginx.destroy();
      nginx.waitFor(10, TimeUnit.SECONDS);
    }
    if (application != null) {
      application.stop(0);
    }
    if (server != null) {
      server.close();
    }
  }

  private static HttpServer application() throws IOException {
    HttpServer echo =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    echo.createContext(
        "/",
        exchange -> {
          StringBuilder seen = new StringBuilder();
          for (String name : HEADERS) {
            seen.append(name).append(": ").append(exchange.getRequestHeaders().get(name));
            seen.append('\n');
          }
          byte[] body = seen.toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    echo.start();
    return echo;
  }

  private String configuration() {
    return """
    daemon off;
    worker_processes 1;
    pid %1$s/nginx.pid;
    error_log %1$s/error.log warn;
    events { worker_connections 64; }
    http {
      access_log off;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      server {
        listen 127.0.0.1:%2$d;
        location / {
          auth_request /_verify;
          auth_request_set $subject $upstream_http_x_auth_subject;
          auth_request_set $customer $upstream_http_x_auth_customer;
          auth_request_set $session $upstream_http_x_auth_session;
          auth_request_set $scope $upstream_http_x_auth_scope;
          proxy_set_header X-Auth-Subject $subject;
          proxy_set_header X-Auth-Customer $customer;
          proxy_set_header X-Auth-Session $session;
          proxy_set_header X-Auth-Scope $scope;
          proxy_set_header Authorization "";
          proxy_pass http://127.0.0.1:%3$d;
        }
        location = /_verify {
          internal;
          proxy_pass http://127.0.0.1:%4$d/verify;
          proxy_pass_request_body off;
          proxy_set_header Content-Length "";
        }
      }
    }
    """
        .formatted(folder, port, application.getAddress().getPort(), server.port());
  }

  private void awaitNginx() throws Exception {
    for (int i = 0; i < 400; i++) {
      if (!nginx.isAlive()) {
        throw new AssertionError(Files.readString(folder.resolve("nginx.out")));
      }
      try {
        get();
        return;
      } catch (ConnectException e) {
        Thread.sleep(50);
      }
    }
    throw new AssertionError("nginx does not answer");
  }

  private HttpResponse<String> get(String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders?page=1"))
            .POST(HttpRequest.BodyPublishers.ofString("a body that nobody reads"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  @Test
  void aLiveTokenPassesAndAfterTheSignOutItDoesNot() throws Exception {
    Customer acme = server.customer("acme");
    User alice = server.user(acme, "alice");
    Grant grant = Tokens.signIn(server, alice);
    String token = "Bearer " + Tokens.plain(server, grant.session());

    HttpResponse<String> live =
        get("Authorization", token, "X-Auth-Subject", "1", "X-Auth-Scope", "made:up");

    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(live.body())
        .isEqualTo(
            """
            X-Auth-Subject: [%s]
            X-Auth-Customer: [%s]
            X-Auth-Session: [%s]
            X-Auth-Scope: null
            """
                .formatted(alice.id(), acme.id(), grant.session().id()));

    server.core().store.write(tx -> tx.sessions().end(grant.session().id()));
    assertThat(get("Authorization", token).statusCode()).isEqualTo(401);
  }

  @Test
  void noTokenAndAWrongOneDoNotPass() throws Exception {
    HttpResponse<String> none = get();
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"countersign\"");

    assertThat(get("Authorization", "Bearer x").statusCode()).isEqualTo(401);
    assertThat(get("Authorization", "Bearer x", "X-Access-Token", "y").statusCode()).isEqualTo(401);
  }
}
