package dev.countersign.http.web;

import dev.countersign.http.page.DataLink;
import dev.countersign.http.page.View;
import java.util.List;

/**
 * The page that shows recovery codes, once.
 *
 * @param codes to keep
 * @param next the page to go on to
 */
public record RecoveryCodesModel(List<String> codes, String next) {
  /** Keeps an unmodifiable copy. */
  public RecoveryCodesModel {
    codes = List.copyOf(codes);
  }

  /** The page. */
  public View view() {
    return View.of(200, "recovery-codes.jte", this);
  }

  /** The codes as a file. */
  public String file() {
    return DataLink.text(String.join("\n", codes) + "\n");
  }

  /** Without the codes. */
  @Override
  public String toString() {
    return "RecoveryCodesModel[…]";
  }
}
