package dev.countersign.http.console;

/**
 * A secret, on the answer to the request that asked for it and nowhere else.
 *
 * @param frame what is around it
 * @param title what was done
 * @param lead what it means
 * @param label what the secret is
 * @param id what it goes with, such as a client's id, or empty
 * @param secret its text
 * @param back where to go on
 * @param once whether nobody can see it again
 */
public record SecretModel(
    ConsoleFrame frame,
    String title,
    String lead,
    String label,
    String id,
    String secret,
    String back,
    boolean once) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "SecretModel[" + title + "]";
  }
}
