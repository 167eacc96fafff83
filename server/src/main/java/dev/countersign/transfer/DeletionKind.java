package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.AccountDeletion;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Accounts that their people asked to be deleted, and will be on the other side as well. */
final class DeletionKind implements RecordKind<AccountDeletion> {
  @Override
  public String type() {
    return "account-deletion";
  }

  @Override
  public void each(Reading reading, Consumer<AccountDeletion> sink) {
    List<AccountDeletion> page = reading.tx().accountDeletions().page(reading.customer(), 0, PAGE);
    while (!page.isEmpty()) {
      page.forEach(sink);
      long last = page.getLast().userId().value();
      page = reading.tx().accountDeletions().page(reading.customer(), last, PAGE);
    }
  }

  @Override
  public Identity identity(AccountDeletion deletion) {
    return Identity.of(deletion.customerId(), deletion.userId().value());
  }

  @Override
  public void write(AccountDeletion deletion, ObjectNode open, ObjectNode secret) {
    open.put("requestedAt", deletion.requestedAt().toString());
    open.put("deleteAt", deletion.deleteAt().toString());
  }

  @Override
  public AccountDeletion read(Fields open, Optional<Fields> secret) {
    return new AccountDeletion(
        open.customer(), open.user("id"), open.instant("requestedAt"), open.instant("deleteAt"));
  }

  @Override
  public Optional<AccountDeletion> find(Transaction tx, AccountDeletion deletion) {
    return tx.accountDeletions().find(deletion.customerId(), deletion.userId());
  }

  @Override
  public Optional<String> obstacle(Here here, AccountDeletion deletion) {
    return here.missingUser(deletion.customerId(), deletion.userId());
  }

  @Override
  public void store(Writing writing, AccountDeletion deletion, Optional<AccountDeletion> old) {
    Transaction tx = writing.tx();
    old.ifPresent(before -> tx.accountDeletions().remove(before.customerId(), before.userId()));
    tx.accountDeletions().add(deletion);
  }
}
