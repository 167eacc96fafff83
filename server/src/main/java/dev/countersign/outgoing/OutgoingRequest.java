package dev.countersign.outgoing;

import java.util.List;
import java.util.Map;

/**
 * A call to another host.
 *
 * @param method GET or POST
 * @param url where, as it was given; the guard has not seen it
 * @param headers further headers; they are not sent on to another host by a redirect
 * @param body what to send, empty with GET
 * @param customersHosts the hosts that the customer may call beside those everybody may
 * @param responseLimit the most bytes of an answer that are taken
 * @param redirects how many redirects are followed, 0 to 2; only with GET
 */
public record OutgoingRequest(
    String method,
    String url,
    Map<String, String> headers,
    byte[] body,
    List<String> customersHosts,
    int responseLimit,
    int redirects) {
  /** The most bytes of an answer that is no picture: 1 MB. */
  public static final int USUAL_LIMIT = 1_000_000;

  /** The most bytes of a picture: 7 MB. */
  public static final int PICTURE_LIMIT = 7_000_000;

  /** Refuses what nobody should ask for. */
  public OutgoingRequest {
    headers = Map.copyOf(headers);
    customersHosts = List.copyOf(customersHosts);
    boolean get = method.equals("GET");
    if (!get && !method.equals("POST")) {
      throw new IllegalArgumentException("A call is a GET or a POST, not " + method);
    }
    if (get && body.length > 0) {
      throw new IllegalArgumentException("A GET has no body");
    }
    if (redirects < 0 || redirects > 2 || (redirects > 0 && !get)) {
      throw new IllegalArgumentException("At most two redirects are followed, and none of a POST");
    }
    if (responseLimit < 0) {
      throw new IllegalArgumentException("The limit is not negative");
    }
  }

  /** A POST; an answer of at most 1 MB is taken. */
  public static OutgoingRequest post(
      String url, Map<String, String> headers, byte[] body, List<String> customersHosts) {
    return new OutgoingRequest("POST", url, headers, body, customersHosts, USUAL_LIMIT, 0);
  }

  /** A GET; an answer of at most 1 MB is taken, and no redirect. */
  public static OutgoingRequest get(
      String url, Map<String, String> headers, List<String> customersHosts) {
    return new OutgoingRequest("GET", url, headers, new byte[0], customersHosts, USUAL_LIMIT, 0);
  }

  /** A GET of a picture of at most 7 MB, behind at most two redirects. */
  public static OutgoingRequest picture(String url, List<String> customersHosts) {
    return new OutgoingRequest("GET", url, Map.of(), new byte[0], customersHosts, PICTURE_LIMIT, 2);
  }
}
