package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.store.Settings;
import java.util.Map;
import org.jdbi.v3.core.Handle;

record SqlSettings(Handle handle) implements Settings {
  @Override
  public Map<String, String> all(CustomerId customer) {
    return handle
        .createQuery("SELECT name, value FROM customer_setting WHERE customer_id = :customer")
        .bind("customer", customer.value())
        .map((row, context) -> Map.entry(row.getString("name"), row.getString("value")))
        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public void put(CustomerId customer, Map<String, String> values) {
    for (Map.Entry<String, String> setting : values.entrySet()) {
      handle
          .createUpdate(
              """
              INSERT INTO customer_setting (customer_id, name, value)
              VALUES (:customer, :name, :value)
              ON CONFLICT (customer_id, name) DO UPDATE SET value = :value\
              """)
          .bind("customer", customer.value())
          .bind("name", setting.getKey())
          .bind("value", setting.getValue())
          .execute();
    }
  }
}
