package dev.countersign.transfer;

import dev.countersign.store.AlreadyExists;
import dev.countersign.store.Store;
import dev.countersign.store.StoreUnavailable;
import dev.countersign.store.Transaction;
import dev.countersign.transfer.Bookmark.Place;
import dev.countersign.transfer.Import.Request;
import dev.countersign.transfer.Source.Checked;
import dev.countersign.transfer.Tally.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** One import under way: records in batches, each in a transaction of its own. */
final class Batches {
  private static final int RECORDS = 200;
  private static final int BYTES = 4 * 1024 * 1024;

  /** Counted up with every batch, of whatever import. */
  private static final String MARK = "import_batches";

  private final Store store;
  private final Request request;
  private final Checked checked;
  private final Progress progress;
  private final Findings findings;
  private final Bookmark bookmark;
  private final IdHashes coming = new IdHashes();
  private final List<Entry<?>> batch = new ArrayList<>();
  private Tally tally = new Tally();
  private long bytes;

  Batches(Store store, Request request, Checked checked, Progress progress, Findings findings) {
    this.store = store;
    this.request = request;
    this.checked = checked;
    this.progress = progress;
    this.findings = findings;
    String of =
        String.join(
            "\n",
            checked.sha256(),
            request.database(),
            request.customer().orElse(""),
            Boolean.toString(request.withoutSecrets()),
            Boolean.toString(request.allowOperator()));
    this.bookmark = new Bookmark(request.file(), ForeignIds.hex(of));
  }

  Tally tally() {
    return tally;
  }

  /** Reads all records; answers the position that an earlier run had come to. */
  long run(Source source) {
    Optional<Place> place = Optional.empty();
    if (!request.dryRun()) {
      long mark = store.read(tx -> tx.counters().value(MARK)).orElse(0);
      place = bookmark.read().filter(known -> known.mark() == mark);
    }
    place.ifPresent(known -> tally = known.tally());
    long after = place.map(Place::position).orElse(0L);
    source.each(after, this::add, this::unusable, findings);
    flush();
    if (!request.dryRun()) {
      bookmark.remove();
    }
    progress.at(checked.records(), checked.records());
    return after;
  }

  private void unusable(long line, String record, String message) {
    int space = record.indexOf(' ');
    tally.count(record.substring(0, Math.max(space, 0)), Fate.REFUSED);
    findings.found(line, record, message);
  }

  private void add(Entry<?> entry) {
    batch.add(entry);
    bytes += entry.bytes();
    if (batch.size() == RECORDS || bytes > BYTES) {
      flush();
    }
  }

  private void flush() {
    if (batch.isEmpty()) {
      return;
    }
    List<Result> results = request.dryRun() ? planned() : stored();
    for (Result result : results) {
      tally.count(result.entry().kind().type(), result.fate());
      if (!result.message().isEmpty()) {
        findings.found(result.entry().line(), result.entry().name(), result.message());
      }
    }
    long position = batch.getLast().position();
    if (!request.dryRun()) {
      bookmark.write(new Place(position, tally, store.write(tx -> tx.counters().next(MARK))));
    }
    progress.at(Math.min(position, checked.records()), checked.records() + 1);
    batch.clear();
    bytes = 0;
  }

  /** What became of a record, with what people should know of it. */
  private record Result(Entry<?> entry, Fate fate, String message) {}

  private List<Result> planned() {
    List<Result> results =
        store.read(tx -> {
          List<Result> all = new ArrayList<>();
          for (Entry<?> entry : batch) {
            Result result = decide(tx, entry, coming).result();
            remember(result);
            all.add(result);
          }
          return all;
        });
    return results;
  }

  /** What would be here by now, so that what refers to it is not taken for an orphan. */
  private void remember(Result result) {
    String id = identity(result.entry());
    if (result.fate() == Fate.ADDED && id.chars().allMatch(Character::isDigit)) {
      coming.add(Long.parseLong(id));
    }
  }

  private static <T> String identity(Entry<T> entry) {
    return entry.kind().identity(entry.item()).id();
  }

  private List<Result> stored() {
    try {
      return store.write(tx -> stored(tx, batch));
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      // One of them does not fit, which nobody foresaw: the others shall not suffer for it.
      return batch.stream().map(this::alone).toList();
    }
  }

  private Result alone(Entry<?> entry) {
    try {
      return store.write(tx -> stored(tx, List.of(entry))).getFirst();
    } catch (StoreUnavailable e) {
      throw e;
    } catch (AlreadyExists e) {
      return new Result(entry, Fate.REFUSED, "cannot be stored: there is " + e.getMessage());
    } catch (RuntimeException e) {
      return new Result(
          entry,
          Fate.REFUSED,
          "cannot be stored: the database refuses it (" + e.getClass().getSimpleName() + ")");
    }
  }

  private List<Result> stored(Transaction tx, List<Entry<?>> entries) {
    Writing writing = new Writing(tx);
    List<Result> all = new ArrayList<>();
    for (Entry<?> entry : entries) {
      Decision<?> decision = decide(tx, entry, _ -> false);
      decision.carryOut(writing);
      all.add(decision.result());
    }
    writing.end();
    return all;
  }

  private record Decision<T>(Entry<T> entry, Optional<T> old, Fate fate, String message) {
    Result result() {
      return new Result(entry, fate, message);
    }

    void carryOut(Writing writing) {
      if (fate == Fate.ADDED || fate == Fate.REPLACED) {
        entry.kind().store(writing, entry.item(), old);
      }
    }
  }

  private <T> Decision<T> decide(Transaction tx, Entry<T> entry, LongPredicate expected) {
    RecordKind<T> kind = entry.kind();
    Optional<T> old = kind.find(tx, entry.item());
    List<String> different =
        old.map(stored -> kind.differences(stored, entry.item())).orElse(List.of());
    if (old.isPresent() && different.isEmpty()) {
      return new Decision<>(entry, old, Fate.PRESENT, "");
    }
    if (old.isPresent() && !request.replace()) {
      String message =
          "is here in another form, which is kept; they differ in: " + String.join(", ", different);
      return new Decision<>(entry, old, Fate.CONFLICT, message);
    }
    Here here = new Here(tx, expected, request.allowOperator());
    Optional<String> obstacle = kind.obstacle(here, entry.item());
    if (obstacle.isPresent()) {
      String message = "cannot be stored: " + obstacle.get();
      return new Decision<>(entry, old, Fate.REFUSED, message);
    }
    String remark = old.flatMap(stored -> kind.remark(stored, entry.item())).orElse("");
    return new Decision<>(entry, old, old.isPresent() ? Fate.REPLACED : Fate.ADDED, remark);
  }
}
