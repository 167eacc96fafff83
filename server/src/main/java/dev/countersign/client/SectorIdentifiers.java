package dev.countersign.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.SubjectType;
import dev.countersign.outgoing.GuardedHttpClient;
import dev.countersign.outgoing.OutgoingRefused;
import dev.countersign.outgoing.OutgoingRequest;
import dev.countersign.outgoing.OutgoingResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which clients know people by the same pairwise subjects (OpenID Connect Core 1.0, section 8.1).
 */
final class SectorIdentifiers {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final GuardedHttpClient http;

  SectorIdentifiers(GuardedHttpClient http) {
    this.http = http;
  }

  /**
   * Checks a registration. Asks the sector identifier's host, so it never runs in a transaction.
   *
   * @param customersHosts the hosts that the customer may call beside those everybody may
   * @throws InvalidClientMetadata when the sector is not known, or is not the client's
   */
  void check(ClientSettings settings, List<String> customersHosts) {
    String uri = settings.sectorIdentifierUri();
    if (uri != null) {
      requireListed(uri, settings.redirectUris(), customersHosts);
      return;
    }
    // Section 8.1: "If there are multiple hostnames in the registered redirect_uris, the Client
    // MUST register a sector_identifier_uri."
    boolean several =
        !settings.redirectUris().isEmpty() && MetadataRules.onlyHost(settings).isEmpty();
    if (settings.subjectType() == SubjectType.PAIRWISE && several) {
      throw new InvalidClientMetadata(
          "Pairwise subjects and redirect_uris of several hosts need a sector_identifier_uri");
    }
  }

  // OpenID Connect Dynamic Client Registration 1.0, section 5: "The values of the registered
  // redirect_uris MUST be included in the elements of the array."
  private void requireListed(String uri, List<String> redirectUris, List<String> customersHosts) {
    List<String> listed = parsed(fetched(uri, customersHosts).body());
    for (String redirectUri : redirectUris) {
      if (!listed.contains(redirectUri)) {
        throw new InvalidClientMetadata(
            "The JSON array at sector_identifier_uri must have every one of redirect_uris in it");
      }
    }
  }

  private OutgoingResponse fetched(String uri, List<String> customersHosts) {
    OutgoingRequest request =
        OutgoingRequest.get(uri, Map.of("Accept", "application/json"), customersHosts);
    OutgoingResponse response;
    try {
      response = http.send(request);
    } catch (OutgoingRefused e) {
      throw unreadable();
    }
    if (response.status() != 200) {
      throw unreadable();
    }
    return response;
  }

  private static List<String> parsed(byte[] body) {
    List<String> listed;
    try {
      listed = JSON.readValue(new String(body, StandardCharsets.UTF_8), TEXTS);
    } catch (JsonProcessingException e) {
      throw unreadable();
    }
    // The JSON null becomes one of Java's.
    return Optional.ofNullable(listed).orElseThrow(SectorIdentifiers::unreadable);
  }

  private static InvalidClientMetadata unreadable() {
    return new InvalidClientMetadata(
        "The sector_identifier_uri could not be read as a JSON array of URIs; its host must be"
            + " among the server's outgoing.allow-hosts");
  }
}
