package dev.countersign.http.console;

/**
 * A secret, on the answer to the request that made it and nowhere else.
 *
 * @param frame what is around it
 * @param title what was done
 * @param lead what it means
 * @param label what the secret is
 * @param id what it goes with, such as a client's id, or empty
 * @param secret its text
 * @param back where to go on
 */
public record SecretModel(
    ConsoleFrame frame,
    String title,
    String lead,
    String label,
    String id,
    String secret,
    String back) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "SecretModel[" + title + "]";
  }
}
