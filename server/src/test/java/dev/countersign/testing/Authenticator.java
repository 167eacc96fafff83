package dev.countersign.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.webauthn4j.data.AttestationConveyancePreference;
import com.webauthn4j.data.AuthenticatorAssertionResponse;
import com.webauthn4j.data.AuthenticatorAttestationResponse;
import com.webauthn4j.data.AuthenticatorSelectionCriteria;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialDescriptor;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.PublicKeyCredentialRpEntity;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.PublicKeyCredentialUserEntity;
import com.webauthn4j.data.ResidentKeyRequirement;
import com.webauthn4j.data.UserVerificationRequirement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.test.authenticator.webauthn.NoneAttestationAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.WebAuthnAuthenticatorAdaptor;
import com.webauthn4j.test.client.ClientPlatform;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A browser's half of WebAuthn, with an authenticator that keeps passkeys, both of webauthn4j. */
@SuppressWarnings("NullAway") // the library says of all its parts that they may be absent
public final class Authenticator {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern OPTIONS = Pattern.compile("data-options=\"([^\"]+)\"");

  private final NoneAttestationAuthenticator keys = new NoneAttestationAuthenticator();
  private final ClientPlatform browser;

  /** A browser that shows a page of that origin. */
  public Authenticator(String origin) {
    keys.setCountUpEnabled(true);
    this.browser = new ClientPlatform(new Origin(origin), new WebAuthnAuthenticatorAdaptor(keys));
  }

  /** Goes to a page of another origin. */
  public void goTo(String origin) {
    browser.setOrigin(new Origin(origin));
  }

  /** Whether the count grows with every signature. */
  public void counting(boolean enabled) {
    keys.setCountUpEnabled(enabled);
  }

  /** The options in the only form of a page that has some. */
  public static String options(String page) {
    Matcher found = OPTIONS.matcher(page);
    if (!found.find()) {
      throw new AssertionError("the page asks for no passkey");
    }
    return found.group(1).replace("&#34;", "\"").replace("&amp;", "&");
  }

  /** Makes a passkey; answers what a page's script would send. */
  public String create(String options) {
    JsonNode given = parsed(options);
    JsonNode user = given.get("user");
    PublicKeyCredentialCreationOptions wanted =
        new PublicKeyCredentialCreationOptions(
            new PublicKeyCredentialRpEntity(
                given.at("/rp/id").asText(), given.at("/rp/name").asText()),
            new PublicKeyCredentialUserEntity(
                bytes(user.get("id")), user.get("name").asText(), user.get("displayName").asText()),
            new DefaultChallenge(bytes(given.get("challenge"))),
            List.of(
                new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256)),
            60_000L,
            descriptors(given.get("excludeCredentials")),
            new AuthenticatorSelectionCriteria(
                null, true, ResidentKeyRequirement.REQUIRED, UserVerificationRequirement.REQUIRED),
            AttestationConveyancePreference.NONE,
            null);
    var credential = browser.create(wanted);
    AuthenticatorAttestationResponse response = credential.getResponse();
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("clientDataJSON", ENCODER.encodeToString(response.getClientDataJSON()));
    told.put("attestationObject", ENCODER.encodeToString(response.getAttestationObject()));
    told.put("transports", List.of("internal"));
    return credential(credential.getRawId(), told);
  }

  /** Signs with a passkey; answers what a page's script would send. */
  public String get(String options) {
    return get(options, UserVerificationRequirement.REQUIRED);
  }

  /** The same without verifying the person. */
  public String getUnverified(String options) {
    return get(options, UserVerificationRequirement.DISCOURAGED);
  }

  private String get(String options, UserVerificationRequirement verification) {
    JsonNode given = parsed(options);
    PublicKeyCredentialRequestOptions wanted =
        new PublicKeyCredentialRequestOptions(
            new DefaultChallenge(bytes(given.get("challenge"))),
            60_000L,
            given.get("rpId").asText(),
            descriptors(given.get("allowCredentials")),
            verification,
            null);
    var credential = browser.get(wanted);
    AuthenticatorAssertionResponse response = credential.getResponse();
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("clientDataJSON", ENCODER.encodeToString(response.getClientDataJSON()));
    told.put("authenticatorData", ENCODER.encodeToString(response.getAuthenticatorData()));
    told.put("signature", ENCODER.encodeToString(response.getSignature()));
    byte[] handle = response.getUserHandle();
    told.put("userHandle", handle == null ? null : ENCODER.encodeToString(handle));
    return credential(credential.getRawId(), told);
  }

  private static String credential(byte[] id, Map<String, @Nullable Object> response) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("id", ENCODER.encodeToString(id));
    all.put("rawId", ENCODER.encodeToString(id));
    all.put("type", "public-key");
    all.put("authenticatorAttachment", null);
    all.put("clientExtensionResults", Map.of());
    all.put("response", response);
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable List<PublicKeyCredentialDescriptor> descriptors(JsonNode list) {
    List<PublicKeyCredentialDescriptor> all = new ArrayList<>();
    for (JsonNode one : list) {
      all.add(
          new PublicKeyCredentialDescriptor(
              PublicKeyCredentialType.PUBLIC_KEY, bytes(one.get("id")), null));
    }
    if (all.isEmpty()) {
      return null;
    }
    return all;
  }

  private static byte[] bytes(JsonNode text) {
    return DECODER.decode(text.asText());
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
