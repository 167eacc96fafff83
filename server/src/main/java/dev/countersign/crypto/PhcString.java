package dev.countersign.crypto;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash in the PHC string format, {@code $id$v=19$m=1,t=2$salt$hash}, and passlib's variation of
 * it with a bare number of rounds and a dot for the plus sign.
 */
final class PhcString {

  /** The name under which a bare number of rounds is found. */
  static final String ROUNDS = "";

  private static final int LONGEST = 512;
  private static final int LEAST_HASH = 16;
  private static final int MOST_HASH = 128;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$([a-z0-9-]{1,32})(?:\\$v=([0-9]{1,3}))?\\$([a-z0-9=,]{1,64})"
              + "\\$([A-Za-z0-9+/.]{1,256}=*)\\$([A-Za-z0-9+/.]{16,256}=*)");
  private static final Pattern PARAMETER = Pattern.compile("(?:([a-z]{1,8})=)?([0-9]{1,9})");

  private final String id;
  private final Optional<Integer> version;
  private final Map<String, Integer> parameters;
  private final byte[] salt;
  private final byte[] hash;

  private PhcString(Matcher form) {
    this.id = form.group(1);
    this.version = Optional.ofNullable(form.group(2)).map(Integer::valueOf);
    this.parameters = parameters(form.group(3));
    this.salt = decoded(form.group(4));
    this.hash = decoded(form.group(5));
    if (hash.length < LEAST_HASH || hash.length > MOST_HASH) {
      throw new IllegalArgumentException("A hash has 16 to 128 bytes");
    }
  }

  /**
   * Reads a string of this form, or empty where the text has another one.
   *
   * @throws IllegalArgumentException where the form is right and a part of it is not
   */
  static Optional<PhcString> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > LONGEST || !form.matches()) {
      return Optional.empty();
    }
    return Optional.of(new PhcString(form));
  }

  /** The string of an Argon2id hash, as the reference implementation writes it. */
  static String argon2id(Argon2Parameters cost, byte[] salt, byte[] hash) {
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + cost.memoryKib()
        + ",t="
        + cost.iterations()
        + ",p="
        + cost.parallelism()
        + "$"
        + encoder.encodeToString(salt)
        + "$"
        + encoder.encodeToString(hash);
  }

  private static Map<String, Integer> parameters(String list) {
    Map<String, Integer> read = new HashMap<>();
    for (String item : list.split(",", -1)) {
      Matcher parameter = PARAMETER.matcher(item);
      if (!parameter.matches()) {
        throw new IllegalArgumentException("A parameter of the hash is not name=number");
      }
      String name = Optional.ofNullable(parameter.group(1)).orElse(ROUNDS);
      if (read.put(name, Integer.valueOf(parameter.group(2))) != null) {
        throw new IllegalArgumentException("A parameter of the hash stands twice");
      }
    }
    return Map.copyOf(read);
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text.replace('.', '+'));
  }

  String id() {
    return id;
  }

  Optional<Integer> version() {
    return version;
  }

  byte[] salt() {
    return salt;
  }

  byte[] hash() {
    return hash;
  }

  boolean has(String parameter) {
    return parameters.containsKey(parameter);
  }

  /** The parameter's number, which must lie between the two given. */
  int number(String parameter, int least, int most) {
    Integer value = parameters.get(parameter);
    if (value == null || value < least || value > most) {
      throw new IllegalArgumentException(
          "The hash needs a parameter '" + parameter + "' from " + least + " to " + most);
    }
    return value;
  }
}
