package dev.countersign.lifecycle;

import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.naming.Name;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody signed up with, as it waits, encrypted, for the address to be confirmed.
 *
 * @param fields by the names they are kept under
 */
record SignUpForm(Map<String, String> fields) {
  static final String USER_NAME = "userName";
  static final String FULL_NAME = "fullName";

  private static final String EMAIL = "email";
  private static final String PHONE = "phoneNumber";
  private static final String COUNTRY = "countryCode";
  private static final String HASH = "hash";
  private static final String BROWSER = "browser";

  /** Keeps an unmodifiable copy. */
  SignUpForm {
    fields = Map.copyOf(fields);
  }

  /**
   * A new one.
   *
   * @param hash of the password they chose
   */
  static SignUpForm of(Name name, SignUp.Wanted wanted, String hash, Origin origin) {
    Profile profile = wanted.profile();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(USER_NAME, name.given());
    fields.put(FULL_NAME, profile.fullName());
    fields.put(EMAIL, profile.email());
    fields.put(PHONE, profile.phoneNumber());
    fields.put(COUNTRY, profile.countryCode());
    fields.put(HASH, hash);
    wanted.browser().ifPresent(browser -> fields.put(BROWSER, hex(browser)));
    fields.putAll(Accounts.fields(origin));
    return new SignUpForm(fields);
  }

  private static String hex(TokenDigest digest) {
    return HexFormat.of().formatHex(digest.bytes());
  }

  private String text(String name) {
    return fields.getOrDefault(name, "");
  }

  String userName() {
    return text(USER_NAME);
  }

  /** The form the name is compared by, where it can be one. */
  Optional<String> nameKey() {
    return Name.lookupKey(userName());
  }

  String email() {
    return text(EMAIL);
  }

  Profile profile(boolean verified) {
    return new Profile(text(FULL_NAME), email(), verified, text(PHONE), text(COUNTRY));
  }

  Optional<String> hash() {
    return Optional.ofNullable(fields.get(HASH));
  }

  /** Whether the browser that kept this made it. */
  boolean madeIn(Optional<String> browser) {
    String made = text(BROWSER);
    return !made.isEmpty()
        && browser.map(kept -> hex(TokenDigest.of(kept))).filter(made::equals).isPresent();
  }

  /** Without anything personal. */
  @Override
  public String toString() {
    return "SignUpForm[…]";
  }
}
