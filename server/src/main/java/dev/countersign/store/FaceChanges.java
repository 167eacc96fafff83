package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What galleries must learn of, in the order of commits. Whoever has read up to a number has missed
 * nothing below it.
 */
public interface FaceChanges {
  /**
   * Appends a change and wakes those who listen once the transaction is committed. Others who
   * append wait until then, so it comes last in a transaction.
   *
   * @param user whose face, or null for the whole gallery
   */
  void append(CustomerId customer, @Nullable UserId user, FaceChange.Kind kind, Instant at);

  /** The number of the newest change; 0 when there never was one. */
  long newest();

  /**
   * The changes after that number in their order, at most so many; absent when some of them have
   * been removed, so that everything has to be read again.
   */
  Optional<List<FaceChange>> after(long seq, int limit);

  /** Removes at most so many from before; returns how many. */
  int deleteBefore(Instant before, int limit);
}
