package dev.countersign.customer;

import dev.countersign.config.OutgoingSettings;
import dev.countersign.domain.InvalidInput;
import java.util.List;
import java.util.Map;

/**
 * The hosts that the server may call on a customer's behalf, beside those it may call for
 * everybody. They open the server's own network, so only its operators choose them.
 *
 * @param hosts names in lower case and addresses; {@code *} stands for any host whose address is
 *     public
 */
public record OutgoingHosts(List<String> hosts) {
  /** No further ones. */
  public static final OutgoingHosts NONE = new OutgoingHosts(List.of());

  /** The name of the setting. */
  public static final String HOSTS = "outgoing.hosts";

  /** Keeps an unmodifiable copy. */
  public OutgoingHosts {
    hosts = List.copyOf(hosts);
  }

  /** The setting by name, as people write it and as it is stored. */
  public Map<String, String> byName() {
    return Map.of(HOSTS, String.join(",", hosts));
  }

  /** The setting by name, with a sentence about it. */
  public static Map<String, String> descriptions() {
    return Setting.meanings(settings());
  }

  static List<Setting> settings() {
    return List.of(
        Setting.of(
                Setting.Kind.LINE,
                HOSTS,
                "Hosts that this server may call for the customer's pictures and callbacks, beside"
                    + " those of outgoing.allow-hosts, with commas between; * means any host with"
                    + " a public address. Only the server's operators change it.")
            .forOperators());
  }

  /**
   * The setting read from its text; none where it is missing.
   *
   * @throws InvalidInput when the text cannot be read
   */
  public static OutgoingHosts of(Map<String, String> texts) {
    return OutgoingSettings.hosts(texts.getOrDefault(HOSTS, ""))
        .map(OutgoingHosts::new)
        .orElseThrow(() ->
            new InvalidInput(
                HOSTS
                    + " must be a list of host names or IP addresses with commas between, or * for"
                    + " any public host"));
  }
}
