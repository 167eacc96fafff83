package dev.countersign.http.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.http.Method;
import dev.countersign.http.Route;
import dev.countersign.testing.ConsoleServer;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.user.NewUser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class UsersPagesTest extends ConsoleServer {
  private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");

  private User root;
  private PageClient admin;

  @BeforeEach
  void prepare() {
    root = stage.promoted(acme, server.user(acme, "root"));
    admin = stage.signedIn(acme, root);
  }

  private String users() {
    return "/console/customers/" + acme.id() + "/users";
  }

  private String of(User user) {
    return users() + "/" + user.id();
  }

  private User made(String name, String fullName, String email) {
    Profile profile = new Profile(fullName, email, false, "", "");
    return server
        .core()
        .users
        .create(acme.id(), new NewUser(name, profile, Optional.empty()), Origin.CLI);
  }

  private void actedBy(User user, String kind, User by) {
    assertThat(
            server.rows(
                "SELECT actor FROM audit_event WHERE kind = ? AND user_id = ?"
                    + " AND dialect = 'console'",
                kind,
                user.id().value()))
        .as(kind)
        .isNotEmpty()
        .allSatisfy(row ->
            assertThat(row).containsEntry("actor", "user:" + by.customerId() + "/" + by.id()));
  }

  @Test
  void peopleAreSearchedByNameAddressAndFullName() {
    made("anna", "Zoe Adams", "info@b.example");
    made("annika", "Yves Baker", "sales@a.example");
    made("bob", "Zoe Baker", "bob@a.example");

    assertThat(admin.get(users() + "?q=ANN").body())
        .contains(">anna<", ">annika<")
        .doesNotContain(">bob<");
    assertThat(admin.get(users() + "?q=info@b.example&by=email").body())
        .contains(">anna<")
        .doesNotContain(">annika<", ">bob<");
    assertThat(admin.get(users() + "?q=zoe&by=full").body())
        .contains(">anna<", ">bob<")
        .doesNotContain(">annika<");
    assertThat(admin.get(users() + "?q=nobody%20at%20all").body())
        .contains("Nothing matches this filter.");
  }

  @Test
  void peopleAreFilteredAndTheFilterStaysInTheAddressOfTheNextPage() {
    for (int i = 0; i < 53; i++) {
      made("user%02d".formatted(i), "", "");
    }
    User bad = made("zed", "", "");
    server.core().users.blacklist(acme.id(), bad.id(), Origin.CLI);

    Answer first = admin.get(users() + "?state=no-password&sort=-name");
    Matcher next = NEXT.matcher(first.body());
    assertThat(next.find()).isTrue();
    String link = next.group(1).replace("&amp;", "&");
    Answer second = admin.get(link);

    assertThat(first.body()).contains(">zed<", ">user52<", ">user04<").doesNotContain(">user03<");
    assertThat(link).contains("state=no-password", "sort=-name", "after=user04");
    assertThat(second.body()).contains(">user03<", ">user00<").doesNotContain(">user04<", of(root));
    assertThat(second.body()).doesNotContain("rel=\"next\"").contains("rel=\"first\"");
    assertThat(admin.get(users() + "?state=blacklisted").body())
        .contains(">zed<")
        .doesNotContain(">user00<");
    assertThat(admin.get(users() + "?face=success").body())
        .contains("Nothing matches this filter.");
    assertThat(admin.get(users() + "?sort=-since").body()).contains(">zed<");
    assertThat(admin.get(users() + "?sort=since&after=x").status()).isEqualTo(200);
  }

  @Test
  void peopleAreFilteredByGroupAndRoleAndAWrongOneIsTold() {
    User ann = made("ann", "", "");
    made("bob", "", "");
    var group = server.core().lifecycle.groups.create(acme.id(), "Staff", "", Origin.CLI);
    server.core().lifecycle.groups.addMember(acme.id(), group.id(), ann.id(), Origin.CLI);
    server.core().lifecycle.groups.create(other.id(), "Elsewhere", "", Origin.CLI);

    assertThat(admin.get(users() + "?group=staff").body())
        .contains(">ann<")
        .doesNotContain(">bob<");
    assertThat(admin.get(users() + "?role=administrator").body())
        .contains(users() + "/" + root.id())
        .doesNotContain(">ann<", ">bob<");
    Answer wrong = admin.get(users() + "?group=elsewhere");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("There is no group of that name");
  }

  @Test
  void aUserIsMadeWithoutAPasswordWithOneAndByInvitation() {
    admin.get(users() + "/new");

    Answer plain = admin.post(users() + "/new", Map.of("user-name", "ann", "how", "created"));
    admin.get(users() + "/new");
    Answer with =
        admin.post(
            users() + "/new",
            Map.of("user-name", "bob", "how", "password", "password", TestServer.PASSWORD));
    admin.get(users() + "/new");
    Answer invited =
        admin.post(
            users() + "/new",
            Map.of("user-name", "cid", "how", "invited", "email", "cid@example.org"));

    User ann = server.core().users.find(acme.id(), "ann").orElseThrow();
    User bob = server.core().users.find(acme.id(), "bob").orElseThrow();
    User cid = server.core().users.find(acme.id(), "cid").orElseThrow();
    assertThat(plain.header("Location")).isEqualTo(of(ann) + "?done=user-created");
    assertThat(with.header("Location")).isEqualTo(of(bob) + "?done=user-password");
    assertThat(ann.password()).isEmpty();
    assertThat(bob.password()).isPresent();
    assertThat(cid.password()).isEmpty();
    actedBy(ann, "user_created", root);
    actedBy(cid, "user_invited", root);
    assertThat(invited.header("Location")).isEqualTo(of(cid) + "?done=user-invited.waiting");
    assertThat(admin.get(invited.header("Location")).body())
        .contains("The invitation waits: the server has no mail server")
        .contains("The server has no mail server: mails wait", ">invited</span>")
        .doesNotContain("is on its way");
    assertThat(admin.get(users()).body())
        .containsOnlyOnce("<span class=\"tag plain\">invited</span>");
    assertThat(admin.get(users() + "?q=nobody").body())
        .contains("Nothing matches this filter.")
        .doesNotContain("There is nobody yet");
    PageClient browser = new PageClient(server);
    assertThat(browser.signIn("bob").status()).isEqualTo(303);
  }

  @Test
  void whatCannotBeMadeIsSaidAtTheFieldAndNothingIsMade() {
    made("ann", "", "");
    admin.get(users() + "/new");

    Answer none = admin.post(users() + "/new", Map.of("user-name", " ", "how", "created"));
    Answer taken = admin.post(users() + "/new", Map.of("user-name", "ANN", "how", "created"));
    Answer colon = admin.post(users() + "/new", Map.of("user-name", "a:b", "how", "created"));
    Answer homeless = admin.post(users() + "/new", Map.of("user-name", "cid", "how", "invited"));
    Answer weak =
        admin.post(
            users() + "/new",
            Map.of("user-name", "cid", "how", "password", "password", "password"));

    Answer all =
        admin.post(
            users() + "/new",
            Map.of(
                "user-name",
                "a:b",
                "how",
                "password",
                "password",
                "short",
                "email",
                "nowhere",
                "phone",
                "call me",
                "country-code",
                "x",
                "full-name",
                "x".repeat(256)));

    assertThat(all.status()).isEqualTo(422);
    for (String field :
        List.of("user-name", "password", "email", "phone", "country-code", "full-name")) {
      assertThat(all.body()).contains("id=\"" + field + "-problem\"");
    }
    assertThat(all.body())
        .contains("Name to sign in with must not contain a colon", "value=\"nowhere\"")
        .contains("Full name must have at most 255 characters")
        .doesNotContain("userName", "fullName must");
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.body()).contains("Enter the name to sign in with");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.body()).contains("There is a user of that name already", "value=\"ANN\"");
    assertThat(colon.status()).isEqualTo(422);
    assertThat(colon.body()).contains("must not contain a colon");
    assertThat(homeless.status()).isEqualTo(422);
    assertThat(homeless.body()).contains("An invitation needs an e-mail address");
    assertThat(weak.status()).isEqualTo(422);
    assertThat(server.count("SELECT count(*) FROM user_account")).isEqualTo(2);
  }

  @Test
  void namesThatBeginSoAreSuggested() {
    made("anna", "", "");
    made("bob", "", "");

    assertThat(admin.get(users() + "/names?q=an").body()).isEqualTo("{\"names\":[\"anna\"]}");
    assertThat(admin.get(users() + "/names").body()).isEqualTo("{\"names\":[]}");
  }

  @Test
  void anAccountIsSwitchedOffAndOnAndPutOnTheBlackListAndTakenOff() {
    User ann = server.user(acme, "ann");
    PageClient hers = new PageClient(server);
    hers.signIn("ann");
    admin.get(of(ann));

    assertThat(admin.post(of(ann) + "/disable", Map.of()).header("Location"))
        .isEqualTo(of(ann) + "?done=disable");
    assertThat(hers.get("/account").status()).isEqualTo(303);
    assertThat(admin.get(of(ann)).body()).contains(">disabled<", "/enable\"");
    admin.post(of(ann) + "/enable", Map.of());
    admin.post(of(ann) + "/blacklist", Map.of());
    assertThat(admin.get(of(ann)).body()).contains(">blacklisted<", "/whitelist\"");
    admin.post(of(ann) + "/whitelist", Map.of());
    assertThat(admin.get(of(ann)).body()).contains(">active<");

    for (String kind :
        List.of("user_disabled", "user_enabled", "user_blacklisted", "user_whitelisted")) {
      actedBy(ann, kind, root);
    }
  }

  @Test
  void mailIsSentToWhoForgotOrWasInvitedOrHasToConfirm() {
    User ann = server.user(acme, "ann");
    User bob = made("bob", "", "bob@example.org");
    admin.get(of(ann));

    assertThat(admin.get(of(ann)).body()).contains("/reset-password\"", "/mail-verification\"");
    assertThat(admin.get(of(bob)).body()).contains("/invite\"").doesNotContain("/reset-password\"");
    assertThat(admin.post(of(ann) + "/reset-password", Map.of()).status()).isEqualTo(303);
    assertThat(admin.post(of(ann) + "/mail-verification", Map.of()).status()).isEqualTo(303);
    assertThat(admin.post(of(bob) + "/invite", Map.of()).status()).isEqualTo(303);
    assertThat(admin.post(of(ann) + "/invite", Map.of()).status()).isEqualTo(422);
    long mails = server.count("SELECT count(*) FROM outbox WHERE kind = 'MAIL'");
    for (String again :
        List.of(of(ann) + "/reset-password", of(ann) + "/mail-verification", of(bob) + "/invite")) {
      admin.get(of(ann));
      Answer tooSoon = admin.post(again, Map.of());
      assertThat(tooSoon.status()).isEqualTo(422);
      assertThat(tooSoon.body()).contains("The user was sent such a mail less than a minute ago");
    }
    assertThat(server.count("SELECT count(*) FROM outbox WHERE kind = 'MAIL'")).isEqualTo(mails);
    admin.get(of(ann));
    assertThat(admin.post(of(ann) + "/verify-address", Map.of()).status()).isEqualTo(303);

    actedBy(ann, "password_forgotten", root);
    actedBy(ann, "verification_mailed", root);
    actedBy(bob, "user_invited", root);
    actedBy(ann, "address_verified", root);
    assertThat(admin.get(of(ann)).body()).contains(">verified<");
  }

  @Test
  void aProfileIsEditedAndTheAddressChangedByItsOwnRules() {
    User ann = server.user(acme, "ann");
    server.user(acme, "bob");
    admin.get(of(ann) + "/profile");

    Answer saved =
        admin.post(
            of(ann) + "/profile",
            Map.of("user-name", "anna", "full-name", "Anna A", "phone", "+1 2"));
    admin.get(of(ann) + "/profile");
    Answer taken =
        admin.post(of(ann) + "/profile", Map.of("user-name", "bob", "full-name", "", "phone", ""));
    Answer asked =
        admin.post(
            of(ann) + "/profile/address", Map.of("email", "new@example.org", "how", "asked"));
    User before = server.core().users.find(acme.id(), ann.id()).orElseThrow();
    admin.get(of(ann) + "/profile");
    Answer wrong =
        admin.post(of(ann) + "/profile/address", Map.of("email", "new", "how", "at-once"));
    Answer atOnce =
        admin.post(
            of(ann) + "/profile/address", Map.of("email", "new@example.org", "how", "at-once"));

    assertThat(saved.header("Location")).isEqualTo(of(ann) + "?done=profile");
    assertThat(before.userName()).isEqualTo("anna");
    assertThat(before.profile())
        .isEqualTo(
            new Profile(
                "Anna A", "ann@example.org", before.profile().emailVerified(), "+1 2", "+44"));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.body()).contains("There is a user of that name already");
    assertThat(asked.header("Location")).isEqualTo(of(ann) + "?done=address-asked");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("must look like name@example.org");
    assertThat(atOnce.header("Location")).isEqualTo(of(ann) + "?done=address");
    assertThat(server.core().users.find(acme.id(), ann.id()).orElseThrow().profile().email())
        .isEqualTo("new@example.org");
    actedBy(ann, "user_updated", root);
    actedBy(ann, "address_change_asked", root);
  }

  @Test
  void aPasswordIsSetAndItsPersonSignedOut() {
    User ann = server.user(acme, "ann");
    PageClient hers = new PageClient(server);
    hers.signIn("ann");
    admin.get(of(ann) + "/password");

    Answer weak = admin.post(of(ann) + "/password", Map.of("password", "password"));
    Answer none = admin.post(of(ann) + "/password", Map.of("password", ""));
    Answer set = admin.post(of(ann) + "/password", Map.of("password", "four other quiet words"));

    assertThat(weak.status()).isEqualTo(422);
    assertThat(none.status()).isEqualTo(422);
    assertThat(set.header("Location")).isEqualTo(of(ann) + "?done=password");
    assertThat(hers.get("/account").status()).isEqualTo(303);
    assertThat(hers.signIn("ann", "four other quiet words").header("Location"))
        .isEqualTo("/account");
    actedBy(ann, "password_changed", root);
  }

  @Test
  void anAccountIsDeletedAfterDaysOfGraceAndRestoredBefore() {
    User ann = server.user(acme, "ann");
    admin.get(of(ann) + "/delete");

    Answer wrong = admin.post(of(ann) + "/delete", Map.of("confirm", "Ann"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("That is not the name");
    assertThat(server.count("SELECT count(*) FROM account_deletion")).isZero();
    Answer planned = admin.post(of(ann) + "/delete", Map.of("confirm", "ann"));
    assertThat(planned.header("Location")).isEqualTo(of(ann) + "?done=deletion-planned");
    assertThat(admin.get(of(ann)).body()).contains(">leaving<", "Will be deleted", "/restore\"");
    assertThat(admin.get(users() + "?state=leaving").body()).contains(">ann<");
    admin.post(of(ann) + "/restore", Map.of());

    assertThat(server.count("SELECT count(*) FROM account_deletion")).isZero();
    assertThat(admin.post(of(ann) + "/restore", Map.of()).status()).isEqualTo(404);
    actedBy(ann, "user_leaving", root);
    actedBy(ann, "user_restored", root);
  }

  @Test
  void anAccountIsErasedAtOnceAndTheReceiptIsShown() {
    User ann = server.user(acme, "ann");
    admin.get(of(ann) + "/erase");

    assertThat(admin.post(of(ann) + "/erase", Map.of("confirm", "")).status()).isEqualTo(422);
    assertThat(server.core().users.find(acme.id(), ann.id())).isPresent();
    Answer erased = admin.post(of(ann) + "/erase", Map.of("confirm", "ann"));

    assertThat(erased.status()).isEqualTo(200);
    Object receipt = server.rows("SELECT id FROM erasure_receipt").getFirst().get("id");
    assertThat(erased.body()).contains("<code>" + receipt + "</code>", ann.id().toString());
    assertThat(server.core().users.find(acme.id(), ann.id())).isEmpty();
    assertThat(admin.get(of(ann)).status()).isEqualTo(404);
    actedBy(ann, "user_deleted", root);
    assertThat(admin.get("/console/customers/" + acme.id() + "/erasure-receipts").body())
        .contains("<code>" + receipt + "</code>");
  }

  @Test
  void nobodyShutsThemselvesOut() {
    admin.get(of(root));

    for (String act : List.of("disable", "blacklist", "delete", "erase", "password")) {
      Answer refused = admin.post(of(root) + "/" + act, Map.of("confirm", "root"));
      assertThat(refused.status()).as(act).isEqualTo(409);
      assertThat(refused.body()).contains("That is your own account");
    }
    assertThat(admin.get(of(root) + "/erase").status()).isEqualTo(409);
    assertThat(admin.get(of(root)).body())
        .contains("What would shut you out")
        .doesNotContain("/disable\"", "/blacklist\"", "/erase\"");
    assertThat(admin.get(users()).status()).isEqualTo(200);
  }

  @Test
  void onAnOperatorsAccountOperatorsAloneActWhateverTheRoute() {
    User olga = server.user(acme, "olga");
    server.core().lifecycle.operators.add(acme.id(), olga.id(), Origin.CLI);
    admin.get(users());
    List<Map<String, Object>> account = account(olga);

    assertThat(admin.get(of(olga)).body())
        .contains("Only operators of the server act on their account")
        .doesNotContain("/disable\"", "/profile\"");
    List<Route> acts =
        server.routes().stream()
            .filter(route -> route.method() == Method.POST)
            .filter(route -> route.path().startsWith("/console/customers/{customer}/users/{user}"))
            .toList();
    assertThat(acts).hasSizeGreaterThan(10);
    for (Route act : acts) {
      String path =
          act.path()
              .replace("{customer}", acme.id().toString())
              .replace("{user}", olga.id().toString())
              .replaceAll("\\{[a-z]+\\}", "1");
      Answer refused =
          admin.post(
              path,
              Map.of("confirm", "olga", "password", "four other quiet words", "user-name", "x"));
      assertThat(refused.status()).as(path).isEqualTo(403);
    }
    assertThat(account(olga)).isEqualTo(account);
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE dialect = 'console'")).isZero();

    PageClient operator = stage.operator(other, "oskar");
    operator.get(of(olga));
    assertThat(operator.post(of(olga) + "/disable", Map.of()).status()).isEqualTo(303);
    actedBy(olga, "user_disabled", server.core().users.find(other.id(), "oskar").orElseThrow());
  }

  private List<Map<String, Object>> account(User user) {
    return server.rows("SELECT * FROM user_account WHERE id = ?", user.id().value());
  }

  @Test
  void whoIsOfAnotherCustomerIsNotThereWhateverTheRoute() {
    User eve = server.user(other, "eve");
    admin.get(users());
    List<Map<String, Object>> account = account(eve);

    for (Route route : server.routes()) {
      if (!route.path().startsWith("/console/customers/{customer}/users/{user}")) {
        continue;
      }
      for (Customer customer : List.of(acme, other)) {
        String path =
            route
                .path()
                .replace("{customer}", customer.id().toString())
                .replace("{user}", eve.id().toString())
                .replaceAll("\\{[a-z]+\\}", "1");
        Answer answer;
        if (route.method() == Method.GET) {
          answer = admin.get(path);
        } else {
          answer = admin.post(path, Map.of("confirm", "eve", "user-name", "x", "how", "at-once"));
        }
        assertThat(answer.status()).as(route.method() + " " + path).isEqualTo(404);
      }
    }
    assertThat(account(eve)).isEqualTo(account);
  }
}
