package dev.countersign.matching;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import dev.countersign.face.gallery.Hit;
import dev.countersign.face.gallery.IdSet;
import dev.countersign.privacy.FaceVault;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every customer's faces in memory: read in the background after the start, and kept current by the
 * feed of changes, which every node writes to. What a search finds is a proposal: it may be a
 * moment old, so whoever answers it confirms each face against the store.
 *
 * <p>One thread alone changes galleries. While a customer's is read, changes are followed between
 * pages: what is applied early is read again by a later page, and what a page read too early is
 * applied afterwards.
 */
public final class Galleries implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Galleries.class);
  private static final int PAGE = 1_000;
  private static final int CHANGES = 1_000;
  private static final int TOLD_EVERY = 100_000;

  /** A hint that something changed may get lost; looking costs one indexed read. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Store store;
  private final TemplateReader templates;
  private final FaceVault vault;
  private final Map<CustomerId, CustomerGallery> galleries = new ConcurrentHashMap<>();
  private final Set<CustomerId> pending = ConcurrentHashMap.newKeySet();
  private final Set<CustomerId> wanted = ConcurrentHashMap.newKeySet();
  private final Unreadable unreadable = new Unreadable();
  private final Semaphore news = new Semaphore(0);
  private final Semaphore searches = new Semaphore(Runtime.getRuntime().availableProcessors());
  private volatile boolean listed;
  private volatile boolean closed;
  private @Nullable Subscription subscription;
  private @Nullable Thread reader;

  /** The number of the last change applied; -1 before anything was read. */
  private volatile long position = -1;

  public Galleries(Store store, TemplateReader templates, FaceVault vault) {
    this.store = store;
    this.templates = templates;
    this.vault = vault;
  }

  /** Begins to read, in the background. */
  public void start() {
    subscription = store.faceChanges().subscribe(news::release);
    reader = Thread.ofPlatform().name("galleries").daemon().start(this::run);
  }

  /** Whether the customer can be searched; asking for one that cannot brings its turn forward. */
  public boolean ready(CustomerId customer) {
    boolean ready = listed && !pending.contains(customer);
    if (!ready) {
      wanted.add(customer);
    }
    return ready;
  }

  /** The number of the last change that a search which begins now is sure to know of. */
  long known() {
    return position;
  }

  /** How many of the customer's people have a face of that model. */
  public int size(CustomerId customer, String model) {
    CustomerGallery gallery = galleries.get(customer);
    return gallery == null ? 0 : gallery.size(model);
  }

  /**
   * Those most like a face, best first.
   *
   * @param least cosine of a hit
   * @return absent while the customer's gallery is being read
   */
  public Optional<List<Hit>> search(
      CustomerId customer,
      String model,
      Embedding face,
      int count,
      double least,
      Optional<IdSet> within) {
    if (!ready(customer)) {
      return Optional.empty();
    }
    searches.acquireUninterruptibly();
    try {
      return searched(customer, model, face, count, least, within);
    } catch (IllegalStateException replaced) {
      // It is being read anew, or the last of its people went to the next secret's.
      return again(() -> searched(customer, model, face, count, least, within));
    } finally {
      searches.release();
    }
  }

  private static Optional<List<Hit>> again(Supplier<Optional<List<Hit>>> search) {
    try {
      return search.get();
    } catch (IllegalStateException replaced) {
      return Optional.empty();
    }
  }

  private Optional<List<Hit>> searched(
      CustomerId customer,
      String model,
      Embedding face,
      int count,
      double least,
      Optional<IdSet> within) {
    CustomerGallery gallery = galleries.get(customer);
    if (gallery == null) {
      return Optional.of(List.<Hit>of()).filter(none -> !pending.contains(customer));
    }
    return Optional.of(
        gallery.search(
            model, rotation -> vault.turned(customer, rotation, face), count, least, within));
  }

  /** How many faces can be searched, of all customers. */
  public long size() {
    return galleries.values().stream().mapToLong(CustomerGallery::size).sum();
  }

  /** How many customers' galleries are still to be read. */
  public long pending() {
    return pending.size();
  }

  /** How many faces were passed over because they do not decrypt. */
  public long unreadable() {
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
    if (!known && !page.unreadable().isEmpty() && !pending.contains(person.customer())) {
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
