package dev.countersign.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.countersign.crypto.Secret;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.TotpSecret;
import dev.countersign.domain.User;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserRole;
import dev.countersign.factor.AppSecretCopies;
import dev.countersign.testing.TestServer;
import dev.countersign.transfer.Import.Format;
import dev.countersign.transfer.Tally.Fate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit calls started() first
class OtherServersTest extends TransferContract {
  private static final String PASSWORD = TestServer.PASSWORD;

  private TestServer server;
  private Customer acme;

  @BeforeEach
  void started() {
    server = sqlite();
    acme = server.customer("acme");
  }

  private Path fixture(String name) {
    try (InputStream in = getClass().getResourceAsStream("/transfer/" + name)) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      return written(name, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Import.Request from(Format format, String name) {
    return of(into(request(fixture(name)), "acme"), format);
  }

  private User user(String name) {
    return server.core().users.find(acme.id(), name).orElseThrow();
  }

  private int signIn(String name, String password) {
    return server
        .post(
            "/v1/iam/auth/sign-in/web/sign-in",
            "{\"userName\":\"%s\",\"password\":\"%s\"}".formatted(name, password))
        .status();
  }

  @ParameterizedTest
  @CsvSource({
    "anna, correct horse battery staple",
    "bernd, correct horse battery staple",
    "carla, kurz-9!",
    "dora, correct horse battery staple"
  })
  void peopleOfKeycloakSignInWithTheirPasswordsWhichAreHashedAnewThen(
      String name, String password) {
    imported(server, from(Format.KEYCLOAK, "keycloak-realm.json"));

    assertThat(signIn(name, password + "x")).isEqualTo(401);
    assertThat(user(name).password().orElseThrow()).doesNotStartWith("$argon2id$v=19$m=19456");
    assertThat(signIn(name, password)).isEqualTo(200);
    assertThat(user(name).password().orElseThrow()).startsWith("$argon2id$v=19$m=19456");
    assertThat(signIn(name, password)).isEqualTo(200);
  }

  @Test
  void aRealmBringsItsPeopleAndWhatCannotComeIsSaid() {
    Import.Outcome outcome = imported(server, from(Format.KEYCLOAK, "keycloak-realm.json"));

    User anna = user("anna");
    assertThat(anna.profile().fullName()).isEqualTo("Anna Berg");
    assertThat(anna.profile().email()).isEqualTo("anna@example.org");
    assertThat(anna.profile().emailVerified()).isTrue();
    assertThat(anna.profile().phoneNumber()).isEqualTo("+49 30 5550100");
    assertThat(anna.createdAt()).isEqualTo(Instant.parse("2024-04-05T19:34:38Z"));
    assertThat(user("carla").profile().emailVerified()).isFalse();
    assertThat(user("emil").state()).isEqualTo(User.State.DISABLED);
    assertThat(user("emil").password()).isEmpty();
    assertThat(user("fred").password()).isEmpty();
    assertThat(outcome.tally().of("user", Fate.ADDED)).isEqualTo(6);
    assertThat(outcome.tally().of("user", Fate.REFUSED)).isEqualTo(1);
    assertThat(found)
        .anySatisfy(line ->
            assertThat(line)
                .matches(
                    "\\d+ user fred is taken over without the password: its hash of the algorithm"
                        + " \"ldap-ssha\" cannot be read"))
        .anySatisfy(line ->
            assertThat(line)
                .matches("\\d+ user grete und hans cannot be used: the user name may have .*"));
    assertThat(outcome.notes())
        .contains(
            entry("attribute department", 1L),
            entry("service account of a client", 1L),
            entry("user's requiredActions", 1L));
  }

  @Test
  void groupsRolesAndAppsOfARealmComeWithItsPeople() {
    imported(server, from(Format.KEYCLOAK, "keycloak-realm.json"));
    User anna = user("anna");
    User emil = user("emil");
    List<String> groups =
        server.core().store.read(tx -> tx.groups().ofUser(acme.id(), anna.id())).stream()
            .map(UserGroup::name)
            .toList();
    List<String> roles =
        server.core().store.read(tx -> tx.roles().grantedTo(acme.id(), anna.id())).stream()
            .map(UserRole::name)
            .toList();
    List<String> all =
        server.core().store.read(tx -> tx.roles().ofUser(acme.id(), user("bernd").id())).stream()
            .map(UserRole::name)
            .toList();
    Optional<TotpSecret> app =
        server.core().store.read(tx -> tx.totpSecrets().find(acme.id(), emil.id()));

    assertThat(groups).containsExactly("/staff", "/staff/night");
    assertThat(roles).containsExactly("auditor", "backend:reader");
    assertThat(all).containsExactly("auditor");
    assertThat(app.orElseThrow().confirmed()).isTrue();
    assertThat(new AppSecretCopies(server.core().encryption).opened(app.orElseThrow()))
        .isEqualTo(Secret.of("eI3qbAs7hWp0d2tTQm9y"));
  }

  @Test
  void clientsOfARealmComeWithAnotherIdWhichIsTold() {
    Import.Outcome outcome = imported(server, from(Format.KEYCLOAK, "keycloak-realm.json"));
    List<Client> clients = server.core().store.read(tx -> tx.clients().list(acme.id()));

    assertThat(outcome.tally().of("client", Fate.ADDED)).isEqualTo(2);
    assertThat(outcome.notes())
        .containsEntry("client old-saml, which signs nobody in with OpenID Connect", 1L);
    Client shop =
        clients.stream().filter(one -> one.name().equals("The shop")).findFirst().orElseThrow();
    assertThat(shop.isPublic()).isTrue();
    assertThat(shop.settings().redirectUris()).containsExactly("https://shop.example.org/callback");
    assertThat(shop.settings().postLogoutRedirectUris())
        .containsExactly("https://shop.example.org/bye");
    assertThat(shop.settings().corsOrigins()).containsExactly("https://shop.example.org");
    assertThat(found)
        .anySatisfy(line ->
            assertThat(line)
                .contains(
                    "client webshop loses the address https://shop.example.org/*: here each is"
                        + " named in full"))
        .anySatisfy(
            line -> assertThat(line).contains("its client_id is " + shop.id() + " from now on"));
    Client backend =
        clients.stream().filter(one -> one.name().equals("backend")).findFirst().orElseThrow();
    assertThat(backend.secret())
        .contains(
            HexFormat.of().formatHex(TokenDigest.of("Zq8vGZ2vOaYp4Jx1uJcN7bQm3sTfWk5d").bytes()));
    assertThat(backend.settings().grantTypes())
        .containsExactly(
            GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS);
    assertThat(backend.settings().backchannelLogoutUri())
        .isEqualTo("https://backend.example.org/logout");
  }

  @Test
  void aLineIsToldWhereItIsInTheFile() {
    imported(server, from(Format.KEYCLOAK, "keycloak-realm.json"));
    int line =
        Integer.parseInt(
            found.stream()
                .filter(text -> text.contains("grete"))
                .findFirst()
                .orElseThrow()
                .split(" ", 2)[0]);
    assertThat(lines(fixture("keycloak-realm.json")).get(line)).contains("\"id\": \"77777777");
  }

  @Test
  void aRealmThatIsImportedAgainIsThereAlready() {
    imported(server, from(Format.KEYCLOAK, "keycloak-realm.json"));
    Import.Outcome again = imported(server, from(Format.KEYCLOAK, "keycloak-realm.json"));

    assertThat(again.tally().of(Fate.ADDED)).isZero();
    assertThat(again.tally().of(Fate.CONFLICT)).isZero();
    assertThat(again.tally().of("user", Fate.PRESENT)).isEqualTo(6);
  }

  @Test
  void aRealmThatWasCutOffIsNotImported() {
    String text = String.join("\n", lines(fixture("keycloak-realm.json")));
    Path half = written("half.json", text.substring(0, 4_000));

    Import.Outcome outcome = imported(server, of(into(request(half), "acme"), Format.KEYCLOAK));

    assertThat(outcome.damaged()).isEqualTo(1);
    assertThat(found).singleElement().asString().contains("is no JSON from column");
    assertThat(server.count("SELECT count(*) FROM user_account")).isZero();
  }

  @Test
  void whoseTheyBecomeHasToBeSaid() {
    Import.Request nobodys = of(request(fixture("keycloak-realm.json")), Format.KEYCLOAK);
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> imported(server, nobodys))
        .withMessageStartingWith("Say with --customer");
  }

  @ParameterizedTest
  @CsvSource({
    "loopback-db.json, anna",
    "loopback-db.json, bernd@example.org",
    "loopback-db.json, carla",
    "loopback-users.jsonl, anna"
  })
  void peopleOfLoopBackSignInWithTheirPasswords(String file, String name) {
    imported(server, from(Format.LOOPBACK, file));

    assertThat(signIn(name, PASSWORD)).isEqualTo(200);
    assertThat(user(name).password().orElseThrow()).startsWith("$argon2id$v=19$m=19456");
  }

  @Test
  void theFileOfTheMemoryConnectorIsRead() {
    Import.Outcome outcome = imported(server, from(Format.LOOPBACK, "loopback-db.json"));

    assertThat(outcome.complete()).isTrue();
    assertThat(outcome.notes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "record of the model AccessToken", 1L,
                "record of the model RoleMapping", 1L,
                "record of the model Role", 1L));
    User carla = user("carla");
    assertThat(carla.profile().fullName()).isEqualTo("Carla Conti");
    assertThat(carla.profile().phoneNumber()).isEqualTo("+39 06 5550100");
    assertThat(carla.createdAt()).isEqualTo(Instant.parse("2024-02-03T04:05:06.789Z"));
    assertThat(user("anna").profile().emailVerified()).isTrue();
    assertThat(imported(server, from(Format.LOOPBACK, "loopback-db.json")).tally().of(Fate.PRESENT))
        .isEqualTo(3);
  }

  @Test
  void whatMongoexportWritesIsRead() {
    Import.Outcome outcome = imported(server, from(Format.LOOPBACK, "loopback-users.jsonl"));

    assertThat(outcome.tally().of("user", Fate.ADDED)).isEqualTo(3);
    assertThat(user("anna").createdAt()).isEqualTo(Instant.parse("2024-02-06T08:41:06Z"));
    User bernd = user("bernd@example.org");
    assertThat(bernd.createdAt()).isEqualTo(Instant.parse("2024-02-06T08:00:00Z"));
    assertThat(bernd.state()).isEqualTo(User.State.DISABLED);
    assertThat(user("dora").password()).isEmpty();
    assertThat(found)
        .containsExactly(
            "4 user dora is taken over without the password: what is stored is no hash that can be"
                + " read");
  }
}
