package dev.countersign.config;

import static dev.countersign.config.SizeText.GIB;
import static dev.countersign.config.SizeText.KIB;
import static dev.countersign.config.SizeText.MIB;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of all keys, in the order of the reference page. A key is declared here and once. */
final class Keys {

  private static final List<Key<?>> DECLARED = new ArrayList<>();

  private static final int MANY = 1_000_000;

  // ---- data and database

  static final Key<Path> DATA =
      open(
          "data",
          ValueType.path(),
          "./data",
          "The folder the server keeps its files in: the embedded database, and the key that"
              + " encrypts secrets. A relative path starts at the folder the server is started"
              + " in.");
  static final Key<Optional<PostgresUrl>> DB =
      add(
          new Key<>(
              "db",
              ValueType.optional(PostgresUrl.type()),
              "",
              "The PostgreSQL database to use. Empty means the embedded SQLite database in the data"
                  + " folder, which needs no setup and serves one process.",
              Key.Secrecy.DATABASE_URL));
  static final Key<Optional<String>> DB_USER =
      open(
          "db-user",
          ValueType.optional(ValueType.text()),
          "",
          "The PostgreSQL role to log in as, when `db` does not name it.");
  static final Key<Optional<SecretText>> DB_PASSWORD =
      secret(
          "db-password",
          "The password of the PostgreSQL role, when `db` does not hold it. The environment is a"
              + " better place for it than the command line, which other users of the machine can"
              + " see.");
  static final Key<Integer> DB_POOL_SIZE =
      open(
          "db-pool-size",
          ValueType.integer(1, 1000),
          "10",
          "How many connections to the database this process opens at most. With several processes"
              + " on one PostgreSQL, their sum must stay below its `max_connections`.");
  static final Key<Optional<String>> DEFAULT_CUSTOMER =
      open(
          "default-customer",
          ValueType.optional(ValueType.text()),
          "",
          "The customer meant by requests of the token and IAM dialects that name none, unless the"
              + " address they call is a customer's own. Empty means the customer that was created"
              + " first, and nobody once that one is deleted.");

  // ---- server

  static final Key<Integer> SERVER_PORT =
      open(
          "server.port",
          ValueType.integer(0, 65_535),
          "8080",
          "The TCP port to listen on. 0 takes any free port and prints it.");
  static final Key<String> SERVER_BIND =
      open(
          "server.bind",
          NetworkTypes.host(),
          "127.0.0.1",
          "The address to listen on. The default can be reached from this machine alone; 0.0.0.0"
              + " listens on every network.");
  static final Key<Optional<URI>> SERVER_BASE_URL =
      open(
          "server.base-url",
          ValueType.optional(NetworkTypes.baseUrl()),
          "",
          "The URL under which browsers and other servers reach this one; it is written into tokens"
              + " and links. Empty means http(s)://localhost:PORT, which is only good for trying"
              + " things out.");
  static final Key<Optional<Path>> SERVER_TLS_CERT =
      open(
          "server.tls-cert",
          ValueType.optional(ValueType.readableFile()),
          "",
          "The certificate chain (PEM) to serve HTTPS with. Leave it empty when a proxy in front"
              + " does that.");
  static final Key<Optional<Path>> SERVER_TLS_KEY =
      open(
          "server.tls-key",
          ValueType.optional(ValueType.readableFile()),
          "",
          "The private key (PEM) that belongs to `server.tls-cert`.");
  static final Key<List<Cidr>> SERVER_TRUSTED_PROXIES =
      open(
          "server.trusted-proxies",
          NetworkTypes.cidrs(),
          "",
          "The addresses of the proxies in front of this server. Only requests that come from them"
              + " are believed when they say, in `server.forwarded-header`, who the caller is.");
  static final Key<ServerSettings.ForwardedHeader> SERVER_FORWARDED_HEADER =
      open(
          "server.forwarded-header",
          ValueType.choice(ServerSettings.ForwardedHeader.class),
          "x-forwarded-for",
          "The header in which the proxies say who called them. The other is ignored, because a"
              + " proxy passes on unchanged what it does not write itself.");
  static final Key<Long> SERVER_MAX_BODY =
      open(
          "server.max-body",
          ValueType.size(KIB, GIB),
          "1MiB",
          "The largest request body that is read. Larger requests are answered with 413.");
  static final Key<Long> SERVER_MAX_PICTURE_BODY =
      open(
          "server.max-picture-body",
          ValueType.size(KIB, GIB),
          "10MiB",
          "The same limit for the requests that carry pictures.");
  static final Key<Long> SERVER_MAX_UPLOAD =
      open(
          "server.max-upload",
          ValueType.size(KIB, 1024 * GIB),
          "1GiB",
          "The largest file that an operator may upload on the console's page of imports. It goes"
              + " to the disk as it comes and takes no memory; larger ones are put into the folder"
              + " by hand.");
  static final Key<Duration> SERVER_SHUTDOWN_GRACE =
      open(
          "server.shutdown-grace",
          ValueType.duration("0s", "10m"),
          "10s",
          "How long running requests may take to end after the server is told to stop.");

