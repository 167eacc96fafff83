package dev.countersign.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.client.ClientAdministration;
import dev.countersign.crypto.Secret;
import dev.countersign.customer.Authority;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer;
import dev.countersign.transfer.Import.Format;
import dev.countersign.transfer.Tally.Fate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit calls exported() first
class ImportTest extends TransferContract {
  private TestServer from;
  private TestServer to;
  private User alice;
  private Path file;

  @BeforeEach
  void exported() {
    from = sqlite();
    Customer acme = from.customer("acme");
    alice = from.user(acme, "alice");
    from.user(acme, "bob");
    file = exported(from, "export.jsonl");
    to = sqlite();
  }

  private String text() {
    return String.join("\n", lines(file)) + "\n";
  }

  private Import.Outcome importedText(String name, String text) {
    return imported(to, request(written(name, text)));
  }

  private void assertNothingThere() {
    assertThat(to.count("SELECT count(*) FROM customer")).isZero();
    assertThat(to.count("SELECT count(*) FROM user_account")).isZero();
  }

  @Test
  void theFirstLineSaysWhatItIsAndTheLastCountsIt() {
    List<String> lines = lines(file);
    assertThat(lines).hasSize(6);
    assertThat(lines.getFirst())
        .startsWith(
            "{\"type\":\"manifest\",\"format\":1,\"product\":\"1.0\","
                + "\"createdAt\":\"2026-11-22T03:04:05.678Z\",\"contents\":[\"customer\",\"api-key\",")
        .contains("\"encryption\":{\"algorithm\":\"argon2id+aes-256-gcm\",\"memoryKib\":65536,");
    assertThat(lines.get(3))
        .contains("\"type\":\"user\",\"version\":1,\"customer\":\"", "\"userName\":\"alice\"")
        .doesNotContain("argon2id", alice.enrolment().reference());
    assertThat(lines.getLast())
        .startsWith(
            "{\"type\":\"end\",\"records\":4,\"counts\":{\"customer\":1,\"api-key\":1,\"user\":2},"
                + "\"sha256\":\"");
  }

