package dev.countersign.http.web;

import dev.countersign.crypto.Secret;
import dev.countersign.http.page.QrImage;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What an app for codes is given: the {@code otpauth} URI that all of them read.
 *
 * @param secret in Base32
 * @param uri for the app
 */
public record AppLink(Secret secret, String uri) {
  private static final int GROUP = 4;

  /** The link of a person's account at that issuer. */
  public static AppLink of(String issuerUrl, String userName, Secret secret) {
    String issuer = URI.create(issuerUrl).getHost();
    return new AppLink(
        secret,
        "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30"
            .formatted(encoded(issuer), encoded(userName), secret.text(), encoded(issuer)));
  }

  private static String encoded(String text) {
    // In a path a plus stands for itself.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** As a QR code. */
  public String image() {
    return QrImage.of(uri);
  }

  /** To type, in groups of four. */
  public String grouped() {
    return secret.text().replaceAll("(.{" + GROUP + "})(?!$)", "$1 ");
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "AppLink[…]";
  }
}
