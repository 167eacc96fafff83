package dev.countersign.matching;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.UserId;
import dev.countersign.privacy.TemplateReader;
import dev.countersign.privacy.TemplateReader.Page;
import dev.countersign.store.ChangeListener.Subscription;
import dev.countersign.store.Store;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every customer's gallery in the background after the start, and keeps it current by the
 * feed of changes, which every node writes to.
 *
 * <p>One thread alone changes galleries. While a customer's is read, changes are followed between
 * pages: what is applied early is read again by a later page, and what a page read too early is
 * applied afterwards.
 */
final class GalleryReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GalleryReader.class);
  private static final int PAGE = 1_000;
  private static final int CHANGES = 1_000;
  private static final int TOLD_EVERY = 100_000;

  /** A hint that something changed may get lost; looking costs one indexed read. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Store store;
  private final TemplateReader templates;
  private final Map<CustomerId, CustomerGallery> galleries = new ConcurrentHashMap<>();
  private final Set<CustomerId> pending = ConcurrentHashMap.newKeySet();
  private final Set<CustomerId> wanted = ConcurrentHashMap.newKeySet();
  private final Unreadable unreadable = new Unreadable();
  private final Semaphore news = new Semaphore(0);
  private volatile boolean listed;
  private volatile boolean closed;
  private @Nullable Subscription subscription;
  private @Nullable Thread reader;

  /** The number of the last change applied; -1 before anything was read. */
  private volatile long position = -1;

  GalleryReader(Store store, TemplateReader templates) {
    this.store = store;
    this.templates = templates;
  }

  /** Begins to read. */
  void start() {
    subscription = store.faceChanges().subscribe(news::release);
    reader = Thread.ofPlatform().name("galleries").daemon().start(this::run);
  }

  /** Whether all of the customer's is read; asking for one that is not brings its turn forward. */
  boolean ready(CustomerId customer) {
    boolean ready = listed && !pending(customer);
    if (!ready) {
      wanted.add(customer);
    }
    return ready;
  }

  /** Whether the customer's is still to be read, or to be read anew. */
  boolean pending(CustomerId customer) {
    return pending.contains(customer);
  }

  /** How many are. */
  int pending() {
    return pending.size();
  }

  /** The number of the last change that a search which begins now is sure to know of. */
  long known() {
    return position;
  }

  /** What has been read of the customer's; absent where there is nothing. */
  Optional<CustomerGallery> of(CustomerId customer) {
    return Optional.ofNullable(galleries.get(customer));
  }

  /** How many faces have been read, of all customers. */
  long size() {
    return galleries.values().stream().mapToLong(CustomerGallery::size).sum();
  }

  /** How many were passed over because they do not decrypt. */
  long unreadable() {
    return unreadable.count();
  }

  private void run() {
    while (!closed) {
      try {
        turn();
      } catch (RuntimeException e) {
        if (!closed) {
          log.warn("Failed to follow the changes of faces; it will be tried again", e);
        }
      }
      await();
    }
  }

  private void await() {
    try {
      if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private void turn() {
    if (position < 0) {
      begin();
    }
    follow();
    while (!pending.isEmpty() && !closed) {
      read(next());
    }
  }

  private void begin() {
    listed = false;
    galleries.values().forEach(CustomerGallery::close);
    galleries.clear();
    unreadable.clear();
    // Before the list: whoever enrols after it is found by their change.
    long newest = store.read(tx -> tx.faceChanges().newest());
    pending.addAll(templates.customers());
    position = newest;
    listed = true;
  }

  private CustomerId next() {
    Optional<CustomerId> asked = wanted.stream().filter(pending::contains).findFirst();
    wanted.clear();
    return asked.orElseGet(() -> pending.iterator().next());
  }

  private void read(CustomerId customer) {
    long started = System.nanoTime();
    CustomerGallery gallery = gallery(customer);
    long count = 0;
    long told = 0;
    long after = 0;
    Page page = templates.page(customer, after, PAGE);
    while (!page.empty() && !closed) {
      put(customer, gallery, page);
      count += page.entries().size();
      after = page.last();
      if (count / TOLD_EVERY > told) {
        told = count / TOLD_EVERY;
        log.info("Read {} faces of customer {} so far", count, customer);
      }
      if (follow() && galleries.get(customer) != gallery) {
        // All of it changed meanwhile; it is pending again.
        return;
      }
      page = templates.page(customer, after, PAGE);
    }
    if (!closed) {
      pending.remove(customer);
      long millis = (System.nanoTime() - started) / 1_000_000;
      log.info("Read {} faces of customer {} in {} ms", count, customer, millis);
      unreadable.warn(customer);
    }
  }

  private void put(CustomerId customer, CustomerGallery gallery, Page page) {
    page.entries()
        .forEach(entry -> {
          gallery.put(entry);
          unreadable.remove(customer, entry.user());
        });
    page.unreadable()
        .forEach(user -> {
          gallery.remove(user);
          unreadable.add(customer, user);
        });
  }

  private CustomerGallery gallery(CustomerId customer) {
    return galleries.computeIfAbsent(customer, _ -> new CustomerGallery());
  }

  /** Applies what has changed; whether anything has. */
  private boolean follow() {
    boolean any = false;
    while (position >= 0 && !closed) {
      Optional<List<FaceChange>> found =
          store.read(tx -> tx.faceChanges().after(position, CHANGES));
      if (found.isEmpty()) {
        log.warn("Changes of faces were missed; every gallery is read anew");
        position = -1;
        begin();
        return true;
      }
      List<FaceChange> changes = found.get();
      if (changes.isEmpty()) {
        return any;
      }
      apply(changes);
      position = changes.getLast().seq();
      any = true;
    }
    return any;
  }

  private void apply(List<FaceChange> changes) {
    Set<Person> people = new LinkedHashSet<>();
    for (FaceChange change : changes) {
      if (change.kind() == FaceChange.Kind.ALL || change.userId() == null) {
        renew(change.customerId());
      } else {
        people.add(new Person(change.customerId(), Objects.requireNonNull(change.userId())));
      }
    }
    people.forEach(this::renew);
  }

  private void renew(CustomerId customer) {
    pending.add(customer);
    unreadable.clear(customer);
    CustomerGallery old = galleries.remove(customer);
    if (old != null) {
      old.close();
    }
  }

  private void renew(Person person) {
    CustomerGallery gallery = gallery(person.customer());
    Page page = templates.only(person.customer(), person.user());
    if (page.empty()) {
      gallery.remove(person.user());
      unreadable.remove(person.customer(), person.user());
    }
    boolean known = unreadable.has(person.customer(), person.user());
    put(person.customer(), gallery, page);
    if (!known && !page.unreadable().isEmpty() && !pending(person.customer())) {
      unreadable.warn(person.customer());
    }
  }

  private record Person(CustomerId customer, UserId user) {}

  @Override
  public void close() {
    closed = true;
    if (subscription != null) {
      subscription.close();
    }
    if (reader != null) {
      news.release();
      try {
        var _ = reader.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    galleries.values().forEach(CustomerGallery::close);
    galleries.clear();
  }
}
