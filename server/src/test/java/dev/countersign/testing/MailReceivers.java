package dev.countersign.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** Mail servers that keep what they are sent. */
public final class MailReceivers {
  // Two seconds without this, in which a busy machine may not have run its thread.
  private static final long STARTUP_MILLIS = 30_000;

  private MailReceivers() {}

  /** One on a free port of this machine, not yet started. */
  public static GreenMail create() {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(STARTUP_MILLIS);
    return new GreenMail(setup);
  }
}
