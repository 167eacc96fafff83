package dev.countersign.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.Secret;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.TestDatabases;
import dev.countersign.testing.TestServer;
import dev.countersign.transfer.Import.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Servers with databases of their own, and files between them. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
abstract class TransferContract {
  static final Secret WORDS = Secret.of("seven words that only the operator knows");

  @TempDir Path folder;
  final MutableClock clock = new MutableClock();
  private final List<TestServer> servers = new ArrayList<>();
  final List<String> found = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(TestServer::close);
  }

  /** A server on the embedded database. */
  TestServer sqlite() {
    return started(TestServer.start(fresh(), Map.of(), clock));
  }

  /** A server on PostgreSQL. */
  TestServer postgres() {
    return started(TestServer.start(fresh(), Map.of(), clock, TestDatabases.postgres()));
  }

  private TestServer started(TestServer server) {
    servers.add(server);
    return server;
  }

  private Path fresh() {
    try {
      return Files.createDirectory(folder.resolve("server" + servers.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything of that server in a new file. */
  Path exported(TestServer server, String name) {
    return exported(server, name, Optional.of(WORDS), false);
  }

  Path exported(TestServer server, String name, Optional<Secret> words, boolean signingKeys) {
    Path file = folder.resolve(name);
    Export.Request request = new Export.Request(file, words, List.of(), signingKeys, "1.0");
    server.core().transfer.exports.run(request, (done, total) -> {}, found::add);
    assertThat(found).isEmpty();
    return file;
  }

  Import.Request request(Path file) {
    return request(file, Optional.of(WORDS));
  }

  static Import.Request request(Path file, Optional<Secret> words) {
    return new Import.Request(
        file,
        Format.COUNTERSIGN,
        words,
        false,
        Optional.empty(),
        false,
        false,
        false,
        "the database");
  }

  static Import.Request dry(Import.Request request) {
    return new Import.Request(
        request.file(),
        request.format(),
        request.passphrase(),
        request.withoutSecrets(),
        request.customer(),
        true,
        request.replace(),
        request.allowOperator(),
        request.database());
  }

  static Import.Request replacing(Import.Request request) {
    return new Import.Request(
        request.file(),
        request.format(),
        request.passphrase(),
        request.withoutSecrets(),
        request.customer(),
        request.dryRun(),
        true,
        request.allowOperator(),
        request.database());
  }

  static Import.Request withOperators(Import.Request request) {
    return new Import.Request(
        request.file(),
        request.format(),
        request.passphrase(),
        request.withoutSecrets(),
        request.customer(),
        request.dryRun(),
        request.replace(),
        true,
        request.database());
  }

  static Import.Request into(Import.Request request, String customer) {
    return new Import.Request(
        request.file(),
        request.format(),
        request.passphrase(),
        request.withoutSecrets(),
        Optional.of(customer),
        request.dryRun(),
        request.replace(),
        request.allowOperator(),
        request.database());
  }

  static Import.Request of(Import.Request request, Format format) {
    return new Import.Request(
        request.file(),
        format,
        Optional.empty(),
        false,
        request.customer(),
        request.dryRun(),
        request.replace(),
        request.allowOperator(),
        request.database());
  }

  /** What is found goes to {@link #found}, as "line record message". */
  Import.Outcome imported(TestServer server, Import.Request request) {
    found.clear();
    return server
        .core()
        .transfer
        .imports
        .run(
            request,
            (done, total) -> {},
            (line, record, message) -> found.add(line + " " + record + " " + message));
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path written(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
