package dev.countersign.token;

import dev.countersign.domain.ClientId;
import dev.countersign.domain.SessionId;
import java.util.Arrays;

/**
 * What a client calls a browser's session in ID and logout tokens: the same for the client as long
 * as the session lasts, another for every client, and of no use anywhere else.
 */
public final class ClientSid {
  private static final int BYTES = 16;

  private ClientSid() {}

  /** The {@code sid} of that session at that client. */
  public static String of(SessionId browser, ClientId client) {
    byte[] digest = Digests.sha256(browser + "." + client);
    return Digests.encoded(Arrays.copyOf(digest, BYTES));
  }
}
