package dev.countersign.signin;

import dev.countersign.audit.AuditLog.About;
import dev.countersign.device.DeviceProofs;
import dev.countersign.device.PresentedProof;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.naming.Name;
import dev.countersign.store.Store;
import java.util.Optional;

/**
 * Whose account a person says is theirs, before anything is verified.
 *
 * @param customer whose user, absent when the server has no customer that could be meant
 * @param nameKey the name as it is compared, absent when it cannot be anybody's
 * @param user absent when there is none
 */
record ClaimedAccount(
    Optional<CustomerId> customer, Optional<String> nameKey, Optional<User> user) {
  private static final UserId NOBODY = new UserId(Long.MAX_VALUE);

  static ClaimedAccount find(Store store, Optional<CustomerId> customer, String userName) {
    Optional<String> nameKey = Name.lookupKey(userName);
    Optional<User> user =
        customer.flatMap(
            whose -> nameKey.flatMap(key -> store.read(tx -> tx.users().byNameKey(whose, key))));
    return new ClaimedAccount(customer, nameKey, user);
  }

  /** What guesses at the account are counted under, of whatever kind they are. */
  String counted() {
    return counted(customer, nameKey);
  }

  /** What guesses at the account of that name are counted under. */
  static String counted(Optional<CustomerId> customer, Optional<String> nameKey) {
    String whose = customer.map(CustomerId::toString).orElse("");
    return "user\n" + whose + "\n" + nameKey.orElse("");
  }

  /**
   * The key of the device whose proof holds. Nobody's devices are looked up where there is no such
   * person, so that the time taken does not tell.
   */
  Optional<String> proven(DeviceProofs proofs, PresentedProof proof) {
    UserId whom = user.map(User::id).orElse(NOBODY);
    return customer.filter(whose -> proofs.holds(whose, whom, proof)).map(_ -> proof.deviceKey());
  }

  /** Whom the audit trail is told of. */
  About about() {
    if (user.isEmpty()) {
      return customer.map(About::customer).orElse(About.SERVER);
    }
    return About.user(user.get().customerId(), user.get().id());
  }
}
