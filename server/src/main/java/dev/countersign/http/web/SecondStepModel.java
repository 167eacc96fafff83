package dev.countersign.http.web;

import dev.countersign.factor.Method;
import dev.countersign.http.page.Problems;
import java.util.List;

/**
 * The page that asks for a second factor.
 *
 * @param userName who is signing in
 * @param method what it asks for
 * @param others what it could ask for instead
 * @param problems what went wrong before
 * @param codeSent whether a code was mailed
 * @param rememberDays for how many days the browser may be remembered; 0 for never
 * @param next the page to go on to
 * @param flow the request of an application that waits, or empty
 * @param options what the script calls the browser with for a passkey, else empty
 */
public record SecondStepModel(
    String userName,
    Method method,
    List<Method> others,
    Problems problems,
    boolean codeSent,
    int rememberDays,
    String next,
    String flow,
    String options) {
  /** Keeps an unmodifiable copy. */
  public SecondStepModel {
    others = List.copyOf(others);
  }

  /** Whether it asks for that. */
  public boolean asksFor(String text) {
    return method.text().equals(text);
  }

  /** The address of this page with another method. */
  public String link(Method other) {
    return SecondStepPage.address(next, flow) + "&method=" + other.text();
  }
}
