package dev.countersign.health;

import dev.countersign.config.Configuration;
import dev.countersign.crypto.KeyFile;
import dev.countersign.crypto.UnusableKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The files the server keeps, and the disk they are on. */
public final class DataFolder {
  private static final long MIB = 1024 * 1024;
  private static final long LEAST_FREE = 200 * MIB;
  private static final Set<PosixFilePermission> OTHERS_READ =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
  private static final Set<PosixFilePermission> OTHERS_ENTER =
      Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

  private final Configuration configuration;
  private final Path folder;
  private final List<Finding> findings = new ArrayList<>();

  public DataFolder(Configuration configuration) {
    this.configuration = configuration;
    this.folder = configuration.data().folder().toAbsolutePath().normalize();
  }

  /** What is found of them. */
  public List<Finding> findings() {
    if (!Files.isDirectory(folder)) {
      findings.add(
          Finding.note(
              "data folder", folder + " is not there yet; it is made when the server starts"));
      return findings;
    }
    permissions();
    space();
    key();
    return findings;
  }

  private void permissions() {
    if (!Files.isWritable(folder)) {
      findings.add(
          Finding.problem(
              "data folder", folder + " cannot be written to by this user; change its owner"));
      return;
    }
    try {
      Set<PosixFilePermission> granted = Files.getPosixFilePermissions(folder);
      if (granted.contains(PosixFilePermission.OTHERS_WRITE)) {
        findings.add(
            Finding.problem(
                "data folder",
                folder + " can be written to by everybody; run: chmod 700 " + folder));
        return;
      }
      privacy(granted);
    } catch (IOException | UnsupportedOperationException e) {
      findings.add(Finding.note("data folder", "its permissions cannot be read on this system"));
    }
    findings.add(Finding.ok("data folder", folder.toString()));
  }

  /** A folder that nobody else can enter covers the files in it. */
  private void privacy(Set<PosixFilePermission> granted) throws IOException {
    if (!Collections.disjoint(granted, OTHERS_READ)) {
      findings.add(
          Finding.note("data folder", "others can read " + folder + "; run: chmod 700 " + folder));
    }
    Path file = folder.resolve("countersign.db");
    if (Collections.disjoint(granted, OTHERS_ENTER) || !Files.exists(file)) {
      return;
    }
    if (!Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS_READ)) {
      findings.add(
          Finding.note(
              "database file", "others can read " + file + "; run: chmod 600 " + file + "*"));
    }
  }

  private void space() {
    long free;
    try {
      free = Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      findings.add(Finding.note("disk", "its free space cannot be read"));
      return;
    }
    if (free < LEAST_FREE) {
      findings.add(
          Finding.problem(
              "disk", "only " + free / MIB + " MiB are free; the database needs room to write"));
      return;
    }
    findings.add(Finding.ok("disk", free / MIB + " MiB free"));
  }

  private void key() {
    if (configuration.keys().value().isPresent()) {
      findings.add(Finding.ok("key file", "the key is given directly (keys.value)"));
      return;
    }
    Path file = configuration.keys().file();
    if (!Files.exists(file) && !Files.exists(folder.resolve("countersign.db"))) {
      findings.add(Finding.note("key file", "not there yet; it is made when the server starts"));
      return;
    }
    try {
      var _ = KeyFile.load(file);
      findings.add(Finding.ok("key file", file.toAbsolutePath().toString()));
    } catch (UnusableKeyFile e) {
      findings.add(Finding.problem("key file", String.valueOf(e.getMessage())));
    }
  }
}