  // ---- log

  static final Key<LogSettings.Format> LOG_FORMAT =
      open(
          "log.format",
          ValueType.choice(LogSettings.Format.class),
          "text",
          "How log lines look: text for people, json for a log collector.");
  static final Key<LogSettings.Level> LOG_LEVEL =
      open(
          "log.level",
          ValueType.choice(LogSettings.Level.class),
          "info",
          "The least important messages that are still logged.");
  static final Key<LogSettings.Requests> LOG_REQUESTS =
      open(
          "log.requests",
          ValueType.choice(LogSettings.Requests.class),
          "failures",
          "Which requests get a line with method, path, status and time: all, failures (those"
              + " answered with 500 and above) or none.");

  // ---- passwords

  static final Key<Long> PASSWORDS_ARGON2_MEMORY =
      open(
          "passwords.argon2-memory",
          ValueType.size(8 * MIB, GIB),
          "19MiB",
          "The memory one password hash takes. More makes guessing stolen hashes dearer, and each"
              + " sign-in as well.");
  static final Key<Integer> PASSWORDS_ARGON2_ITERATIONS =
      open(
          "passwords.argon2-iterations",
          ValueType.integer(1, 100),
          "2",
          "How many times that memory is passed over for one hash. The time of a sign-in grows with"
              + " it.");
  static final Key<Integer> PASSWORDS_ARGON2_PARALLELISM =
      open(
          "passwords.argon2-parallelism",
          ValueType.integer(1, 16),
          "1",
          "How many lanes the memory is divided into for one hash. Leave it at 1 unless hashes come"
              + " from a system that used another number.");
  static final Key<Integer> PASSWORDS_HASH_THREADS =
      open(
          "passwords.hash-threads",
          ValueType.integer(0, 1024),
          "0",
          "How many passwords are hashed at the same time. 0 means one for each processor.");
  static final Key<Integer> PASSWORDS_HASH_QUEUE =
      open(
          "passwords.hash-queue",
          ValueType.integer(1, MANY),
          "512",
          "How many sign-ins may wait for a hash. When the queue is full, further ones are answered"
              + " with 503 and asked to try again.");
  static final Key<Optional<Path>> PASSWORDS_BREACHED_LIST =
      open(
          "passwords.breached-list",
          ValueType.optional(ValueType.readableFile()),
          "",
          "A file of known stolen passwords, which are then refused as new ones: SHA-1 in upper"
              + " case hexadecimal, one a line, sorted.");

  // ---- faces

  static final Key<Optional<Path>> FACE_MODELS =
      open(
          "face.models",
          ValueType.optional(ValueType.readableFolder()),
          "",
          "A folder with other face models: `fr_detect.onnx`, `fr_landmark.onnx`, `fr_feature.onnx`"
              + " and `fr_liveness.onnx`, with the same inputs and outputs. Empty means those packed"
              + " with the server. Faces enrolled with another `fr_feature.onnx` do not compare, and"
              + " thresholds cannot be asked for as a rate of false matches (`fmr:1e-5`).");
  static final Key<Integer> FACE_THREADS =
      open(
          "face.threads",
          ValueType.integer(0, 1024),
          "0",
          "How many pictures are searched for faces at the same time. 0 means one for each"
              + " processor.");
  static final Key<Integer> FACE_QUEUE =
      open(
          "face.queue",
          ValueType.integer(1, 10_000),
          "64",
          "How many pictures may wait for that, or for room in memory. Each holds the request it came"
              + " in. When the queue is full, further ones are answered with 503 and asked to try"
              + " again.");
  static final Key<Boolean> FACE_PRELOAD =
      open(
          "face.preload",
          ValueType.bool(),
          "true",
          "Whether the face models are loaded when the server starts, once a face was ever kept;"
              + " `/health/ready` waits for them. Otherwise the first picture loads them, which"
              + " takes it half a second: a server that never sees one saves about 60 MiB of"
              + " memory.");

