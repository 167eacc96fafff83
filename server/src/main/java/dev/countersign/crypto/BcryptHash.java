package dev.countersign.crypto;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** A bcrypt hash, {@code $2a$}, {@code $2b$} or {@code $2y$}: bytes beyond the 72nd are ignored. */
final class BcryptHash implements StoredHash {

  private static final int MOST_COST = 18;
  private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

  private final String text;

  BcryptHash(String text) {
    this.text = text;
  }

  static boolean looksLike(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return false;
    }
    int cost = Integer.parseInt(form.group(1));
    return cost >= 4 && cost <= MOST_COST;
  }

  @Override
  public boolean matches(String password, Argon2Engine engine) {
    return OpenBSDBCrypt.checkPassword(text, password.getBytes(StandardCharsets.UTF_8));
  }
}
