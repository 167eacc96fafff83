package dev.countersign.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which hosts the server may call.
 *
 * @param allowHosts names in lower case and addresses; {@code *} stands for any host whose address
 *     is public; empty means none
 * @param allowHttp whether plain HTTP may be used
 * @param allowPrivate hosts and ports that may be called although their address is private
 */
public record OutgoingSettings(
    List<String> allowHosts, boolean allowHttp, List<HostPort> allowPrivate) {

  /** Stands for any host whose address is public. */
  public static final String ANY_PUBLIC_HOST = "*";

  /** Takes copies of the lists. */
  public OutgoingSettings {
    allowHosts = List.copyOf(allowHosts);
    allowPrivate = List.copyOf(allowPrivate);
  }

  /** Hosts in the notation of {@code outgoing.allow-hosts}; empty when the text is no such list. */
  public static Optional<List<String>> hosts(String text) {
    try {
      return Optional.of(NetworkTypes.hostsOrAny().parser().parse(text));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a host is listed, by the server or by a customer.
   *
   * @param host a name, or an address without brackets
   * @param customersHosts those that the customer may call beside the server's
   */
  public boolean lists(String host, Collection<String> customersHosts) {
    return lists(allowHosts, host) || lists(customersHosts, host);
  }

  private static boolean lists(Collection<String> hosts, String host) {
    return hosts.contains(ANY_PUBLIC_HOST)
        || hosts.stream().anyMatch(entry -> HostText.same(entry, host));
  }

  /** Whether that port of a host may be called although its address is private. */
  public boolean listsPrivate(String host, int port) {
    return allowPrivate.stream()
        .anyMatch(entry -> entry.port() == port && HostText.same(entry.host(), host));
  }

  static OutgoingSettings from(Values values) {
    return new OutgoingSettings(
        values.get(Keys.OUTGOING_ALLOW_HOSTS),
        values.get(Keys.OUTGOING_ALLOW_HTTP),
        values.get(Keys.OUTGOING_ALLOW_PRIVATE));
  }
}
