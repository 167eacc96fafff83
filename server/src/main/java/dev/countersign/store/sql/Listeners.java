package dev.countersign.store.sql;

import dev.countersign.store.ChangeListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to be told of changes, within this process. */
final class Listeners implements ChangeListener {
  private static final Logger log = LoggerFactory.getLogger(Listeners.class);

  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /** Not a record: two subscriptions of one callback are two. */
  private static final class Entry {
    private final Runnable wake;

    Entry(Runnable wake) {
      this.wake = wake;
    }
  }

  @Override
  public Subscription subscribe(Runnable wake) {
    Entry entry = new Entry(wake);
    entries.add(entry);
    return () -> entries.remove(entry);
  }

  void wake() {
    for (Entry entry : entries) {
      try {
        entry.wake.run();
      } catch (RuntimeException e) {
        log.warn("Somebody told of a change failed; the others are told all the same", e);
      }
    }
  }
}
