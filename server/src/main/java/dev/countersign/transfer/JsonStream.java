package dev.countersign.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.transfer.Source.Checked;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A JSON file of any size, walked through without ever holding more than one of its records. */
final class JsonStream {
  private static final int BUFFER = 1 << 16;

  private final Path file;

  JsonStream(Path file) {
    this.file = file;
  }

  /** Walks over a parser's tokens. */
  @FunctionalInterface
  interface Walk {
    void over(JsonParser parser) throws IOException;
  }

  /**
   * Walks over the file.
   *
   * @throws UncheckedIOException when it is no JSON; its cause says where
   */
  void walk(Walk walk) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        JsonParser parser = Json.PARTS.createParser(in)) {
      walk.over(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be read.", e);
    }
  }

  /** Whether all of the file is JSON, by a walk that tells how many records it met. */
  Checked check(Findings damage, Counting walk) {
    MessageDigest digest = LineChain.sha256();
    long records = 0;
    try (InputStream in =
            new DigestInputStream(
                new BufferedInputStream(Files.newInputStream(file), BUFFER), digest);
        JsonParser parser = Json.PARTS.createParser(in)) {
      // What follows the last token belongs to the digest as well.
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      records = walk.over(parser);
      while (parser.nextToken() != null) {
        parser.skipChildren();
      }
      var _ = in.transferTo(OutputStream.nullOutputStream());
    } catch (JsonProcessingException e) {
      damage.found(
          e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
          "",
          "is no JSON from column "
              + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr())
              + " on: the file was cut off or changed");
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be read.", e);
    }
    return new Checked(records, HexFormat.of().formatHex(digest.digest()));
  }

  /** Walks over a parser's tokens and counts records. */
  @FunctionalInterface
  interface Counting {
    long over(JsonParser parser) throws IOException;
  }

  /** The line the parser's present token begins in. */
  static long line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /** The object that begins at the present token; anything else is passed over. */
  static ObjectNode object(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return Json.object();
    }
    return Json.PARTS.readTree(parser);
  }
}
