package dev.countersign.assembly;

import dev.countersign.metrics.SignInMetrics;
import dev.countersign.session.RefreshSecrets;
import dev.countersign.signin.ApiKeyCheck;
import dev.countersign.signin.AppSetUp;
import dev.countersign.signin.BrowserSessions;
import dev.countersign.signin.BrowserSignIn;
import dev.countersign.signin.CustomerSignIn;
import dev.countersign.signin.FaceCheck;
import dev.countersign.signin.FaceSignIn;
import dev.countersign.signin.KeyReplacement;
import dev.countersign.signin.OwnPassword;
import dev.countersign.signin.PasskeySignIn;
import dev.countersign.signin.SecondFactorProofs;
import dev.countersign.signin.SecondStep;
import dev.countersign.signin.SignInSteps;
import dev.countersign.signin.Throttle;
import dev.countersign.signin.TypedCode;
import dev.countersign.signin.UserSessions;
import dev.countersign.signin.UserSignIn;

/** The features by which programs and people sign in, on those of the core. */
public final class SignInFeatures {
  public final CustomerSignIn customers;
  public final KeyReplacement keyReplacement;
  public final UserSignIn users;
  public final FaceSignIn faces;
  public final BrowserSessions browserSessions;
  public final BrowserSignIn browsers;
  public final PasskeySignIn passkeys;
  public final SecondStep secondStep;
  public final AppSetUp appSetUp;
  public final OwnPassword ownPassword;
  public final TypedCode typedCode;
  final ApiKeyCheck keyCheck;

  SignInFeatures(Core core, RefreshSecrets secrets) {
    Throttle throttle = new Throttle(core.store, core.clock, core.configuration.throttle());
    SignInSteps steps =
        new SignInSteps(
            core.store, throttle, core.pool, core.audit, new SignInMetrics(core.registry));
    UserSessions sessions =
        new UserSessions(
            core.devices, secrets, core.ids, core.clock, core.configuration.sessions());
    customers =
        new CustomerSignIn(core.store, steps, core.hasher, core.ids, core.random, core.clock);
    keyReplacement = new KeyReplacement(core.store, steps, core.hasher, core.apiKeys);
    keyCheck = new ApiKeyCheck(core.store, steps, core.hasher);
    var factors = core.factors;
    users =
        new UserSignIn(
            core.store,
            steps,
            core.hasher,
            core.deviceProofs,
            sessions,
            factors.register,
            core.clock);
    FaceCheck faceCheck =
        new FaceCheck(
            core.faceFeatures.capture, core.faceFeatures.comparison, core.customerSettings);
    faces = new FaceSignIn(core.store, steps, faceCheck, core.deviceProofs, sessions);
    browserSessions = new BrowserSessions(core.store, core.random, core.clock);
    browsers =
        new BrowserSignIn(
            users,
            sessions,
            browserSessions,
            factors.waiting,
            (tx, user) -> core.lifecycle.accounts.departures().offer(tx, user));
    passkeys = new PasskeySignIn(steps, factors.passkeys.assertion(), browsers);
    secondStep =
        new SecondStep(
            steps, factors.waiting, proofs(factors, faceCheck), factors.memory, browsers);
    appSetUp =
        new AppSetUp(core.store, factors.register, factors.apps, browsers, core.audit, core.clock);
    ownPassword = new OwnPassword(core.store, steps, core.hasher, core.policy, core.clock);
    typedCode = new TypedCode(steps);
  }

  private static SecondFactorProofs proofs(FactorFeatures factors, FaceCheck faces) {
    return new SecondFactorProofs(
        factors.passkeys.assertion(),
        factors.apps,
        factors.mails,
        factors.recovery,
        faces,
        factors.register);
  }
}
