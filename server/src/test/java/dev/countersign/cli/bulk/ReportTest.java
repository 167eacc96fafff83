package dev.countersign.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir Path folder;

  @Test
  void itsOwnerAloneMayReadIt() throws IOException {
    Path file = folder.resolve("refused.csv");
    report(file, "bob");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(Files.readString(file))
        .isEqualTo("user,file,reason,advice\r\nbob,bob.jpg,no_face,Look up\r\n");
  }

  @Test
  void oneFromBeforeIsReplacedAndClosedToOthers() throws IOException {
    Path file = folder.resolve("refused.csv");
    Files.writeString(file, "something much longer than what is written afterwards ".repeat(9));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    report(file, "=bob");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(Files.readString(file))
        .isEqualTo("user,file,reason,advice\r\n'=bob,bob.jpg,no_face,Look up\r\n");
  }

  private static void report(Path file, String user) {
    try (Report report = new Report(file)) {
      report.add(new Refused(user, "bob.jpg", "no_face", "Look up"));
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
