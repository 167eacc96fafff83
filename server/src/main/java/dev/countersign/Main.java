package dev.countersign;

import dev.countersign.cli.CallbackWords;
import dev.countersign.cli.CommandTree;
import dev.countersign.cli.Hosting;
import dev.countersign.cli.RunningServer;
import dev.countersign.cli.Surroundings;
import dev.countersign.config.Configuration;
import dev.countersign.http.dialect.face.FaceCallbacks;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Where the process begins: the command line, with the real world around it. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // A library must not write numbers in other digits because the machine speaks another language.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Surroundings surroundings =
        new Surroundings(
            System.getenv(),
            System.in,
            writer(System.out),
            writer(System.err),
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
            InstantSource.system(),
            new SecureRandom(),
            isTerminal(System.console()));
    System.exit(
        CommandTree.of(surroundings, new ThisProcess(), callbackWords())
            .execute(CommandTree.words(arguments)));
  }

  private static CallbackWords callbackWords() {
    return new CallbackWords(FaceCallbacks::enrolment, FaceCallbacks.authentication());
  }

  private static boolean isTerminal(@Nullable Console console) {
    return console != null && console.isTerminal();
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Hosts a server in this process until it is told to stop. */
  private static final class ThisProcess implements Hosting {
    @Override
    public RunningServer start(Configuration configuration) {
      return Server.start(configuration);
    }

    @Override
    public Duration sinceProcessStart() {
      return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    @Override
    public void whenToldToStop(Runnable stop) {
      // The JVM runs hooks when it is sent SIGTERM or SIGINT, and ends once they returned.
      Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    }

    @Override
    public void untilToldToStop() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