  // ---- tokens, sessions, refresh

  static final Key<Duration> TOKENS_OPAQUE_TTL =
      open(
          "tokens.opaque-ttl",
          lifetime(),
          "14d",
          "How long an opaque token is good for when the request does not say.");
  static final Key<Duration> TOKENS_OPAQUE_MAX_TTL =
      open(
          "tokens.opaque-max-ttl",
          lifetime(),
          "14d",
          "The longest life a request may ask for an opaque token.");
  static final Key<Duration> TOKENS_ACCESS_TTL =
      open(
          "tokens.access-ttl",
          lifetime(),
          "2h",
          "How long an access token of the token dialect is good for.");
  static final Key<Duration> TOKENS_IAM_ACCESS_TTL =
      open(
          "tokens.iam-access-ttl",
          lifetime(),
          "1h",
          "How long an access token of the IAM dialect is good for.");
  static final Key<Duration> TOKENS_OAUTH_ACCESS_TTL =
      open(
          "tokens.oauth-access-ttl",
          lifetime(),
          "10m",
          "How long an access token of an OAuth client is good for.");
  static final Key<Duration> TOKENS_ID_TTL =
      open(
          "tokens.id-ttl",
          lifetime(),
          "1h",
          "How long an ID token of an OAuth client is good for.");
  static final Key<Boolean> TOKENS_DPOP_NONCE =
      open(
          "tokens.dpop-nonce",
          ValueType.bool(),
          "false",
          "Whether a DPoP proof needs a nonce of this server. Clients then ask twice whenever"
              + " theirs is older than five minutes; it helps where their clocks cannot be"
              + " trusted.");
  static final Key<Duration> SESSIONS_MAX_AGE =
      open(
          "sessions.max-age",
          lifetime(),
          "30d",
          "How long after signing in a user must sign in again, however active the session is.");
  static final Key<Duration> REFRESH_IDLE =
      open(
          "refresh.idle",
          lifetime(),
          "14d",
          "How long a refresh token may lie unused before it expires.");
  static final Key<Duration> REFRESH_GRACE =
      open(
          "refresh.grace",
          ValueType.duration("0s", "60s"),
          "30s",
          "For how long a refresh token that has just been exchanged may be presented again, as two"
              + " browser tabs do. Later it counts as stolen, and the session ends.");

  // ---- keys

  static final Key<Optional<Path>> KEYS_FILE =
      open(
          "keys.file",
          ValueType.optional(ValueType.path()),
          "",
          "The file with the key that encrypts the secrets in the database. Empty means"
              + " `keys/key-encryption-key.json` in the data folder; back it up apart from the"
              + " database, which cannot be read without it.");
  static final Key<Optional<Path>> KEYS_EPOCH_FOLDER =
      open(
          "keys.epoch-folder",
          ValueType.optional(ValueType.path()),
          "",
          "The folder with the keys that faces are encrypted under, one file for each epoch. Empty"
              + " means `epochs` beside the key file. Servers that share a database share it too.");
  static final Key<Optional<SecretText>> KEYS_VALUE =
      secret(
          "keys.value",
          "The same key given directly instead of in a file, for platforms that hand secrets over"
              + " in the environment.");
  static final Key<Duration> KEYS_ROTATE_EVERY =
      open(
          "keys.rotate-every",
          ValueType.duration("1h", "3650d"),
          "90d",
          "How long a key signs tokens before a new one takes its place.");
  static final Key<Duration> KEYS_PENDING =
      open(
          "keys.pending",
          ValueType.duration("30m", "30d"),
          "30m",
          "How long a new signing key is published before it signs, so that everybody who checks"
              + " tokens has seen it by then.");

  // ---- throttle

