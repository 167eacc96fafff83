package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * How far an import has come, in a file beside its input. It saves time and nothing else: an import
 * that begins anew passes over what is there already. It is followed only for the same input and
 * the same database.
 */
final class Bookmark {
  private final Path file;
  private final String of;

  /**
   * Beside that input.
   *
   * @param of what is imported into what: another text makes the bookmark void
   */
  Bookmark(Path input, String of) {
    this.file = input.resolveSibling(input.getFileName() + ".progress");
    this.of = of;
  }

  /**
   * A place in the input.
   *
   * @param position the last record that was dealt with
   * @param tally what became of all up to there
   * @param mark what the database has counted up to there: one that was restored from a backup
   *     since has counted less, and lacks records that were dealt with
   */
  record Place(long position, Tally tally, long mark) {}

  Optional<Place> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Json.object(bytes)
        .filter(json -> json.path("of").asText().equals(of))
        .map(json ->
            new Place(
                json.path("position").asLong(),
                Tally.of(json.path("tally")),
                json.path("mark").asLong()));
  }

  void write(Place place) {
    ObjectNode json = Json.object();
    json.put("of", of);
    json.put("position", place.position());
    json.put("mark", place.mark());
    json.set("tally", place.tally().json());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.write(next, Json.bytes(json));
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The file " + file + ", which says how far the import is, cannot be written.", e);
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be removed.", e);
    }
  }
}
