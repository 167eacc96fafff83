package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserLabel;
import dev.countersign.domain.UserRole;
import dev.countersign.naming.Label;
import dev.countersign.store.Labels;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Groups, or roles, by name; who is in them, or has them, are records of their own.
 *
 * @param <T> which of the two
 */
final class LabelKind<T extends UserLabel> implements RecordKind<T> {
  static final LabelKind<UserGroup> GROUPS =
      new LabelKind<>("group", Transaction::groups, UserGroup::new);
  static final LabelKind<UserRole> ROLES =
      new LabelKind<>("role", Transaction::roles, UserRole::new);

  private final String type;
  private final Function<Transaction, Labels<T>> labels;
  private final UserLabel.Maker<T> maker;

  private LabelKind(
      String type, Function<Transaction, Labels<T>> labels, UserLabel.Maker<T> maker) {
    this.type = type;
    this.labels = labels;
    this.maker = maker;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public void each(Reading reading, Consumer<T> sink) {
    Labels<T> all = labels.apply(reading.tx());
    List<T> page = all.list(reading.customer(), "", PAGE);
    while (!page.isEmpty()) {
      page.forEach(sink);
      page = all.list(reading.customer(), page.getLast().nameKey(), PAGE);
    }
  }

  @Override
  public Identity identity(T label) {
    return Identity.of(label.customerId(), label.id());
  }

  @Override
  public void write(T label, ObjectNode open, ObjectNode secret) {
    open.put("name", label.name());
    open.put("description", label.description());
    open.put("createdAt", label.createdAt().toString());
  }

  @Override
  public T read(Fields open, Optional<Fields> secret) {
    Label name = Label.of("A " + type + "'s name", open.text("name"));
    return maker.of(
        open.customer(),
        open.id("id"),
        name.given(),
        name.key(),
        open.text("description"),
        open.instant("createdAt"));
  }

  @Override
  public Optional<T> find(Transaction tx, T label) {
    return labels.apply(tx).byId(label.customerId(), label.id());
  }

  @Override
  public Optional<String> obstacle(Here here, T label) {
    Optional<String> taken =
        labels
            .apply(here.tx())
            .byNameKey(label.customerId(), label.nameKey())
            .filter(other -> other.id() != label.id())
            .map(other -> "another " + type + " here has the name (id " + other.id() + ")");
    return taken.or(() -> here.missingCustomer(label.customerId()));
  }

  @Override
  public void store(Writing writing, T label, Optional<T> old) {
    if (old.isPresent()) {
      labels.apply(writing.tx()).update(label);
    } else {
      labels.apply(writing.tx()).add(label);
    }
  }
}
