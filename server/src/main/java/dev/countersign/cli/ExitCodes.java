package dev.countersign.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the process says to the shell when it ends. */
final class ExitCodes {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int UNUSABLE = 3;

  /** Of the commands about faces alone. */
  static final int NO_MATCH = 4;

  /** Of the commands about faces alone. */
  static final int PICTURE_REFUSED = 5;

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

  /** For the footers of the commands about faces. */
  static Map<String, String> describedForFaces() {
    Map<String, String> described = described();
    described.put(" 4", "it was done, and the face is nobody's who was asked for");
    described.put(" 5", "a picture was refused; the message says why and what to do");
    return described;
  }
}
