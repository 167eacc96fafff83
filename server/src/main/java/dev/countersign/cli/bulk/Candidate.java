package dev.countersign.cli.bulk;

import dev.countersign.domain.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody to be enrolled.
 *
 * @param userName as given
 * @param files pictures of them, at least one
 * @param profile what is known of them, for a user who has to be made first
 */
public record Candidate(String userName, List<Path> files, Profile profile) {
  /** Keeps an unmodifiable copy of the files. */
  public Candidate {
    files = List.copyOf(files);
  }

  /** The same person with one more picture; one that is there already counts once. */
  Candidate with(Path file) {
    if (files.contains(file)) {
      return this;
    }
    List<Path> more = new ArrayList<>(files);
    more.add(file);
    return new Candidate(userName, more, profile);
  }
}
