package dev.countersign.signin;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.factor.AppCodes;
import dev.countersign.factor.FactorRegister;
import dev.countersign.factor.MailCodes;
import dev.countersign.factor.Method;
import dev.countersign.factor.RecoverySheet;
import dev.countersign.matching.FaceComparison;
import dev.countersign.matching.FaceComparison.Compared;
import dev.countersign.passkey.PasskeyAssertion;
import dev.countersign.signin.WaitingSignIns.Known;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * How each second factor is checked: first whether it is right, with no transaction open, and then
 * that it is taken once, in the transaction that concludes the step.
 */
public final class SecondFactorProofs {
  /** RFC 8176, section 2: "otp: One-time password." */
  private static final String OTP = "otp";

  /** What a factor that was taken brings along, mostly. */
  private static final List<String> NO_CODES = List.of();

  private final PasskeyAssertion passkeys;
  private final AppCodes apps;
  private final MailCodes mails;
  private final RecoverySheet sheets;
  private final FaceCheck faces;
  private final FactorRegister register;

  public SecondFactorProofs(
      PasskeyAssertion passkeys,
      AppCodes apps,
      MailCodes mails,
      RecoverySheet sheets,
      FaceCheck faces,
      FactorRegister register) {
    this.passkeys = passkeys;
    this.apps = apps;
    this.mails = mails;
    this.sheets = sheets;
    this.faces = faces;
    this.register = register;
  }

  /** One factor that is shown. */
  interface Proof {
    Method method();

    /** Whether it is right. Slow; no transaction is open. */
    default boolean right() {
      return true;
    }

    /**
     * Takes it, inside the transaction that concludes the step and holds the person's row.
     *
     * @return recovery codes that come with it, mostly none; absent when it is not to be taken
     */
    Optional<List<String>> taken(Transaction tx, User user);

    /** Whether what was refused had been right, and was taken before. */
    default boolean used() {
      return false;
    }

    /** RFC 8176 names. */
    String amr();
  }

  Proof of(Shown shown, Known known, Origin origin) {
    return switch (shown) {
      case Shown.OfPasskey passkey -> new PasskeyProof(passkey, known.user());
      case Shown.OfApp(Secret code) -> new AppProof(code, known.user());
      case Shown.OfNewApp(Secret code) -> new NewAppProof(code, origin);
      case Shown.OfMail(Secret code) -> new MailProof(code, known.pending().codeReference());
      case Shown.OfPaper(Secret code) -> new PaperProof(code);
      case Shown.OfFace(String image) -> new FaceProof(image, known.user());
    };
  }

  private static Optional<List<String>> codes(boolean taken) {
    return Optional.of(NO_CODES).filter(_ -> taken);
  }

  private final class PasskeyProof implements Proof {
    private final Shown.OfPasskey shown;
    private final User user;
    private Optional<PasskeyAssertion.Checked> checked = Optional.empty();

    PasskeyProof(Shown.OfPasskey shown, User user) {
      this.shown = shown;
      this.user = user;
    }

    @Override
    public Method method() {
      return Method.PASSKEY;
    }

    @Override
    public boolean right() {
      checked =
          passkeys.check(user.customerId(), Optional.of(user.id()), shown.json(), shown.browser());
      return checked.isPresent();
    }

    @Override
    public Optional<List<String>> taken(Transaction tx, User now) {
      return codes(passkeys.take(tx, checked.orElseThrow()));
    }

    @Override
    public String amr() {
      return checked.orElseThrow().amr();
    }
  }

  private final class AppProof implements Proof {
    private final Secret code;
    private final User user;
    private Optional<AppCodes.Checked> checked = Optional.empty();
    private boolean used;

    AppProof(Secret code, User user) {
      this.code = code;
      this.user = user;
    }

    @Override
    public Method method() {
      return Method.APP;
    }

    @Override
    public boolean right() {
      switch (apps.check(user.customerId(), user.id(), code)) {
        case AppCodes.Checked right -> checked = Optional.of(right);
        case AppCodes.UsedCode _ -> used = true;
        case AppCodes.WrongCode _ -> {}
      }
      return checked.isPresent();
    }

    @Override
    public Optional<List<String>> taken(Transaction tx, User now) {
      // It was right a moment ago: another request has taken it since.
      used = !apps.take(tx, checked.orElseThrow());
      return codes(!used);
    }

    @Override
    public boolean used() {
      return used;
    }

    @Override
    public String amr() {
      return OTP;
    }
  }

  /**
   * Only for who has nothing else to show: otherwise whoever knows a password could set up an app
   * of their own in the place of the second factor.
   */
  private final class NewAppProof implements Proof {
    private final Secret code;
    private final Origin origin;

    NewAppProof(Secret code, Origin origin) {
      this.code = code;
      this.origin = origin;
    }

    @Override
    public Method method() {
      return Method.APP;
    }

    @Override
    public Optional<List<String>> taken(Transaction tx, User now) {
      if (!register.choice(tx, now).nothing()) {
        return Optional.empty();
      }
      return switch (apps.confirm(tx, now.customerId(), now.id(), code, origin)) {
        case AppCodes.Confirmed(var recoveryCodes) -> Optional.of(recoveryCodes);
        case AppCodes.WrongCode _ -> Optional.empty();
        case AppCodes.NothingToConfirm _ -> Optional.empty();
      };
    }

    @Override
    public String amr() {
      return OTP;
    }
  }

  private final class MailProof implements Proof {
    private final Secret code;
    private final String reference;

    MailProof(Secret code, String reference) {
      this.code = code;
      this.reference = reference;
    }

    @Override
    public Method method() {
      return Method.MAIL;
    }

    @Override
    public Optional<List<String>> taken(Transaction tx, User now) {
      return codes(
          register.methods(tx, now).contains(Method.MAIL) && mails.take(tx, now, reference, code));
    }

    @Override
    public String amr() {
      return OTP;
    }
  }

  private final class PaperProof implements Proof {
    private final Secret code;

    PaperProof(Secret code) {
      this.code = code;
    }

    @Override
    public Method method() {
      return Method.RECOVERY;
    }

    @Override
    public Optional<List<String>> taken(Transaction tx, User now) {
      return codes(sheets.take(tx, now.customerId(), now.id(), code));
    }

    @Override
    public String amr() {
      return OTP;
    }
  }

  private final class FaceProof implements Proof {
    private final String image;
    private final User user;
    private Optional<Compared> compared = Optional.empty();

    FaceProof(String image, User user) {
      this.image = image;
      this.user = user;
    }

    @Override
    public Method method() {
      return Method.FACE;
    }

    @Override
    public boolean right() {
      compared = faces.matchesAlive(user.customerId(), user.id(), image);
      return compared.isPresent();
    }

    @Override
    public Optional<List<String>> taken(Transaction tx, User now) {
      return codes(
          register.methods(tx, now).contains(Method.FACE)
              && FaceComparison.holds(tx, now.customerId(), now.id(), compared.orElseThrow()));
    }

    @Override
    public String amr() {
      // RFC 8176, section 2: "face: Biometric authentication [...] using facial recognition".
      return "face";
    }
  }
}
