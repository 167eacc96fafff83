package dev.countersign.cli;

import dev.countersign.config.FaceSettings;
import dev.countersign.evaluation.PictureSource;
import dev.countersign.evaluation.Progress;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.Picture;
import dev.countersign.face.onnx.ModelFiles;
import dev.countersign.face.onnx.OnnxFaceEngine;
import dev.countersign.face.picture.Detail;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The engine, as the configuration sets it, with a reader of picture files beside it; no store.
 *
 * @param threads how many pictures are looked at at the same time
 */
record Measuring(FaceEngine engine, PictureReader reader, int threads, ProgressBar bar)
    implements AutoCloseable {
  static Measuring begin(Shell shell) {
    FaceSettings settings = shell.configuration().face();
    FaceEngine engine =
        new OnnxFaceEngine(
            new ModelFiles(settings.models()), settings.threads(), settings.threads());
    ProgressBar bar = new ProgressBar(shell.surroundings().err(), shell.surroundings().terminal());
    return new Measuring(engine, new PictureReader(), settings.threads(), bar);
  }

  PictureSource source() {
    return this::read;
  }

  Progress progress() {
    return bar;
  }

  private Picture read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return reader.read(bytes, Detail.FULL).picture();
    } catch (PictureRefused e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** An option the command line cannot be without. */
  static Path given(@Nullable Path option) {
    if (option == null) {
      throw new IllegalStateException("A required option was not given");
    }
    return option;
  }

  /** Looks before the work, which may take long, whether its picture can be written there. */
  static void requireWritable(@Nullable Path file) {
    if (file != null && !isWritable(file)) {
      throw new CommandFailed(
          "The picture cannot be written to " + file + ": give another file with --svg.");
    }
  }

  static boolean isWritable(Path file) {
    if (Files.exists(file)) {
      return !Files.isDirectory(file) && Files.isWritable(file);
    }
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
  }

  /** Writes a picture where one was asked for. */
  static void write(@Nullable Path file, String svg) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, svg);
    } catch (IOException e) {
      throw new UncheckedIOException("The picture cannot be written to " + file, e);
    }
  }

  @Override
  public void close() {
    bar.close();
    engine.close();
    reader.close();
  }
}
