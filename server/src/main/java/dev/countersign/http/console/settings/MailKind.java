package dev.countersign.http.console.settings;

import dev.countersign.customer.AccountMail;
import dev.countersign.customer.CustomerSettings.MailOccasion;
import dev.countersign.customer.MailTemplate;
import dev.countersign.lifecycle.MailPreviews;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the mails whose text a customer may write.
 *
 * @param id its name in addresses and among the words of pages
 * @param setting what the names of its settings begin with
 * @param standard what is sent where the customer has no text of its own; absent where nothing is
 */
record MailKind(String id, String setting, Optional<MailTemplate> standard) {
  static List<MailKind> all(MailPreviews previews) {
    Stream<MailKind> accounts =
        Arrays.stream(AccountMail.values())
            .map(mail ->
                new MailKind(mail.text(), mail.setting(), Optional.of(previews.standard(mail))));
    Stream<MailKind> faces =
        Arrays.stream(MailOccasion.values())
            .map(mail ->
                new MailKind(
                    "face_" + mail.name().toLowerCase(Locale.ROOT),
                    mail.setting(),
                    Optional.empty()));
    return Stream.concat(accounts, faces).toList();
  }

  /** The parts of it that can be set. */
  List<String> parts() {
    if (standard.isPresent()) {
      return List.of("subject", "from", "body");
    }
    return List.of("subject", "from", "to", "body");
  }

  /** The name of that part's setting. */
  String name(String part) {
    return setting + "." + part;
  }

  /** Whether the customer has anything of its own among those settings. */
  boolean own(Map<String, String> settings) {
    return parts().stream().anyMatch(part -> !settings.getOrDefault(name(part), "").isEmpty());
  }

  /** What stands in that part where the customer has nothing of its own. */
  String standard(String part) {
    return switch (part) {
      case "subject" -> standard.map(MailTemplate::subject).orElse("");
      case "body" -> standard.map(MailTemplate::body).orElse("");
      default -> "";
    };
  }
}
