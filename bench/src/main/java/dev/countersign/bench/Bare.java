package dev.countersign.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.countersign.crypto.Argon2Parameters;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
import dev.countersign.face.Picture;
import dev.countersign.face.onnx.BareInferences;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** The primitives by themselves, at the rates they reach with nothing around them. */
final class Bare {
  private Bare() {}

  /** RS256 signatures a second on one processor, by the provider the server signs with. */
  static double signaturesPerSecond(Duration time) {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance("RSA", AmazonCorrettoCryptoProvider.INSTANCE);
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      byte[] data = new byte[400];
      Signature signature =
          Signature.getInstance("SHA256withRSA", AmazonCorrettoCryptoProvider.INSTANCE);
      return perSecond(
          1,
          time,
          () -> {
            signature.initSign(pair.getPrivate());
            signature.update(data);
            signature.sign();
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same by {@code openssl speed}, as far as it is installed; otherwise not a number. */
  static double opensslSignaturesPerSecond() {
    ProcessBuilder openssl = new ProcessBuilder("openssl", "speed", "-seconds", "3", "rsa2048");
    openssl.redirectErrorStream(true);
    try {
      Process process = openssl.start();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        return lines
            .lines()
            .filter(line -> line.startsWith("rsa") && line.contains("2048"))
            .map(line -> line.strip().split("\\s+"))
            .mapToDouble(words -> Double.parseDouble(words[words.length - 2]))
            .findFirst()
            .orElse(Double.NaN);
      }
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** Argon2id hashes a second with the default parameters, on so many processors at once. */
  static double hashesPerSecond(int threads, Duration time) {
    PasswordHasher hasher = PasswordHasher.create(Argon2Parameters.DEFAULT, new SecureRandom());
    Secret password = Secret.of(Stage.PASSWORD);
    String stored = hasher.hash(password);
    return perSecond(threads, time, () -> hasher.verify(password, stored));
  }

  /** The models' runs of one look at a picture, on so many processors at once. */
  static FaceBench.Cost faces(
      BareInferences.Loaded models, Picture picture, int threads, Duration time) {
    List<BareInferences> made = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      made.add(new BareInferences(models, picture));
    }
    ConcurrentLinkedQueue<BareInferences> idle = new ConcurrentLinkedQueue<>(made);
    AtomicLong nanos = new AtomicLong();
    AtomicLong count = new AtomicLong();
    ThreadMXBean own = ManagementFactory.getThreadMXBean();
    double perSecond =
        perSecond(
            threads,
            time,
            () -> {
              BareInferences one = idle.remove();
              long before = own.getCurrentThreadCpuTime();
              one.run();
              nanos.addAndGet(own.getCurrentThreadCpuTime() - before);
              count.incrementAndGet();
              idle.add(one);
            });
    made.forEach(BareInferences::close);
    return new FaceBench.Cost(perSecond, nanos.get() / 1e6 / count.get());
  }

  private interface Work {
    void run() throws GeneralSecurityException;
  }

  private static double perSecond(int threads, Duration time, Work work) {
    loop(threads, time.dividedBy(4), work);
    return loop(threads, time, work);
  }

  private static double loop(int threads, Duration time, Work work) {
    AtomicLong count = new AtomicLong();
    CountDownLatch done = new CountDownLatch(threads);
    long started = System.nanoTime();
    long end = started + time.toNanos();
    for (int i = 0; i < threads; i++) {
      Thread.ofPlatform()
          .start(() -> {
            try {
              while (System.nanoTime() < end) {
                work.run();
                count.incrementAndGet();
              }
            } catch (GeneralSecurityException e) {
              throw new IllegalStateException(e);
            } finally {
              done.countDown();
            }
          });
    }
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return count.get() / ((System.nanoTime() - started) / 1e9);
  }
}
