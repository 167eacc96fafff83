package dev.countersign.http.web.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a person is signed in.
 *
 * @param sessions newest first
 * @param devices those the account is remembered on, most lately seen first
 * @param ended whether something was just ended
 */
public record SessionsModel(List<Row> sessions, List<DeviceRow> devices, boolean ended) {
  /** Keeps unmodifiable copies. */
  public SessionsModel {
    sessions = List.copyOf(sessions);
    devices = List.copyOf(devices);
  }

  /** Whether there are others than the one that is looked from. */
  public boolean others() {
    return sessions.stream().anyMatch(row -> !row.current());
  }

  /**
   * A sign-in.
   *
   * @param id its id
   * @param kind in which API it was begun
   * @param methods how the person showed who they are (RFC 8176 names)
   * @param device what the device is called it was begun on
   * @param place the network and the program it was begun in, each or both
   * @param since when
   * @param until when it ends by itself
   * @param current whether it is the one that is looked from
   */
  public record Row(
      String id,
      String kind,
      List<String> methods,
      Optional<String> device,
      Optional<String> place,
      Instant since,
      Instant until,
      boolean current) {
    /** Keeps an unmodifiable copy. */
    public Row {
      methods = List.copyOf(methods);
    }
  }

  /**
   * A device.
   *
   * @param key its name in APIs
   * @param name what its owner calls it, or empty
   * @param firstSeen when the account was first seen on it
   * @param lastSeen when it last was
   */
  public record DeviceRow(String key, String name, Instant firstSeen, Instant lastSeen) {}
}
