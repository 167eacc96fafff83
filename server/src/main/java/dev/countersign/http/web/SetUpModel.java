package dev.countersign.http.web;

import dev.countersign.http.page.Problems;

/**
 * The page on which an app for codes is set up.
 *
 * @param image the QR code, as a URL
 * @param secret the same to type, in groups of four
 * @param problems what went wrong before
 * @param action where the form goes
 * @param next the page to go on to
 * @param flow the request of an application that waits, or empty
 */
public record SetUpModel(
    String image, String secret, Problems problems, String action, String next, String flow) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "SetUpModel[…]";
  }
}
