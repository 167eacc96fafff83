package dev.countersign.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.assembly.Core;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.config.Configuration;
import dev.countersign.config.ConfigurationSources;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.Origin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A confidential client of the stage's customer, its own application, so that nobody is asked for
 * consent.
 *
 * @param id its {@code client_id}
 * @param headers what its requests to the token endpoint carry
 */
record ProviderStage(String id, String headers) {
  private static final String REDIRECT = "https%3A%2F%2Fapp.example%2Fcb";
  private static final Pattern COOKIE = Pattern.compile("(__Host-countersign=[^;\\s]+)");
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&\\s]+)");
  static final Pattern REFRESH = Pattern.compile("\"refresh_token\":\"([^\"]+)\"");

  static ProviderStage on(Stage stage) {
    Configuration configuration =
        Configuration.load(new ConfigurationSources(Optional.empty(), Map.of(), stage.settings()));
    try (Core core =
        Core.open(
            configuration, InstantSource.system(), new SecureRandom(), new SimpleMeterRegistry())) {
      ClientSettings settings =
          ClientSettings.defaults().toBuilder()
              .redirectUris(List.of("https://app.example/cb"))
              .grantTypes(
                  Set.of(
                      GrantType.AUTHORIZATION_CODE,
                      GrantType.REFRESH_TOKEN,
                      GrantType.CLIENT_CREDENTIALS))
              .scopes(Set.of("openid", "profile", "orders:read"))
              .consent(ConsentPolicy.IMPLICIT)
              .build();
      Issued issued =
          core.clients.administration.create(stage.customer().id(), "Bench", settings, Origin.CLI);
      String id = issued.client().id().toString();
      String pair = id + ":" + issued.secret().orElseThrow().text();
      String basic = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
      return new ProviderStage(
          id,
          "Authorization: Basic "
              + basic
              + "\r\nContent-Type: application/x-www-form-urlencoded\r\n");
    }
  }

  /** A request to the token endpoint. */
  byte[] token(String form) {
    return LoadClient.request("POST", "/oauth2/token", headers, form);
  }

  /** Signs alice in; gives her browser's cookie. */
  static String cookie(Conversation server) {
    String page = server.ask(LoadClient.request("GET", "/sign-in", "", ""));
    String before = Conversation.part(COOKIE, page);
    String form =
        "csrf="
            + Conversation.part(CSRF, page)
            + "&continue=&flow=&user-name=alice&password="
            + Stage.PASSWORD.replace(' ', '+');
    String headers =
        "Cookie: " + before + "\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    return Conversation.part(
        COOKIE, server.ask(LoadClient.request("POST", "/sign-in", headers, form)));
  }

  /** From the authorization request of somebody who is signed in to the tokens. */
  String roundTrip(Conversation server, String cookie) {
    String authorize =
        "/oauth2/authorize?response_type=code&scope=openid+profile&state=s&nonce=n&client_id="
            + id
            + "&redirect_uri="
            + REDIRECT;
    String answer =
        server.ask(LoadClient.request("GET", authorize, "Cookie: " + cookie + "\r\n", ""));
    String code = Conversation.part(CODE, answer);
    return server.ask(
        token("grant_type=authorization_code&code=" + code + "&redirect_uri=" + REDIRECT));
  }
}
