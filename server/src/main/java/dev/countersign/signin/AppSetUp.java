package dev.countersign.signin;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.AuthenticationContext;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.User;
import dev.countersign.factor.AppCodes;
import dev.countersign.factor.AppCodes.Confirmation;
import dev.countersign.factor.AppCodes.Confirmed;
import dev.countersign.factor.FactorRegister;
import dev.countersign.factor.Factors;
import dev.countersign.factor.Method;
import dev.countersign.signin.BrowserSignIn.SignedIn;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Confirms the app of somebody who is signed in. Its first code is their second factor, too, where
 * one is asked for that they did not have: the app shows no other code for half a minute.
 */
public final class AppSetUp {
  private static final String PASSWORD = "pwd";

  private final Store store;
  private final FactorRegister register;
  private final AppCodes apps;
  private final BrowserSignIn signIn;
  private final AuditLog audit;
  private final InstantSource clock;

  public AppSetUp(
      Store store,
      FactorRegister register,
      AppCodes apps,
      BrowserSignIn signIn,
      AuditLog audit,
      InstantSource clock) {
    this.store = store;
    this.register = register;
    this.apps = apps;
    this.signIn = signIn;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * How it ended.
   *
   * @param confirmation what became of the app
   * @param stronger the session's new cookie, where it is as good as two factors from now on
   */
  public record Ended(Confirmation confirmation, Optional<SignedIn> stronger) {}

  /**
   * Takes the first code of the app.
   *
   * @param demanded whether the person is on the way to where a second factor is asked for
   */
  public Ended confirm(BrowserUser caller, Secret code, boolean demanded, Origin origin) {
    return store.write(tx -> {
      // Locked, so that what else they set up meanwhile is seen.
      Optional<User> user = tx.users().lock(caller.customer(), caller.id());
      Optional<Session> session =
          user.filter(one -> demanded && hasNothing(tx, one))
              .flatMap(_ -> tx.sessions().byId(caller.session()))
              .filter(this::byPasswordJustNow);
      Confirmation confirmation = apps.confirm(tx, caller.customer(), caller.id(), code, origin);
      if (!(confirmation instanceof Confirmed)) {
        return new Ended(confirmation, Optional.empty());
      }
      return new Ended(
          confirmation, session.flatMap(one -> strengthened(tx, user.orElseThrow(), one, origin)));
    });
  }

  /**
   * Only then may it stand for the second factor: otherwise whoever has no more than a password
   * could show an app of their own in the place of what its owner has. It has to be asked before
   * the app is confirmed.
   */
  private boolean hasNothing(Transaction tx, User user) {
    return user.state() == User.State.ACTIVE && register.choice(tx, user).nothing();
  }

  private boolean byPasswordJustNow(Session session) {
    return AuthenticationContext.of(session.amr()) == AuthenticationContext.ONE_FACTOR
        && List.of(session.amr().split(" ", -1)).contains(PASSWORD)
        && BrowserUser.recent(session.authTime(), clock.instant())
        && clock.instant().isBefore(session.expiresAt());
  }

  private Optional<SignedIn> strengthened(
      Transaction tx, User user, Session session, Origin origin) {
    // As a second step with the app writes it: RFC 8176, section 2: "otp: One-time password."
    Optional<SignedIn> stronger =
        signIn.strengthened(tx, user, session.id(), session.amr() + " otp mfa");
    if (stronger.isPresent()) {
      About about = About.user(user.customerId(), user.id()).with(Factors.detail(Method.APP));
      audit.append(tx, AuditKind.SECOND_FACTOR, AuditLog.SUCCESS, origin, about);
    }
    return stronger;
  }
}
