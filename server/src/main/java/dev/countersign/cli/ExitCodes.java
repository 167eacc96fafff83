package dev.countersign.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the process says to the shell when it ends. */
final class ExitCodes {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int UNUSABLE = 3;

  private ExitCodes() {}

  /** For the footer of every help page. */
  static Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    described.put(" 0", "done");
    described.put(" 1", "it could not be done; the message says why");
    described.put(" 2", "the command line is wrong");
    described.put(" 3", "the configuration or the database cannot be used");
    return described;
  }
}
