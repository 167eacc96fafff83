package dev.countersign.http.page;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where to go on after a page. RFC 9700, section 2.1: "Clients and authorization servers MUST NOT
 * expose URLs that forward the user's browser to arbitrary URIs obtained from a query parameter
 * (open redirectors)"; so only paths of this server that are meant for it are taken, and everything
 * else leads to the account.
 */
public final class Continuation {
  /** Where people go who were going nowhere else. */
  public static final String ACCOUNT = "/account";

  private static final int LONGEST = 2000;

  /** Of segments, none is a dot or two, which browsers would resolve to a path of another kind. */
  private static final Pattern OURS =
      Pattern.compile(
          "/(account|device|consent|console)(/(?!\\.{1,2}(/|\\?|$))[A-Za-z0-9._~-]+)*"
              + "(\\?[A-Za-z0-9._~%=&+-]*)?");

  private static final Pattern CONSOLE = Pattern.compile("/console([/?].*)?");

  private Continuation() {}

  /** Whether that path leads into the console. */
  public static boolean intoConsole(String path) {
    return CONSOLE.matcher(path).matches();
  }

  /** The path that is asked for, if it is one of ours, else the account. */
  public static String of(Optional<String> asked) {
    return asked
        .filter(path -> path.length() <= LONGEST && OURS.matcher(path).matches())
        .orElse(ACCOUNT);
  }
}
