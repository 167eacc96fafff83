package dev.countersign.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The whole configuration of one process, valid by construction when it comes from {@link #load}.
 *
 * @param data where data is kept: the data folder and the database
 * @param server the listening socket, its limits and what stands in front of it
 * @param log format and threshold of the log
 * @param defaultCustomer the customer meant by requests of the token and IAM dialects that name
 *     none
 * @param passwords cost of password hashing and the list of breached passwords
 * @param face models, threads and queue of the face engine
 * @param tokens lifetimes of the tokens handed out
 * @param sessions lifetime of sessions and of their refresh tokens
 * @param keys the key-encryption key and the rotation of signing keys
 * @param throttle what failed guesses cost the guesser
 * @param devices how long a device may take to answer a challenge
 * @param enrolment how long an enrolment address stays usable
 * @param mail the mail server; empty when the server sends no mail
 * @param outgoing which hosts the server may call
 * @param outbox how long and how often undelivered messages are tried
 * @param docs the pages for developers
 * @param audit how long the audit trail is kept
 * @param housekeeping how expired rows are removed
 * @param metrics who may read the metrics
 * @param console who gets into the console
 * @param effective every key with its value as text and its origin, in the order of the reference
 *     page; secrets are masked
 */
public record Configuration(
    DataSettings data,
    ServerSettings server,
    LogSettings log,
    Optional<String> defaultCustomer,
    PasswordSettings passwords,
    FaceSettings face,
    TokenSettings tokens,
    SessionSettings sessions,
    KeySettings keys,
    ThrottleSettings throttle,
    DeviceSettings devices,
    EnrolmentSettings enrolment,
    Optional<MailSettings> mail,
    OutgoingSettings outgoing,
    OutboxSettings outbox,
    DocsSettings docs,
    AuditSettings audit,
    HousekeepingSettings housekeeping,
    MetricsSettings metrics,
    ConsoleSettings console,
    List<EffectiveValue> effective) {

  /** Takes a copy of the list of effective values. */
  public Configuration {
    effective = List.copyOf(effective);
  }

  /**
   * Reads every source, lets later ones win (default, file, environment, flag) and checks the
   * result as a whole.
   *
   * @throws ConfigurationException with every error of every source, when there is any
   */
  public static Configuration load(ConfigurationSources sources) {
    return from(new ConfigurationLoader().load(sources));
  }

  /** Every key with its description, in the order of the reference page: the flags of a command. */
  public static SequencedMap<String, String> descriptions() {
    SequencedMap<String, String> descriptions = new LinkedHashMap<>();
    Keys.all().forEach(key -> descriptions.put(key.name(), key.description()));
    return descriptions;
  }

  static Configuration from(Values values) {
    return new Configuration(
        DataSettings.from(values),
        ServerSettings.from(values),
        LogSettings.from(values),
        values.get(Keys.DEFAULT_CUSTOMER),
        PasswordSettings.from(values),
        FaceSettings.from(values),
        TokenSettings.from(values),
        SessionSettings.from(values),
        KeySettings.from(values),
        ThrottleSettings.from(values),
        new DeviceSettings(values.get(Keys.DEVICES_CHALLENGE_TTL)),
        new EnrolmentSettings(values.get(Keys.ENROLMENT_URL_TTL)),
        MailSettings.from(values),
        OutgoingSettings.from(values),
        OutboxSettings.from(values),
        new DocsSettings(values.get(Keys.DOCS_ENABLED)),
        new AuditSettings(values.get(Keys.AUDIT_RETENTION)),
        HousekeepingSettings.from(values),
        new MetricsSettings(values.get(Keys.METRICS_ALLOW)),
        new ConsoleSettings(values.get(Keys.CONSOLE_ENABLED), values.get(Keys.CONSOLE_TWO_FACTORS)),
        values.effective());
  }
}
