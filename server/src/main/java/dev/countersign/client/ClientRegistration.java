package dev.countersign.client;

import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.client.RegistrationAccess.Registrar;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.token.OAuthScopes;
import dev.countersign.token.ResourceIndicators;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Clients that register themselves (RFC 7591) and look after their registration (RFC 7592). What an
 * operator alone may decide, they do not get: people are always asked for their consent, beside the
 * scopes of OpenID Connect there are none but those of the initial access token, and no resource is
 * theirs that another customer's clients are registered for.
 */
public final class ClientRegistration {
  private static final List<String> OURS =
      List.of(
          "registration_access_token",
          "registration_client_uri",
          "client_secret_expires_at",
          "client_id_issued_at");

  private final ClientAdministration clients;
  private final ResourceIndicators indicators;

  public ClientRegistration(ClientAdministration clients, ResourceIndicators indicators) {
    this.clients = clients;
    this.indicators = indicators;
  }

  /**
   * Registers a client.
   *
   * @throws InvalidClientMetadata when the metadata makes no sense
   */
  public Issued register(Registrar registrar, Map<String, Object> members, Origin origin) {
    ClientMetadata asked = ClientMetadata.of(members);
    ClientSettings settings = ofStranger(asked.settings());
    requireScopes(settings, registrar::grants);
    requireResources(registrar.customer(), settings);
    return clients.createRegistered(registrar.customer(), asked.name(), settings, origin);
  }

  /**
   * Replaces a client's registration. RFC 7592, section 2.2: "The updated client metadata fields
   * request MUST include all client metadata fields as returned to the client from a previous
   * registration [...] Omitted fields MUST be treated as null or empty values by the server".
   *
   * @throws InvalidClientMetadata when the metadata makes no sense
   */
  public Issued update(Client client, Map<String, Object> members, Origin origin) {
    MetadataFields fields = new MetadataFields(members);
    // "The client MUST include its "client_id" field in the request, and it MUST be the same as its
    // currently issued client identifier."
    if (!fields.text("client_id").equals(Optional.of(client.id().toString()))) {
      throw new InvalidClientMetadata("The field client_id must be the client's own");
    }
    requireNoneOfOurs(fields);
    requireOwnSecret(client, fields);
    ClientMetadata asked = ClientMetadata.of(members);
    ClientSettings settings =
        asked.settings().toBuilder().consent(client.settings().consent()).build();
    requireScopes(
        settings,
        scope ->
            OAuthScopes.PERSONAL.contains(scope) || client.settings().scopes().contains(scope));
    requireResources(client.customerId(), settings);
    return clients.update(client, asked.name(), settings, origin);
  }

  // RFC 7592, section 2.2: "The client MUST NOT include the "registration_access_token",
  // "registration_client_uri", "client_secret_expires_at", or "client_id_issued_at" fields".
  private static void requireNoneOfOurs(MetadataFields fields) {
    for (String field : OURS) {
      if (fields.has(field)) {
        throw new InvalidClientMetadata("The field " + field + " must not be in an update");
      }
    }
  }

  // RFC 7592, section 2.2: "If the client includes the "client_secret" field in the request, the
  // value of this field MUST match the currently issued client secret for that client. The client
  // MUST NOT be allowed to overwrite its existing client secret with its own chosen value."
  private static void requireOwnSecret(Client client, MetadataFields fields) {
    Optional<String> given = fields.text("client_secret");
    if (given.isEmpty()) {
      return;
    }
    String digest = HexFormat.of().formatHex(TokenDigest.of(given.get()).bytes());
    if (!client.secret().map(Secret::of).equals(Optional.of(Secret.of(digest)))) {
      throw new InvalidClientMetadata("The field client_secret must be the client's own");
    }
  }

  /** Removes the client with everything granted to it; false when it was gone. */
  public boolean delete(Client client, Origin origin) {
    return clients.delete(client, origin);
  }

  private static ClientSettings ofStranger(ClientSettings settings) {
    return settings.toBuilder().consent(ConsentPolicy.EXPLICIT).build();
  }

  private static void requireScopes(ClientSettings settings, Predicate<String> allowed) {
    for (String text : settings.scopes()) {
      if (text.equals(Scope.OPERATOR)) {
        throw new InvalidClientMetadata(
            "The scope " + text + " is given by the server's operator alone");
      }
      if (!allowed.test(text)) {
        throw new InvalidClientMetadata(
            "The scope " + text + " is not among those of the token it is registered with");
      }
    }
  }

  private void requireResources(CustomerId customer, ClientSettings settings) {
    for (String resource : settings.resources()) {
      if (indicators.isOfAnother(customer, resource)) {
        throw new InvalidClientMetadata(
            "The resource "
                + resource
                + " is one that clients of somebody else are registered for");
      }
    }
  }
}
