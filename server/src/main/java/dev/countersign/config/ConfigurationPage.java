package dev.countersign.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The reference page of the configuration, made from the table of keys. */
public final class ConfigurationPage {

  /** The file on the page, kept valid by a test. */
  static final String EXAMPLE =
      """
      server:
        port: 8443
        bind: 0.0.0.0
        base-url: https://login.example.com
        trusted-proxies:
          - 10.0.0.0/8
      db: postgresql://countersign@db.example.com:5432/countersign
      log.format: json
      """;

  private static final String HEAD =
      """
      # Configuration

      This page is made from the table of keys in the program; a test compares the two.

      A setting is taken from the last of these places that gives it:

      1. its default;
      2. a YAML file: the one named with `--config FILE`, else `countersign.yaml` in the data folder
         if there is one;
      3. the environment: `server.base-url` is `COUNTERSIGN_SERVER_BASE_URL`;
      4. the command line: `--server.base-url=https://login.example.com`.

      In the file, keys may be nested or written with their dot:

      ```yaml
      EXAMPLE```

      Durations are a whole number and `ms`, `s`, `m`, `h` or `d`; sizes a whole number and `B`,
      `KiB`, `MiB` or `GiB`. Lists are comma separated in the environment and on the command line, and
      may be YAML sequences in the file. Relative paths start at the folder the server is started in.

      Everything is checked before the server starts, and every error is told at once: a value that
      is not allowed, a key or a `COUNTERSIGN_` variable that does not exist (with the name that was
      probably meant), a key given twice in the file. A wrong value is an error even where a later
      place overrides it. `--print-config` shows each value and where it came from; secrets show as
      `********`.
      """;

  private static final Map<String, String> TITLES = titles();

  private ConfigurationPage() {}

  /** The whole page as Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD.replace("EXAMPLE", EXAMPLE));
    String group = "none yet";
    for (Key<?> key : Keys.all()) {
      if (!key.group().equals(group)) {
        group = key.group();
        page.append("\n## ").append(TITLES.getOrDefault(group, group)).append("\n\n");
        page.append("| Key and variable | Default | Meaning | Allowed |\n|---|---|---|---|\n");
      }
      page.append(row(key));
    }
    return page.toString();
  }

  private static String row(Key<?> key) {
    String fallback = key.defaultText().isEmpty() ? "empty" : "`" + key.defaultText() + "`";
    String secret = key.secrecy() == Key.Secrecy.OPEN ? "" : " Secret: never shown.";
    return "| `%s`<br>`%s` | %s | %s%s | %s |\n"
        .formatted(
            key.name(),
            key.environmentName(),
            fallback,
            cell(key.description()),
            key.secrecy() == Key.Secrecy.DATABASE_URL ? " Its password is never shown." : secret,
            cell(key.type().allowed()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
  }

  private static Map<String, String> titles() {
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("", "Data, database and default customer");
    titles.put("server", "Server");
    titles.put("log", "Log");
    titles.put("passwords", "Passwords");
    titles.put("face", "Faces");
    titles.put("tokens", "Tokens");
    titles.put("sessions", "Sessions");
    titles.put("refresh", "Refresh tokens");
    titles.put("keys", "Keys");
    titles.put("throttle", "Throttling of guesses");
    titles.put("devices", "Devices");
    titles.put("enrolment", "Enrolment");
    titles.put("mail", "Mail");
    titles.put("outgoing", "Outgoing requests");
    titles.put("outbox", "Outbox");
    titles.put("docs", "Pages for developers");
    titles.put("audit", "Audit trail");
    titles.put("housekeeping", "Housekeeping");
    titles.put("metrics", "Metrics");
    titles.put("console", "Console");
    return titles;
  }
}
