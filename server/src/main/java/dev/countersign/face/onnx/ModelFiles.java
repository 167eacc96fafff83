package dev.countersign.face.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The models' files: those packed with the server, or those of a folder. */
public final class ModelFiles {
  private final Optional<Path> folder;

  /**
   * Reads nothing yet.
   *
   * @param folder where the files lie; empty for those packed with the server
   */
  public ModelFiles(Optional<Path> folder) {
    this.folder = folder;
  }

  /** A model the engine runs. */
  enum Role {
    DETECT("fr_detect.onnx"),
    LANDMARK("fr_landmark.onnx"),
    FEATURE("fr_feature.onnx"),
    LIVENESS("fr_liveness.onnx");

    private final String file;

    Role(String file) {
      this.file = file;
    }

    String file() {
      return file;
    }
  }

  /**
   * A file and what is in it.
   *
   * @param name of the file
   * @param sha256 its digest, in hexadecimal
   * @param packed whether it is the one packed with the server
   */
  public record ModelFile(String name, String sha256, boolean packed) {
    /** Under which licence it may be used, as far as this release knows. */
    public String licence() {
      if (packed) {
        return "MIT";
      }
      return "not packed with this release: its licence is for you to know";
    }
  }

  /**
   * All of them, read anew.
   *
   * @throws UncheckedIOException when one is missing; the message names it
   */
  public List<ModelFile> list() {
    return Stream.of(Role.values())
        .map(role -> new ModelFile(role.file, digest(read(role)), folder.isEmpty()))
        .toList();
  }

  byte[] read(Role role) {
    try {
      return bytes(role.file);
    } catch (IOException e) {
      String advice =
          folder.isPresent() ? "; put it into the folder of the setting face.models" : "";
      throw new UncheckedIOException("The face model " + role.file + " cannot be read" + advice, e);
    }
  }

  private byte[] bytes(String file) throws IOException {
    if (folder.isPresent()) {
      return Files.readAllBytes(folder.get().resolve(file));
    }
    try (InputStream in = ModelFiles.class.getResourceAsStream("/models/" + file)) {
      if (in == null) {
        throw new IOException("This build of the server was packed without it");
      }
      return in.readAllBytes();
    }
  }

  static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
