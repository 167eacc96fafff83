package dev.countersign.matching;

import dev.countersign.approval.OneTimeApprovals;
import dev.countersign.approval.OneTimeApprovals.Issued;
import dev.countersign.approval.OneTimeApprovals.Told;
import dev.countersign.capture.RequestPictures.Kept;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.domain.User;
import dev.countersign.matching.AuthenticationRequest.Code;
import dev.countersign.notify.CodeMail;
import dev.countersign.store.Transaction;
import java.util.Optional;

/**
 * Codes by mail that make up for a face a little too unlike: each for one person, and for the
 * template the face was compared with.
 */
public final class OneTimeCodeCheck {
  private static final String APPROVES = "face_authenticate";

  private final OneTimeApprovals approvals;
  private final CodeMail mail;

  public OneTimeCodeCheck(OneTimeApprovals approvals, CodeMail mail) {
    this.approvals = approvals;
    this.mail = mail;
  }

  /**
   * A code that was told back.
   *
   * @param kept of the picture it made up for
   */
  record Approved(Kept kept) {}

  /**
   * Mails a code; answers the reference it is asked for by. Absent when no mail leaves this server,
   * the person has no address, or was sent as many as anybody needs.
   */
  Optional<String> send(Transaction tx, User user, long templateVersion, Kept kept) {
    if (!mail.allows(tx, "face code", user)) {
      return Optional.empty();
    }
    String approves =
        prefix(templateVersion)
            + text(kept.portrait())
            + "/"
            + text(kept.original())
            + "/"
            + text(kept.address());
    Issued issued = approvals.issue(tx, user.customerId(), user.id(), approves);
    mail.send(
        tx,
        user,
        "Your one time code",
        "Your code is "
            + issued.code().text()
            + ". It holds for 5 minutes. If you did not ask for it, do not tell it to anybody.\n");
    return Optional.of(issued.reference());
  }

  /** What the code approves, once; absent when it is wrong, used, expired or somebody else's. */
  Optional<Approved> take(Transaction tx, User user, Code told) {
    long version =
        tx.faceTemplates()
            .find(user.customerId(), user.id())
            .map(StoredTemplate::version)
            .orElse(0L);
    String prefix = prefix(version);
    Secret code = Secret.of(told.code().strip());
    return approvals
        .redeem(
            tx,
            new Told(user.customerId(), user.id(), told.reference(), code),
            approves -> approves.startsWith(prefix))
        .map(approves -> approved(approves.substring(prefix.length())));
  }

  private static String prefix(long version) {
    return APPROVES + "/" + version + "/";
  }

  private static String text(Optional<Long> id) {
    return id.map(String::valueOf).orElse("");
  }

  private static Approved approved(String ids) {
    String[] parts = (ids + "/").split("/", -1);
    return new Approved(new Kept(id(parts[0]), id(parts[1]), id(parts[2])));
  }

  private static Optional<Long> id(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty()).map(Long::valueOf);
  }
}
