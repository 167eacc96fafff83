package dev.countersign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real server in a process of its own, started by the launcher people use. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final int port;
  private final Duration startedIn;

  private ServerProcess(Process process, int port, Duration startedIn) {
    this.process = process;
    this.port = port;
    this.startedIn = startedIn;
  }

  /** Starts the server and waits until it answers that it is ready. */
  static ServerProcess start(int port, Map<String, String> settings) {
    List<String> command = new ArrayList<>(List.of(launcher().toString(), "serve"));
    settings.forEach((key, value) -> {
      command.add("--set");
      command.add(key + "=" + value);
    });
    command.add("--port");
    command.add(Integer.toString(port));
    try {
      Path log = Files.createTempFile("countersign-bench", ".log");
      log.toFile().deleteOnExit();
      long started = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      awaitReady(process, port, log);
      return new ServerProcess(process, port, Duration.ofNanos(System.nanoTime() - started));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path launcher() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      Path launcher = folder.resolve("bin/countersign");
      if (Files.isExecutable(launcher)) {
        return launcher;
      }
    }
    throw new IllegalStateException("run this from the checkout, after make build");
  }

  private static void awaitReady(Process process, int port, Path log) throws IOException {
    byte[] request =
        "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    while (process.isAlive()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write(request);
        byte[] start = socket.getInputStream().readNBytes(12);
        if (new String(start, StandardCharsets.US_ASCII).endsWith(" 200")) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
        pause();
      }
    }
    throw new IllegalStateException("the server ended at its start:\n" + Files.readString(log));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return port;
  }

  /** From the launcher's start to the first ready answer. */
  Duration startedIn() {
    return startedIn;
  }

  /** Processor time the server has used, of all its threads. */
  Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory in bytes, where the system tells. */
  long residentBytes() {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Ends it with no chance to tidy up, like {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Stops it the way an operator does. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
