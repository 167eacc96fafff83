package dev.countersign.face.gallery;

import dev.countersign.face.Embedding;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one customer and one model, to be searched. Up to 32,768 templates every search
 * compares all of them; beyond, it compares the 4,096 whose 1,024-bit {@linkplain Sketcher
 * sketches} are nearest to the probe's.
 *
 * <p>A template takes two bytes a number, 128 for its sketch (from 32,768 templates on), both
 * outside of the heap, and about 16 to 24 bytes on it. All of it is zeros again when the template
 * is removed or the gallery closed.
 *
 * <p>For several threads: searches run beside each other, each on its caller's thread; a change
 * waits for those under way. What {@code put} or {@code remove} did holds for every search that
 * begins after they returned. A search keeps a processor busy for up to some milliseconds, so that
 * callers bound how many run at a time.
 */
public final class Gallery implements AutoCloseable {
  /**
   * How far a hit's cosine can be, at worst, from the one of the floating-point numbers, for up to
   * 1,024 of them. Whoever decides at a threshold searches with a minimum lower by this, and
   * compares hits that are this close to the threshold with the template itself.
   */
  public static final double PRECISION = 1e-3;

  /** The most hits a search gives. */
  public static final int MOST = 1_000;

  private final int dimension;
  private final Templates templates;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /**
   * An empty gallery.
   *
   * @param dimension how many numbers a template has
   */
  public Gallery(int dimension) {
    this(dimension, Tuning.DEFAULT);
  }

  Gallery(int dimension, Tuning tuning) {
    if (dimension < 1) {
      throw new IllegalArgumentException("No template has " + dimension + " numbers");
    }
    this.dimension = dimension;
    this.templates = new Templates(dimension, tuning);
  }

  /** How many numbers a template has. */
  public int dimension() {
    return dimension;
  }

  /** How many templates there are. */
  public int size() {
    lock.readLock().lock();
    try {
      return templates.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Bytes taken, outside of the heap and on it. */
  public long bytes() {
    lock.readLock().lock();
    try {
      return templates.bytes();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Adds the template of an id, or replaces it. A million take a few seconds.
   *
   * @throws IllegalArgumentException when it has another dimension than the gallery
   * @throws IllegalStateException when the gallery is closed
   */
  public void put(long id, Embedding template) {
    check(template);
    lock.writeLock().lock();
    try {
      open().put(id, template.values());
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Removes the template of an id and overwrites it.
   *
   * @return whether there was one
   * @throws IllegalStateException when the gallery is closed
   */
  public boolean remove(long id) {
    lock.writeLock().lock();
    try {
      return open().remove(id);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Those most like the probe, best first.
   *
   * @param count how many at most, 1 to {@link #MOST}
   * @param minimum cosine of a hit
   * @throws IllegalArgumentException when the probe has another dimension than the gallery, or a
   *     number is out of range
   * @throws IllegalStateException when the gallery is closed
   */
  public List<Hit> search(Embedding probe, int count, double minimum) {
    return scan(probe, count, minimum, null, false);
  }

  /**
   * As {@link #search(Embedding, int, double)}, among the given ids alone. Members who have no
   * template are passed over. The time for a small set does not grow with the gallery.
   */
  public List<Hit> search(Embedding probe, int count, double minimum, IdSet within) {
    return scan(probe, count, minimum, within, false);
  }

  /**
   * As {@link #search(Embedding, int, double)}, but compares every template, however many there
   * are: to measure the other by.
   */
  public List<Hit> searchAll(Embedding probe, int count, double minimum) {
    return scan(probe, count, minimum, null, true);
  }

  private List<Hit> scan(
      Embedding probe, int count, double minimum, @Nullable IdSet within, boolean all) {
    check(probe);
    if (count < 1 || count > MOST || Double.isNaN(minimum)) {
      throw new IllegalArgumentException(
          "A search gives 1 to " + MOST + " hits, not " + count + " from a cosine of " + minimum);
    }
    lock.readLock().lock();
    try {
      return new Scan(open(), probe, count, minimum).hits(all, within);
    } finally {
      lock.readLock().unlock();
    }
  }

  private void check(Embedding embedding) {
    if (embedding.dimension() != dimension) {
      throw new IllegalArgumentException(
          "Templates of this gallery have %s numbers and this one %s: it is another model's"
              .formatted(dimension, embedding.dimension()));
    }
  }

  private Templates open() {
    if (templates.closed()) {
      throw new IllegalStateException("The gallery is closed");
    }
    return templates;
  }

  /** Overwrites all templates and gives their memory back, once searches under way have ended. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      templates.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
