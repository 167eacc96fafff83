package dev.countersign.notify;

/**
 * A POST to a URL of the customer's, signed with the customer's callback secret as it is when the
 * callback is delivered.
 *
 * @param url where to; the outgoing guard judges it at delivery
 * @param body the JSON to send, byte by byte
 */
public record Callback(String url, byte[] body) {
  /** Takes a copy of the body. */
  public Callback {
    body = body.clone();
  }

  /** Nothing of it is shown: it tells of people. */
  @Override
  public String toString() {
    return "Callback[…]";
  }
}