  static final Key<Integer> THROTTLE_FREE_ATTEMPTS =
      open(
          "throttle.free-attempts",
          ValueType.integer(1, MANY),
          "5",
          "How many wrong guesses for one account from one network cost no waiting.");
  static final Key<Duration> THROTTLE_BASE_DELAY =
      open(
          "throttle.base-delay",
          ValueType.duration("0s", "1d"),
          "1s",
          "How long the next attempt must wait after the first guess that is not free. Each further"
              + " wrong guess doubles it.");
  static final Key<Duration> THROTTLE_MAX_DELAY =
      open(
          "throttle.max-delay",
          ValueType.duration("0s", "7d"),
          "15m",
          "The longest wait the doubling leads to.");
  static final Key<Integer> THROTTLE_NETWORK_FREE_ATTEMPTS =
      open(
          "throttle.network-free-attempts",
          ValueType.integer(1, MANY),
          "100",
          "How many wrong guesses one network may make over all accounts before it must wait.");
  static final Key<Integer> THROTTLE_NETWORK_REQUESTS =
      open(
          "throttle.network-requests",
          ValueType.integer(1, MANY),
          "600",
          "How many sign-ins of applications, pushed requests of public clients and device"
              + " authorizations one network may begin within ten minutes.");
  static final Key<Integer> THROTTLE_ACCOUNT_CAP =
      open(
          "throttle.account-cap",
          ValueType.integer(1, MANY),
          "100",
          "How many wrong guesses one account may collect from anywhere within"
              + " `throttle.account-window`. Beyond it unknown devices wait"
              + " `throttle.cap-delay`.");
  static final Key<Duration> THROTTLE_ACCOUNT_WINDOW =
      open(
          "throttle.account-window",
          ValueType.duration("1m", "3650d"),
          "30d",
          "How far back wrong guesses count towards `throttle.account-cap`.");
  static final Key<Duration> THROTTLE_CAP_DELAY =
      open(
          "throttle.cap-delay",
          ValueType.duration("0s", "30d"),
          "1h",
          "How long each attempt must wait once an account is over `throttle.account-cap`.");

  // ---- devices, enrolment

  static final Key<Duration> DEVICES_CHALLENGE_TTL =
      open(
          "devices.challenge-ttl",
          ValueType.duration("10s", "1h"),
          "5m",
          "How long a device may take to sign the challenge it was sent.");
  static final Key<Duration> ENROLMENT_URL_TTL =
      open(
          "enrolment.url-ttl",
          ValueType.duration("1m", "365d"),
          "7d",
          "How long the address sent to somebody who is to enrol stays usable.");

  // ---- mail

  static final Key<Optional<String>> MAIL_HOST =
      open(
          "mail.host",
          ValueType.optional(NetworkTypes.host()),
          "",
          "The mail server (SMTP) to hand messages to. Empty means that no mail is sent.");
  static final Key<Integer> MAIL_PORT =
      open(
          "mail.port",
          ValueType.integer(1, 65_535),
          "587",
          "The port of the mail server: usually 587 with starttls, 465 with tls, 25 with none.");
  static final Key<Optional<String>> MAIL_USER =
      open(
          "mail.user",
          ValueType.optional(ValueType.text()),
          "",
          "The name to log in to the mail server with. Empty means without logging in.");
  static final Key<Optional<SecretText>> MAIL_PASSWORD =
      secret("mail.password", "The password that belongs to `mail.user`.");
  static final Key<Optional<String>> MAIL_FROM =
      open(
          "mail.from",
          ValueType.optional(NetworkTypes.mailbox()),
          "",
          "The address messages are sent from. Needed as soon as `mail.host` is set.");
  static final Key<MailSettings.Security> MAIL_SECURITY =
      open(
          "mail.security",
          ValueType.choice(MailSettings.Security.class),
          "starttls",
          "How the connection to the mail server is encrypted: starttls begins in the clear and"
              + " must then switch, tls is encrypted from the first byte, none never is.");

  // ---- outgoing, outbox

