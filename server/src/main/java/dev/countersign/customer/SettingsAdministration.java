package dev.countersign.customer;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.config.OutgoingSettings;
import dev.countersign.customer.CustomerSettings.CallbackOccasion;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads and changes what holds for a customer: what it chose, and what operators chose for it. */
public final class SettingsAdministration {
  private final Store store;
  private final CallbackUrls callbackUrls;
  private final AuditLog audit;

  public SettingsAdministration(Store store, OutgoingSettings outgoing, AuditLog audit) {
    this.store = store;
    this.callbackUrls = new CallbackUrls(outgoing);
    this.audit = audit;
  }

  /** What holds for the customer. */
  public CustomerSettings of(CustomerId customer) {
    return store.read(tx -> of(tx, customer));
  }

  /** The same, within a transaction. */
  public CustomerSettings of(Transaction tx, CustomerId customer) {
    return StoredSettings.read(tx.settings().all(customer));
  }

  /**
   * Changes settings on the customer's own authority: all of the change, or nothing. Only what
   * becomes different is checked, so that a URL which the configuration has since forbidden does
   * not stand in another change's way.
   *
   * @throws InvalidInput when a value cannot be used
   * @throws DestinationRefused when a new URL must not be called
   */
  public CustomerSettings change(
      CustomerId customer, UnaryOperator<CustomerSettings> change, Origin origin) {
    return store.write(tx -> {
      CustomerSettings old = of(tx, customer);
      CustomerSettings changed = change.apply(old);
      requireCallable(old, changed);
      put(tx, customer, different(old, changed), Authority.CUSTOMER, origin);
      return changed;
    });
  }

  /** What holds for the accounts of the customer's people. */
  public AccountSettings account(CustomerId customer) {
    return store.read(tx -> account(tx, customer));
  }

  /** The same, within a transaction. */
  public AccountSettings account(Transaction tx, CustomerId customer) {
    return AccountSettings.of(tx.settings().all(customer));
  }

  /** Every setting's text, by the names of {@link SettingsCatalogue}. */
  public Map<String, String> byName(CustomerId customer) {
    return SettingsCatalogue.texts(store.read(tx -> tx.settings().all(customer)));
  }

  /**
   * Refuses what the customer's settings cannot be changed to.
   *
   * @throws InvalidInput when a name is unknown or a value cannot be used
   * @throws DestinationRefused when a new URL must not be called
   * @throws OperatorsOnly when a setting is not for that authority to change
   */
  public void check(CustomerId customer, Map<String, String> wanted, Authority authority) {
    requireAuthority(different(byName(customer), wanted), authority);
  }

  /** Changes settings on the customer's own authority. */
  public void changeByName(CustomerId customer, Map<String, String> wanted, Origin origin) {
    changeByName(customer, wanted, Authority.CUSTOMER, origin);
  }

  /**
   * Changes settings of any kind, given by name: all of the change, or nothing. Only what becomes
   * different is written.
   *
   * @throws InvalidInput when a name is unknown or a value cannot be used
   * @throws DestinationRefused when a new URL must not be called
   * @throws OperatorsOnly when a setting is not for that authority to change
   */
  public void changeByName(
      CustomerId customer, Map<String, String> wanted, Authority authority, Origin origin) {
    var _ =
        store.write(tx -> {
          Map<String, String> old = SettingsCatalogue.texts(tx.settings().all(customer));
          put(tx, customer, different(old, wanted), authority, origin);
          return true;
        });
  }

  private Map<String, String> different(Map<String, String> old, Map<String, String> wanted) {
    Map<String, String> different = new LinkedHashMap<>(SettingsCatalogue.changed(old, wanted));
    List<String> hosts = OutgoingHosts.of(different).hosts();
    different.entrySet().removeAll(old.entrySet());
    different.forEach((name, text) -> {
      MailPlaceholders.require(name, text);
      if (isUrl(name) && !text.isEmpty()) {
        callbackUrls.require(text, hosts);
      }
    });
    return different;
  }

  /** Every change is written here, so that none goes by what is for operators alone. */
  private void put(
      Transaction tx,
      CustomerId customer,
      Map<String, String> different,
      Authority authority,
      Origin origin) {
    requireAuthority(different, authority);
    if (!different.isEmpty()) {
      tx.settings().put(customer, different);
      tell(tx, customer, different, origin);
    }
  }

  private static void requireAuthority(Map<String, String> different, Authority authority) {
    for (String name : different.keySet()) {
      boolean reserved = SettingsCatalogue.find(name).filter(Setting::operatorsOnly).isPresent();
      if (reserved && authority != Authority.OPERATOR) {
        throw new OperatorsOnly(name);
      }
    }
  }

  private static boolean isUrl(String name) {
    return name.equals(AccountSettings.WEBHOOK_URL)
        || Arrays.stream(CallbackOccasion.values()).anyMatch(one -> one.setting().equals(name));
  }

  private void requireCallable(CustomerSettings old, CustomerSettings changed) {
    for (CallbackOccasion callback : CallbackOccasion.values()) {
      String url = changed.callback(callback);
      if (!url.isEmpty() && !url.equals(old.callback(callback))) {
        callbackUrls.require(url, changed.outgoing().hosts());
      }
    }
  }

  private static Map<String, String> different(CustomerSettings old, CustomerSettings changed) {
    Map<String, String> different = new LinkedHashMap<>(StoredSettings.write(changed));
    different.entrySet().removeAll(StoredSettings.write(old).entrySet());
    return different;
  }

  private void tell(
      Transaction tx, CustomerId customer, Map<String, String> different, Origin origin) {
    String names =
        different.keySet().stream()
            .map(name -> "\"" + name + "\"")
            .collect(Collectors.joining(",", "{\"settings\":[", "]}"));
    About about = About.customer(customer).with(names);
    audit.append(tx, AuditKind.SETTINGS_CHANGED, AuditLog.SUCCESS, origin, about);
  }
}
