package dev.countersign.face.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A decoder whose server was ended goes with it. */
class DecoderProcessTest {
  @Test
  void itEndsItselfWhenItsTimeIsOver() throws Exception {
    byte[] slow =
        PictureSamples.pdfOf(
            PictureSamples.deflated("0 0 m 600 800 l S\n".repeat(2_000_000).getBytes(US_ASCII)));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DecoderProcess.class.getName(),
                "PDF",
                "FULL",
                "1500")
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(slow);
      }
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(DecoderProcess.TOO_LONG);
    } finally {
      process.destroyForcibly();
    }
  }
}