  static final Key<List<String>> OUTGOING_ALLOW_HOSTS =
      open(
          "outgoing.allow-hosts",
          NetworkTypes.hostsOrAny(),
          "",
          "The hosts this server may call, for pictures given by URL and for callbacks. Empty means"
              + " none; * means any host with a public address.");
  static final Key<Boolean> OUTGOING_ALLOW_HTTP =
      open(
          "outgoing.allow-http",
          ValueType.bool(),
          "false",
          "Whether such calls may use plain HTTP, which others on the way can read and change.");
  static final Key<List<HostPort>> OUTGOING_ALLOW_PRIVATE =
      open(
          "outgoing.allow-private",
          NetworkTypes.hostPorts(),
          "",
          "Hosts and ports that may be called although their address is private, for services"
              + " inside your own network. All other private addresses are refused.");
  static final Key<Duration> OUTBOX_MAX_AGE =
      open(
          "outbox.max-age",
          ValueType.duration("1m", "365d"),
          "3d",
          "How long delivery of a mail or callback is tried before it is given up.");
  static final Key<Duration> OUTBOX_BASE_DELAY =
      open(
          "outbox.base-delay",
          ValueType.duration("1ms", "1d"),
          "5s",
          "How long to wait after the first failed delivery. Each further failure doubles it.");
  static final Key<Duration> OUTBOX_MAX_DELAY =
      open(
          "outbox.max-delay",
          ValueType.duration("1ms", "7d"),
          "1h",
          "The longest wait between two tries of one delivery.");
  static final Key<Optional<URI>> OUTBOX_SMS_URL =
      open(
          "outbox.sms-url",
          ValueType.optional(NetworkTypes.baseUrl()),
          "",
          "The gateway that text messages are posted to, as {\"to\":\"+445550100\",\"text\":\"...\"},"
              + " signed like a callback; `outgoing.allow-hosts` has to name its host, and with http"
              + " `outgoing.allow-http` has to be true. Empty means that none is sent, whatever a"
              + " customer sets.");

  // ---- docs

  static final Key<Boolean> DOCS_ENABLED =
      open(
          "docs.enabled",
          ValueType.bool(),
          "true",
          "Whether the pages for developers are there: /docs, where the API is browsed, and"
              + " /docs/try, where its calls are tried. /openapi.json is there in any case.");

  // ---- audit, housekeeping, metrics

  static final Key<Duration> AUDIT_RETENTION =
      open(
          "audit.retention",
          ValueType.duration("1d", "36500d"),
          "400d",
          "How long events stay in the audit trail. Older ones are deleted.");
  static final Key<Duration> HOUSEKEEPING_INTERVAL =
      open(
          "housekeeping.interval",
          ValueType.duration("1s", "1d"),
          "1m",
          "How often expired rows (tokens, sessions, challenges) are looked for and deleted.");
  static final Key<Integer> HOUSEKEEPING_BATCH =
      open(
          "housekeeping.batch",
          ValueType.integer(1, 100_000),
          "500",
          "How many rows are deleted in one transaction. Small batches keep sign-ins from"
              + " waiting.");
  static final Key<List<Cidr>> METRICS_ALLOW =
      open(
          "metrics.allow",
          NetworkTypes.cidrs(),
          "127.0.0.0/8,::1/128",
          "The addresses that may read the metrics. Empty means nobody.");
  static final Key<Boolean> CONSOLE_ENABLED =
      open(
          "console.enabled",
          ValueType.bool(),
          "true",
          "Whether administrators and operators find a console at `/console`.");
  static final Key<Boolean> CONSOLE_TWO_FACTORS =
      open(
          "console.two-factors",
          ValueType.bool(),
          "true",
          "Whether they must have signed in with two factors. Without, a password alone opens"
              + " everything that a customer has.");

  private Keys() {}

  /** Every key, in the order of the reference page. */
  static List<Key<?>> all() {
    return List.copyOf(DECLARED);
  }

  static Optional<Key<?>> named(String name) {
    for (Key<?> key : DECLARED) {
      if (key.name().equals(name)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  static Optional<Key<?>> ofEnvironment(String variable) {
    for (Key<?> key : DECLARED) {
      if (key.environmentName().equals(variable)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** Whether some keys begin with this name and a dot. */
  static boolean isGroup(String name) {
    return DECLARED.stream().anyMatch(key -> key.group().equals(name));
  }

  private static <T> Key<T> open(
      String name, ValueType<T> type, String defaultText, String description) {
    return add(new Key<>(name, type, defaultText, description, Key.Secrecy.OPEN));
  }

  private static Key<Optional<SecretText>> secret(String name, String description) {
    ValueType<Optional<SecretText>> type = ValueType.optional(ValueType.secret());
    return add(new Key<>(name, type, "", description, Key.Secrecy.SECRET));
  }

  private static ValueType<Duration> lifetime() {
    return ValueType.duration("1s", "3650d");
  }

  private static <T> Key<T> add(Key<T> key) {
    DECLARED.add(key);
    return key;
  }
}
