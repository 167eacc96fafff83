package dev.countersign.face.picture;

import dev.countersign.face.Picture;
import dev.countersign.face.picture.PictureRefused.Reason;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts a process of this same program for one file, and takes the picture from it. The file goes
 * in through a pipe and the samples come out through another; the process knows no configuration
 * and no environment. It is ended when its time is over, whatever it is doing, and ends itself when
 * its memory is: neither touches the server.
 */
final class DecoderProcesses implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final int WAITING = 16;

  // It runs once: quick to start counts for more than quick when warm.
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx384m",
          "-Xss1m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:MaxDirectMemorySize=16m",
          "-XX:ReservedCodeCacheSize=48m",
          "-XX:+ExitOnOutOfMemoryError",
          // Its last words would stand where the picture is expected.
          "-XX:+DisplayVMOutputToStderr",
          "-XX:-UsePerfData",
          "-Xshare:auto",
          "-Xlog:disable",
          "-Xlog:all=off",
          "-Djava.awt.headless=true",
          "-Dfile.encoding=UTF-8");

  private final PictureWorkers workers;

  DecoderProcesses(Duration limit) {
    this.workers = new PictureWorkers(1, WAITING, limit);
  }

  DecodedPicture read(PictureFormat format, Detail detail, byte[] file, PictureRoom room)
      throws PictureRefused {
    return workers.run(1, limit -> inProcess(format, detail, file, room, limit));
  }

  private static DecodedPicture inProcess(
      PictureFormat format, Detail detail, byte[] file, PictureRoom room, TimeLimit limit)
      throws PictureRefused, IOException {
    Process process = start(format, detail, limit);
    Thread.ofVirtual().name("picture-process").start(() -> end(process, limit));
    try {
      return exchange(process, format, file, room, limit);
    } catch (IOException brokenOff) {
      // It was ended, or ended itself for want of memory.
      throw PictureRefused.tooCostly();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(PictureFormat format, Detail detail, TimeLimit limit)
      throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(DecoderProcess.class.getName(), format.name(), detail.name()));
    // Should nobody be left to end it, it ends itself, a moment later.
    command.add(Long.toString(limit.left().plus(GRACE).toMillis()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.environment().clear();
    return builder.start();
  }

  private static void end(Process process, TimeLimit limit) {
    try {
      boolean ended = process.waitFor(limit.left().toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private static DecodedPicture exchange(
      Process process, PictureFormat format, byte[] file, PictureRoom room, TimeLimit limit)
      throws IOException, PictureRefused {
    try (OutputStream in = process.getOutputStream()) {
      in.write(file);
    }
    DataInputStream out = new DataInputStream(process.getInputStream());
    if (out.readInt() != DecoderProcess.ANSWER) {
      throw new IOException("This is no answer");
    }
    if (!out.readBoolean()) {
      throw PictureRefused.because(Reason.valueOf(out.readUTF()), out.readUTF());
    }
    int width = out.readUnsignedShort();
    int height = out.readUnsignedShort();
    if (width > Detail.LONGEST || height > Detail.LONGEST) {
      throw new IOException("No picture is that large");
    }
    // No sooner, so that what takes long to decode keeps nobody's picture out. Where it had to wait
    // until its time was over, that is not the file's fault.
    if (!room.take(PictureReader.bytes((long) width * height)) || limit.left().isZero()) {
      throw PictureRefused.busy();
    }
    byte[] rgb = new byte[3 * width * height];
    out.readFully(rgb);
    return new DecodedPicture(new Picture(width, height, rgb), format, false);
  }

  @Override
  public void close() {
    workers.close();
  }
}
