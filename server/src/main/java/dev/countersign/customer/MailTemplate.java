package dev.countersign.customer;

import dev.countersign.domain.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail as a customer wants it. {@code {userName}}, {@code {fullName}}, {@code {emailId}}, {@code
 * {phoneNumber}} and {@code {enrollmentUrl}} in the subject and the body, and {@code {emailId}} as
 * a recipient, stand for what is known of the person.
 *
 * @param subject one line
 * @param body plain text
 * @param from the sender's address, or the empty string for the server's own
 * @param to the recipients' addresses; none for the person concerned
 */
public record MailTemplate(String subject, String body, String from, List<String> to) {
  /** No mail is sent. */
  public static final MailTemplate EMPTY = new MailTemplate("", "", "", List.of());

  private static final int LONGEST_LINE = 255;
  private static final int LONGEST_BODY = 65_536;
  private static final int MOST_RECIPIENTS = 50;
  private static final String PERSON = "{emailId}";
  private static final String ADDRESS = "[^\\s@<>,;:\"()\\[\\]\\\\]+@[^\\s@<>,;]+";
  private static final Pattern MAILBOX =
      Pattern.compile(ADDRESS + "|[^@<>,;:\"\\\\]+ <" + ADDRESS + ">");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

  /**
   * Checks every part. What ends up in a mail's header is one line, so that nobody can add headers
   * of their own.
   *
   * @throws InvalidInput when a part cannot be used
   */
  public MailTemplate {
    to = List.copyOf(to);
    line("emailSubjectField", subject);
    line("emailFromField", from);
    if (body.length() > LONGEST_BODY) {
      throw new InvalidInput("emailBodyField must have at most " + LONGEST_BODY + " characters");
    }
    if (!from.isEmpty() && !MAILBOX.matcher(from).matches()) {
      throw new InvalidInput(
          "emailFromField must look like name@example.org or Name <name@example.org>");
    }
    if (to.size() > MOST_RECIPIENTS) {
      throw new InvalidInput("emailToField must have at most " + MOST_RECIPIENTS + " addresses");
    }
    to.forEach(MailTemplate::requireRecipient);
  }

  private static void requireRecipient(String recipient) {
    line("emailToField", recipient);
    if (!recipient.equals(PERSON) && !MAILBOX.matcher(recipient).matches()) {
      throw new InvalidInput(
          "emailToField must hold addresses like name@example.org, or "
              + PERSON
              + " for the person's own");
    }
  }

  private static void line(String what, String text) {
    if (text.length() > LONGEST_LINE) {
      throw new InvalidInput(what + " must have at most " + LONGEST_LINE + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(what + " must not contain line breaks or control characters");
    }
  }

  /** Whether no mail is wanted. */
  public boolean isEmpty() {
    return subject.isEmpty() && body.isEmpty();
  }

  /**
   * The mail for one person. Values are put in once: what looks like a placeholder within a value
   * stays as it is. Recipients that come to nothing are left out.
   */
  public MailTemplate filled(Map<String, String> values) {
    return new MailTemplate(
        shortened(filled(subject, values)),
        filled(body, values),
        from,
        to.stream()
            .map(recipient -> recipient(recipient, values))
            .filter(recipient -> !recipient.isEmpty())
            .toList());
  }

  private static String recipient(String recipient, Map<String, String> values) {
    if (!recipient.equals(PERSON)) {
      return recipient;
    }
    return filled(recipient, values);
  }

  private static String shortened(String subject) {
    if (subject.length() <= LONGEST_LINE) {
      return subject;
    }
    int end = LONGEST_LINE;
    if (Character.isHighSurrogate(subject.charAt(end - 1))) {
      end--;
    }
    return subject.substring(0, end);
  }

  private static String filled(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match, values)));
  }

  private static String value(MatchResult match, Map<String, String> values) {
    return values.getOrDefault(match.group(1), match.group());
  }
}
