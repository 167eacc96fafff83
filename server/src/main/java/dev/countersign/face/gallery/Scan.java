package dev.countersign.face.gallery;

import dev.countersign.face.Embedding;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One search, by one thread, while the templates do not change. */
final class Scan {
  /** Comparing the members of a set one by one pays up to this many, or this share of all. */
  private static final int FEW = 4_096;

  private static final int SHARE = 16;

  private final Templates templates;
  private final Embedding embedding;
  private final FixedPoint.Probe probe;
  private final Best best;

  Scan(Templates templates, Embedding embedding, int count, double minimum) {
    this.templates = templates;
    this.embedding = embedding;
    this.probe = FixedPoint.Probe.of(embedding);
    this.best = new Best(count, minimum);
  }

  /**
   * What is found.
   *
   * @param all whether to compare all of them, however many there are
   * @param within whom to keep to
   */
  List<Hit> hits(boolean all, @Nullable IdSet within) {
    if (all) {
      compareAll(null);
    } else if (within == null) {
      compareNearest(null);
    } else if (within.size() <= Math.max(FEW, templates.size() / SHARE)) {
      compareMembers(within);
    } else {
      compareNearest(templates.memberships().slots(within, templates.index()));
    }
    probe.erase();
    return best.hits();
  }

  private void compareNearest(@Nullable BitSet slots) {
    Sketcher sketcher = templates.sketcher();
    if (sketcher == null || templates.size() <= templates.tuning().exactUpTo()) {
      compareAll(slots);
    } else {
      compareShortlist(sketcher.sketch(embedding.values()), slots);
    }
  }

  private void compareMembers(IdSet within) {
    for (int i = 0; i < within.size(); i++) {
      int slot = templates.index().find(within.at(i));
      if (slot >= 0) {
        compare(slot);
      }
    }
  }

  private void compare(int slot) {
    Chunk chunk = templates.chunks().of(slot);
    int row = slot - chunk.first();
    best.offer(chunk.id(row), chunk.dot(row, probe));
  }

  private void compareAll(@Nullable BitSet slots) {
    for (int index = 0; index < templates.chunks().count(); index++) {
      Chunk chunk = templates.chunks().get(index);
      int rows = rows(chunk);
      for (int row = 0; row < rows; row++) {
        if (slots == null || slots.get(chunk.first() + row)) {
          best.offer(chunk.id(row), chunk.dot(row, probe));
        }
      }
    }
  }

  private void compareShortlist(int[] sketch, @Nullable BitSet slots) {
    Shortlist shortlist = new Shortlist(templates.tuning().shortlist(), templates.tuning().bits());
    Chunks chunks = templates.chunks();
    int[] distances = new int[chunks.get(chunks.count() - 1).capacity()];
    for (int index = 0; index < chunks.count(); index++) {
      Chunk chunk = chunks.get(index);
      HammingDistances.count(chunk.sketches(), chunk.capacity(), sketch, distances);
      shorten(shortlist, chunk, distances, slots);
    }
    shortlist.finish();
    for (int i = 0; i < shortlist.size(); i++) {
      compare(shortlist.slot(i));
    }
  }

  private void shorten(Shortlist shortlist, Chunk chunk, int[] distances, @Nullable BitSet slots) {
    int rows = rows(chunk);
    for (int row = 0; row < rows; row++) {
      if (shortlist.wants(distances[row]) && (slots == null || slots.get(chunk.first() + row))) {
        shortlist.add(chunk.first() + row, distances[row]);
      }
    }
  }

  private int rows(Chunk chunk) {
    return Math.clamp(templates.size() - chunk.first(), 0, chunk.capacity());
  }
}
