package dev.countersign.notify;

import dev.countersign.crypto.KeyEncryption;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OutboxMessage;
import java.util.Map;
import java.util.Objects;

/** Does the tasks that lie in the outbox, each at least once. */
public final class TaskRunner implements Courier {
  private final Payload.Sealing sealing;
  private final Map<String, Worker> workers;

  /** Does one kind of task. An exception means that it is to be tried again. */
  public interface Worker {
    /** Does the task on behalf of that customer. */
    void run(CustomerId customer, Map<String, String> fields);
  }

  /** A runner with a worker for each name of a task. */
  public TaskRunner(KeyEncryption encryption, Map<String, Worker> workers) {
    this.sealing = new Payload.Sealing(encryption);
    this.workers = Map.copyOf(workers);
  }

  @Override
  public Outcome deliver(OutboxMessage message) {
    Payload.ToDo todo = sealing.open(message, Payload.ToDo.class);
    Worker worker = workers.get(todo.name());
    if (worker == null) {
      // A node of the next release may have put it in, and will do it.
      return new Outcome.Failed("a task of another release");
    }
    worker.run(Objects.requireNonNull(message.customerId()), todo.fields());
    return new Outcome.Delivered();
  }
}