  @Test
  void nobodyButTheOwnerMayReadAnExport() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("export.jsonl.part")).doesNotExist();
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> exported(from, "export.jsonl"))
        .withMessageContaining("exists already");
  }

  @Test
  void aChangedByteIsToldWithItsLineAndNothingIsImported() {
    Import.Outcome outcome =
        importedText(
            "changed.jsonl", text().replace("\"userName\":\"bob\"", "\"userName\":\"bop\""));

    assertThat(outcome.damaged()).isEqualTo(1);
    assertThat(found).singleElement().asString().startsWith("5  is damaged: it was changed");
    assertNothingThere();
  }

  @Test
  void everyChangedLineIsTold() {
    importedText(
        "changed.jsonl",
        text().replace("\"userName\":\"alice\"", "\"userName\":\"alise\"").replace("bob@", "bop@"));

    assertThat(found).extracting(line -> line.substring(0, 1)).containsExactly("4", "5");
  }

  @Test
  void aFileThatWasCutOffIsTold() {
    String text = text();
    importedText("half.jsonl", text.substring(0, text.length() / 2));
    assertThat(found).hasSize(2);
    assertThat(found.getFirst()).contains("does not end with its check: it was cut off");
    assertThat(found.getLast()).contains("the file was cut off, for its end is missing");

    List<String> lines = lines(file);
    importedText("lines.jsonl", String.join("\n", lines.subList(0, 4)) + "\n");
    assertThat(found)
        .containsExactly("4  is the last one: the file was cut off, for its end is missing");
    assertNothingThere();
  }

  @Test
  void aLineThatIsMissingOrMovedOrAddedIsTold() {
    List<String> missing = new ArrayList<>(lines(file));
    missing.remove(3);
    importedText("missing.jsonl", String.join("\n", missing) + "\n");
    assertThat(found).singleElement().asString().startsWith("4  is damaged");

    importedText("added.jsonl", text() + lines(file).get(3) + "\n");
    assertThat(found).singleElement().asString().startsWith("7  comes after the end");
    assertNothingThere();
  }

  /** The file with its lines changed, and everything right again that needs no passphrase. */
  private String forged(UnaryOperator<String> change) {
    List<String> lines = lines(file);
    LineChain chain = new LineChain();
    StringBuilder forged = new StringBuilder();
    java.security.MessageDigest digest = LineChain.sha256();
    for (String line : lines) {
      String changed = line.replaceFirst(",\"check\":\"[0-9a-f]{16}\"}$", "}");
      changed = change.apply(changed);
      if (changed.startsWith("{\"type\":\"end\"")) {
        String sum = java.util.HexFormat.of().formatHex(digest.digest());
        changed = changed.replaceFirst("\"sha256\":\"[0-9a-f]{64}\"", "\"sha256\":\"" + sum + "\"");
      }
      byte[] whole = chain.line(changed.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      forged.append(new String(whole, java.nio.charset.StandardCharsets.UTF_8)).append('\n');
      digest.update(whole);
      digest.update((byte) '\n');
    }
    return forged.toString();
  }

  @Test
  void whoDoesNotKnowThePassphraseCannotMakeAnotherFileOfIt() {
    importedText(
        "forged.jsonl",
        forged(line -> line.replace("\"userName\":\"bob\"", "\"userName\":\"eve\"")));

    assertThat(found)
        .containsExactly(
            "6  is not sealed under the passphrase: somebody without it changed the file");
    assertNothingThere();
  }

  @Test
  void aFileWhoseEncryptionWasTakenAwayIsRefusedWhereAPassphraseIsGiven() {
    String stripped =
        forged(line ->
            line.replaceFirst(",\"encryption\":\\{[^}]*}", "")
                .replaceFirst(",\"secret\":\"[^\"]*\"", "")
                .replace("\"userName\":\"bob\"", "\"userName\":\"eve\""));
    assertThat(stripped).doesNotContain("\"encryption\":", "\"secret\":");

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> importedText("stripped.jsonl", stripped))
        .withMessageStartingWith("The file has no encryption although a passphrase was given.");
    assertNothingThere();
  }

  private ClientAdministration.Issued program(String... scopes) {
    return from.client(
        from.core().customers.find("acme").orElseThrow(),
        settings ->
            settings
                .redirectUris(List.of())
                .responseTypes(List.of())
                .grantTypes(Set.of(GrantType.CLIENT_CREDENTIALS))
                .scopes(Set.of(scopes)));
  }

  @Test
  void aFileMakesAnOperatorsClientOnlyWhereThatIsSaid() {
    var client = program("server:admin").client();
    Import.Request request = request(exported(from, "operator.jsonl"));

    Import.Outcome refused = imported(to, request);

    assertThat(refused.complete()).isFalse();
    assertThat(refused.tally().of("client", Fate.REFUSED)).isEqualTo(1);
    assertThat(found)
        .containsExactly(
            "4 client "
                + client.id()
                + " cannot be stored: \"App\" has the scope server:admin, which reaches every"
                + " customer; --allow-operator lets it have it");
    assertThat(to.count("SELECT count(*) FROM client")).isZero();
    assertThat(imported(to, withOperators(request)).complete()).isTrue();
    assertThat(to.count("SELECT count(*) FROM client")).isEqualTo(1);
  }

  @Test
  void aFileOpensTheNetworkOnlyWhereThatIsSaid() {
    from.core()
        .customerSettings
        .changeByName(
            alice.customerId(),
            Map.of("outgoing.hosts", "inside.example"),
            Authority.OPERATOR,
            Origin.CLI);
    Import.Request request = request(exported(from, "hosts.jsonl"));

    assertThat(imported(to, request).complete()).isFalse();

    assertThat(found.getFirst())
        .endsWith(
            "cannot be stored: it sets outgoing.hosts, hosts that this server may then call;"
                + " --allow-operator lets it");
    assertThat(to.count("SELECT count(*) FROM customer_setting")).isZero();
    assertThat(imported(to, withOperators(request)).complete()).isTrue();
    assertThat(to.core().customerSettings.of(alice.customerId()).outgoing().hosts())
        .containsExactly("inside.example");
    assertThat(imported(to, request).complete()).isTrue();
  }

  @Test
  void aClientThatGetsOtherScopesIsNamed() {
    var client = program("users:read").client();
    imported(to, request(exported(from, "before.jsonl")));
    var wider = client.settings().toBuilder().scopes(Set.of("users:write")).build();
    from.core().clients.administration.update(client, "App", wider, Origin.CLI);

    Import.Outcome outcome = imported(to, replacing(request(exported(from, "after.jsonl"))));

    assertThat(outcome.tally().of("client", Fate.REPLACED)).isEqualTo(1);
    assertThat(found)
        .containsExactly(
            "4 client "
                + client.id()
                + " (\"App\") gets other scopes: users:write in place of users:read");
  }

  @Test
  void aWrongPassphraseIsToldAtOnce() {
    Import.Request wrong =
        new Import.Request(
            file,
            Format.COUNTERSIGN,
            Optional.of(Secret.of("some other words")),
            false,
            Optional.empty(),
            false,
            false,
            false,
            "");
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> imported(to, wrong))
        .withMessage("The passphrase is not the one the file was written with");
    assertNothingThere();
  }

  @Test
  void aDryRunWritesNothingAndSaysWhatWouldBe() {
    Import.Outcome outcome = imported(to, dry(request(file)));

    assertThat(outcome.complete()).isTrue();
    assertThat(outcome.tally().of("user", Fate.ADDED)).isEqualTo(2);
    assertThat(found).isEmpty();
    assertNothingThere();
    assertThat(folder.resolve("export.jsonl.progress")).doesNotExist();
    assertThat(to.count("SELECT count(*) FROM audit_event WHERE kind = 'imported'")).isZero();
  }

  @Test
  void whatIsHereInAnotherFormIsReportedAndKeptUnlessItIsToBeReplaced() {
    imported(to, request(file));
    to.core()
        .users
        .setPassword(
            alice.customerId(),
            alice.id(),
            Secret.of("another horse, correct battery"),
            Origin.CLI);

    Import.Outcome kept = imported(to, request(file));

    assertThat(kept.complete()).isFalse();
    assertThat(kept.tally().of(Fate.CONFLICT)).isEqualTo(1);
    assertThat(kept.tally().of(Fate.PRESENT)).isEqualTo(3);
    assertThat(found)
        .containsExactly(
            "4 user "
                + alice.id()
                + " is here in another form, which is kept; they differ in: credentialVersion,"
                + " updatedAt, passwordHash");
    Import.Outcome replaced = imported(to, replacing(request(file)));
    assertThat(replaced.complete()).isTrue();
    assertThat(replaced.tally().of(Fate.REPLACED)).isEqualTo(1);
    assertThat(imported(to, request(file)).tally().of(Fate.PRESENT)).isEqualTo(4);
  }

  @Test
  void aNameThatSomebodyElseHasIsReported() {
    imported(to, request(file));
    from.core().users.delete(alice.customerId(), alice.id(), Origin.CLI);
    User second = from.user(from.core().customers.find("acme").orElseThrow(), "Alice");
    Path later = exported(from, "later.jsonl");

    Import.Outcome outcome = imported(to, request(later));

    assertThat(outcome.tally().of("user", Fate.REFUSED)).isEqualTo(1);
    assertThat(found)
        .containsExactly(
            "5 user "
                + second.id()
                + " cannot be stored: another user here has the name (id "
                + alice.id()
                + ")");
  }

  private Path many() {
    for (int i = 0; i < 450; i++) {
      User template = alice.withName("user" + i, "user" + i);
      from.core()
          .store
          .write(tx -> {
            tx.users().add(copy(template, from.core().ids.next()));
            return true;
          });
    }
    return exported(from, "many.jsonl");
  }

  private void interrupted(Path many) {
    List<String> batches = new ArrayList<>();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            to.core()
                .transfer
                .imports
                .run(
                    request(many),
                    (done, total) -> {
                      batches.add(done + "/" + total);
                      if (batches.size() == 2) {
                        throw new IllegalStateException("the power is gone");
                      }
                    },
                    (line, record, message) -> {}));
  }

  @Test
  void anImportIntoADatabaseThatWasRestoredSinceItBrokeOffPassesNothingOver() {
    Path many = many();
    interrupted(many);
    // The backup it was restored from is from before the import: nothing of it is there.
    to = sqlite();

    Import.Outcome outcome = imported(to, request(many));

    assertThat(outcome.resumedAfter()).isZero();
    assertThat(outcome.tally().of("user", Fate.ADDED)).isEqualTo(452);
    assertThat(to.count("SELECT count(*) FROM user_account")).isEqualTo(452);
  }

  @Test
  void anImportThatWasInterruptedGoesOnWhereItWas() {
    Customer acme = from.core().customers.find("acme").orElseThrow();
    Path many = many();

    interrupted(many);

    assertThat(to.count("SELECT count(*) FROM user_account")).isEqualTo(398);
    assertThat(folder.resolve("many.jsonl.progress")).exists();

    Import.Outcome outcome = imported(to, request(many));

    assertThat(outcome.resumedAfter()).isEqualTo(401);
    assertThat(outcome.complete()).isTrue();
    assertThat(outcome.tally().of("user", Fate.ADDED)).isEqualTo(452);
    assertThat(outcome.tally().of(Fate.PRESENT)).isZero();
    assertThat(to.count("SELECT count(*) FROM user_account")).isEqualTo(452);
    assertThat(folder.resolve("many.jsonl.progress")).doesNotExist();
    assertThat(acme.id()).isEqualTo(alice.customerId());
  }

  private static User copy(User template, long id) {
    return new User(
        template.customerId(),
        new dev.countersign.domain.UserId(id),
        template.userName(),
        template.userNameKey(),
        template.profile(),
        template.passwordHash(),
        1,
        template.state(),
        null,
        new dev.countersign.domain.Enrolment(
            "%032x/%032x".formatted(id, id),
            template.enrolment().state(),
            template.enrolment().changedAt(),
            template.enrolment().openUntil()),
        template.createdAt(),
        template.updatedAt());
  }

  @Test
  void aFileOfSomethingElseIsNotTakenForAnExport() {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> importedText("other.json", "{\"realm\":\"demo\"}\n"))
        .withMessageContaining("is no export of this server");
  }

  @Test
  void bothAreInTheTrail() {
    imported(to, request(file));
    assertThat(from.rows("SELECT detail FROM audit_event WHERE kind = 'exported'"))
        .extracting(row -> row.get("detail"))
        .containsExactly("{\"records\":4}");
    assertThat(to.rows("SELECT detail FROM audit_event WHERE kind = 'imported'"))
        .extracting(row -> row.get("detail"))
        .containsExactly("{\"added\":4,\"replaced\":0}");
  }
}
