package dev.countersign.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.data.extension.client.AuthenticationExtensionsClientOutputs;
import com.webauthn4j.server.ServerProperty;
import dev.countersign.domain.Passkey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of WebAuthn, sections 7.1 and 7.2, as webauthn4j takes them: type, challenge, origin,
 * relying party, user presence and verification, algorithm, backup flags, signature and count.
 *
 * <p>Attestation is not asked for and not judged: who made an authenticator does not matter here.
 */
final class Ceremony {
  private static final Logger log = LoggerFactory.getLogger(Ceremony.class);

  /** The best first. WebAuthn, section 5.4, recommends -8, -7 and -257. */
  static final List<COSEAlgorithmIdentifier> ALGORITHMS =
      List.of(
          COSEAlgorithmIdentifier.EdDSA,
          COSEAlgorithmIdentifier.ES256,
          COSEAlgorithmIdentifier.RS256);

  private final ObjectConverter converter = new ObjectConverter();
  private final WebAuthnManager webAuthn =
      WebAuthnManager.createNonStrictWebAuthnManager(converter);
  private final AttestedCredentialDataConverter attested =
      new AttestedCredentialDataConverter(converter);

  /**
   * A credential that was registered by the steps.
   *
   * @param id its identity
   * @param attested its attested credential data
   */
  record Registered(
      byte[] id,
      byte[] attested,
      long signCount,
      boolean backupEligible,
      boolean backedUp,
      String transports) {}

  /** What a credential told beside its signature. */
  record Asserted(long signCount, boolean backedUp) {}

  /** Reads a registration; absent when it is none. */
  Optional<RegistrationData> registration(String json) {
    try {
      return Optional.of(webAuthn.parseRegistrationResponseJSON(json));
    } catch (RuntimeException e) {
      return refused(e);
    }
  }

  /** Reads an assertion; absent when it is none. */
  Optional<AuthenticationData> assertion(String json) {
    try {
      return Optional.of(webAuthn.parseAuthenticationResponseJSON(json));
    } catch (RuntimeException e) {
      return refused(e);
    }
  }

  /** Takes the steps of section 7.1; absent when one of them fails. */
  Optional<Registered> verify(RegistrationData data, RelyingParty party, byte[] challenge) {
    List<PublicKeyCredentialParameters> algorithms =
        ALGORITHMS.stream()
            .map(one -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, one))
            .toList();
    RegistrationParameters parameters =
        new RegistrationParameters(server(party, challenge), algorithms, true, true);
    try {
      return registered(webAuthn.verify(data, parameters));
    } catch (RuntimeException e) {
      return refused(e);
    }
  }

  /** Takes the steps of section 7.2; absent when one of them fails. */
  Optional<Asserted> verify(
      AuthenticationData data, Passkey passkey, RelyingParty party, byte[] challenge) {
    // Whether the credential is one that was asked for is known already: it was found by its id.
    AuthenticationParameters parameters =
        new AuthenticationParameters(
            server(party, challenge), record(passkey), List.of(passkey.credentialId()), true, true);
    try {
      return asserted(webAuthn.verify(data, parameters));
    } catch (RuntimeException e) {
      return refused(e);
    }
  }

  /** The library says that each part may be absent, which none is of what it has verified. */
  private Optional<Registered> registered(RegistrationData data) {
    return Optional.ofNullable(data.getAttestationObject())
        .map(AttestationObject::getAuthenticatorData)
        .flatMap(told ->
            Optional.ofNullable(told.getAttestedCredentialData())
                .map(credential ->
                    new Registered(
                        credential.getCredentialId(),
                        attested.convert(credential),
                        told.getSignCount(),
                        told.isFlagBE(),
                        told.isFlagBS(),
                        text(data))));
  }

  private static Optional<Asserted> asserted(AuthenticationData data) {
    return Optional.ofNullable(data.getAuthenticatorData())
        .map(told -> new Asserted(told.getSignCount(), told.isFlagBS()));
  }

  private CredentialRecord record(Passkey passkey) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        true,
        passkey.backupEligible(),
        passkey.backedUp(),
        passkey.signCount(),
        attested.convert(passkey.attested()),
        new AuthenticationExtensionsAuthenticatorOutputs<>(),
        null,
        new AuthenticationExtensionsClientOutputs<>(),
        transports(passkey.transports()));
  }

  private static ServerProperty server(RelyingParty party, byte[] challenge) {
    Challenge expected = new DefaultChallenge(challenge);
    return ServerProperty.builder()
        .origin(Origin.create(party.origin()))
        .rpId(party.id())
        .challenge(expected)
        .build();
  }

  private static String text(RegistrationData data) {
    Set<AuthenticatorTransport> transports = data.getTransports();
    if (transports == null) {
      return "";
    }
    return transports.stream()
        .map(AuthenticatorTransport::getValue)
        .filter(value -> value.matches("[a-z-]{1,32}"))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static Set<AuthenticatorTransport> transports(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(value -> !value.isEmpty())
        .map(AuthenticatorTransport::create)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What a browser sends may be anything, and the library lets through what its parsers throw at
   * some of it. Which step it was helps whoever operates the server, and nobody else.
   */
  private static <T> Optional<T> refused(RuntimeException e) {
    log.debug("A passkey was refused: {}", e.getClass().getSimpleName());
    return Optional.empty();
  }
}
