package dev.countersign.http.web.device;

import java.util.List;

/**
 * The page that asks whether it is that device.
 *
 * @param code as the device shows it
 * @param application whose device it is
 * @param organisation whose account it would use
 * @param userName the account
 * @param scopes what it asks for, in words
 */
public record DeviceModel(
    String code, String application, String organisation, String userName, List<String> scopes) {
  /** Keeps an unmodifiable copy. */
  public DeviceModel {
    scopes = List.copyOf(scopes);
  }
}
