package dev.countersign.signin;

import dev.countersign.audit.AuditLog.About;
import dev.countersign.device.DeviceProofs;
import dev.countersign.device.PresentedProof;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.matching.FaceComparison;
import dev.countersign.matching.FaceComparison.Compared;
import dev.countersign.naming.Name;
import dev.countersign.signin.UserSignIn.Grant;
import dev.countersign.signin.UserSignIn.Kind;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.util.Optional;

/**
 * Signs a person in with their face beside a confirmed device that proves itself: never with a face
 * alone.
 *
 * <p>The device's proof is checked first, and without it no picture is read. Reading one takes
 * memory and time of which there is little, and customers need it: a stranger gets none of it, and
 * each of their attempts counts as failed, however busy the server is. An unknown user, an unknown
 * device and a false proof all cost the same: two look-ups and one signature checked. A wrong face
 * takes longer, but only who holds a confirmed device's key gets that far, and they know the
 * account anyway. All are answered alike.
 */
public final class FaceSignIn {
  private static final UserId NOBODY = new UserId(Long.MAX_VALUE);

  private final Store store;
  private final SignInSteps steps;
  private final FaceCheck faces;
  private final DeviceProofs proofs;
  private final UserSessions sessions;

  public FaceSignIn(
      Store store, SignInSteps steps, FaceCheck faces, DeviceProofs proofs, UserSessions sessions) {
    this.store = store;
    this.steps = steps;
    this.faces = faces;
    this.proofs = proofs;
    this.sessions = sessions;
  }

  /**
   * A request to sign in.
   *
   * @param customer whose user, absent when the server has no customer that could be meant
   * @param userName as presented
   * @param image a {@code data:} URL that holds the picture
   * @param proof of the device it comes from
   * @param origin where it came from
   */
  public record Request(
      Optional<CustomerId> customer,
      String userName,
      String image,
      PresentedProof proof,
      Origin origin) {
    /** Without the picture. */
    @Override
    public String toString() {
      return "Request[…]";
    }
  }

  /** Signs in. */
  public SignInResult<Grant> signIn(Request request) {
    Optional<String> nameKey = Name.lookupKey(request.userName());
    Optional<User> user =
        request
            .customer()
            .flatMap(customer ->
                nameKey.flatMap(key -> store.read(tx -> tx.users().byNameKey(customer, key))));
    UserId whom = user.map(User::id).orElse(NOBODY);
    Optional<String> proven =
        request
            .customer()
            .filter(customer -> proofs.holds(customer, whom, request.proof()))
            .map(_ -> request.proof().deviceKey());
    Guess guess = new Guess(account(request, nameKey), proven, true);
    return steps.run(new FaceAttempt(request, user, guess));
  }

  /** The same account as for passwords: guesses of either kind are counted together. */
  private static String account(Request request, Optional<String> nameKey) {
    return UserSignIn.account(request.customer(), nameKey);
  }

  private final class FaceAttempt implements Attempt<Grant> {
    private final Request request;
    private final Optional<User> candidate;
    private final Guess guess;
    private Optional<Compared> compared = Optional.empty();

    FaceAttempt(Request request, Optional<User> candidate, Guess guess) {
      this.request = request;
      this.candidate = candidate;
      this.guess = guess;
    }

    @Override
    public Guess guess() {
      return guess;
    }

    @Override
    public Origin origin() {
      return request.origin();
    }

    @Override
    public boolean waitsElsewhere() {
      return true;
    }

    @Override
    public boolean verify() {
      if (guess.provenDevice().isEmpty()) {
        return false;
      }
      // Nobody who is unknown has a device that proved itself.
      User whom = candidate.orElseThrow();
      compared = faces.matches(whom.customerId(), whom.id(), request.image());
      return compared.isPresent();
    }

    @Override
    public Optional<Grant> commit(Transaction tx) {
      User verified = candidate.orElseThrow();
      // Locked, so that a disabling or an erasure under way is seen, or sees this session.
      Optional<User> now = tx.users().lock(verified.customerId(), verified.id());
      if (now.isEmpty()
          || now.get().state() != User.State.ACTIVE
          || now.get().blacklisted()
          || !FaceComparison.holds(
              tx, verified.customerId(), verified.id(), compared.orElseThrow())) {
        return Optional.empty();
      }
      // RFC 8176, section 2: "face: Biometric authentication [...] using facial recognition"; "swk:
      // Proof-of-Possession (PoP) of a software-secured key".
      return Optional.of(
          sessions.begin(
              tx,
              now.get(),
              new UserSessions.Terms(
                  Kind.REMEMBERED, guess.provenDevice(), request.origin(), "face swk")));
    }

    @Override
    public boolean known() {
      return candidate.isPresent();
    }

    @Override
    public About about() {
      if (candidate.isEmpty()) {
        return request.customer().map(About::customer).orElse(About.SERVER);
      }
      return About.user(candidate.get().customerId(), candidate.get().id());
    }
  }
}
