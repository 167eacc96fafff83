package dev.countersign.customer;

import dev.countersign.customer.CustomerSettings.MailOccasion;
import dev.countersign.domain.InvalidInput;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the texts of each mail may name in braces, and what a mail is useless without. A name that
 * stands for nothing would be mailed as it is written.
 */
final class MailPlaceholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");
  private static final String SUBJECT = ".subject";
  private static final String BODY = ".body";
  private static final List<String> PERSON =
      List.of("userName", "fullName", "emailId", "phoneNumber");

  /** What each mail's texts may name, by what the names of its settings begin with. */
  private static final Map<String, Set<String>> KNOWN = known();

  private MailPlaceholders() {}

  private static Map<String, Set<String>> known() {
    Map<String, Set<String>> known = new HashMap<>();
    for (AccountMail mail : AccountMail.values()) {
      known.put(mail.setting(), of(mail));
    }
    for (MailOccasion mail : MailOccasion.values()) {
      String own = mail == MailOccasion.ENROLMENT_URL ? "enrollmentUrl" : "message";
      known.put(mail.setting(), with(PERSON, own));
    }
    return known;
  }

  private static Set<String> of(AccountMail mail) {
    Set<String> anybody = with(PERSON, "customer");
    return switch (mail) {
      // Nothing else is known any more when it is sent.
      case DELETED ->
          with(
              List.of("customer", "time", "userId"),
              "receipt",
              "templates",
              "samples",
              "pictures",
              "consents");
      case ACCOUNT_EXISTS, NAME_TAKEN, PASSWORD_CHANGED, FACTOR_ADDED, FACTOR_REMOVED ->
          with(anybody, "link");
      case ADDRESS_CHANGING -> with(anybody, "link", "code", "time", "newEmailId");
      case SIGN_UP, INVITATION, VERIFY_ADDRESS, RESET_PASSWORD, CONFIRM_ADDRESS, DELETION_PLANNED ->
          with(anybody, "link", "code", "time");
    };
  }

  private static Set<String> with(Iterable<String> some, String... more) {
    Set<String> all = new TreeSet<>();
    some.forEach(all::add);
    Collections.addAll(all, more);
    return all;
  }

  /** A sentence about what the body of that mail may and must name. */
  static String sentence(AccountMail mail) {
    Set<String> known = of(mail);
    String sentence = "Its text, which may name " + listed(known) + ".";
    return known.contains("code") ? sentence + " It needs {link} or {code}." : sentence;
  }

  private static String listed(Set<String> names) {
    return names.stream().map(name -> "{" + name + "}").collect(Collectors.joining(", "));
  }

  /**
   * Refuses a text that names what the mail does not know, or lacks what it is for. The empty text
   * stands for the standard one. Settings that are no texts of mails are not looked at.
   *
   * @param setting its name
   * @throws InvalidInput with a message that says what there is
   */
  static void require(String setting, String text) {
    for (String part : List.of(SUBJECT, BODY)) {
      String mail = setting.substring(0, Math.max(0, setting.length() - part.length()));
      if (setting.endsWith(part) && KNOWN.containsKey(mail) && !text.isEmpty()) {
        require(setting, text, KNOWN.getOrDefault(mail, Set.of()), part.equals(BODY));
      }
    }
  }

  private static void require(String setting, String text, Set<String> known, boolean body) {
    Set<String> named = named(text);
    Set<String> strange = new TreeSet<>(named);
    strange.removeAll(known);
    if (!strange.isEmpty()) {
      throw new InvalidInput(
          "%s must not name %s; what this mail knows is %s"
              .formatted(setting, listed(strange), listed(known)));
    }
    boolean leads = known.contains("code");
    if (body && leads && Collections.disjoint(named, Arrays.asList("link", "code"))) {
      throw new InvalidInput(
          setting
              + " must contain {link} or {code}: without either nobody can do what the mail asks"
              + " for");
    }
  }

  private static Set<String> named(String text) {
    Set<String> named = new TreeSet<>();
    Matcher found = PLACEHOLDER.matcher(text);
    while (found.find()) {
      named.add(found.group(1));
    }
    return named;
  }
}
