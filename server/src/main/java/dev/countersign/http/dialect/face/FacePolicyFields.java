package dev.countersign.http.dialect.face;

import dev.countersign.customer.FacePolicy;
import dev.countersign.customer.FacePolicy.Duplicates;
import dev.countersign.http.JsonBody;
import dev.countersign.http.RequestRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The settings that this server has beyond those of the dialect's source. They are shown once they
 * are set, so that nobody who set none sees a field that the source does not have.
 */
final class FacePolicyFields {
  private static final String DUPLICATES = "duplicateFaces";
  private static final String ORIGINALS = "storeOriginals";
  private static final String REQUEST_DAYS = "requestPictureDays";
  private static final String PURPOSE = "consentPurpose";
  private static final String TEXT = "consentTextVersion";
  private static final String CONSENT_DAYS = "consentDays";
  private static final long MOST_DAYS = 100_000;

  private FacePolicyFields() {}

  /** What a request changes of the policy; absent when it is nothing. */
  static Optional<UnaryOperator<FacePolicy>> read(JsonBody body) {
    List<UnaryOperator<FacePolicy>> steps = new ArrayList<>();
    body.optionalText(DUPLICATES)
        .map(FacePolicyFields::duplicates)
        .ifPresent(changed -> steps.add(old -> old.withDuplicates(changed)));
    body.flag(ORIGINALS).ifPresent(keep -> steps.add(old -> old.withOriginals(keep)));
    days(body, REQUEST_DAYS)
        .ifPresent(kept -> steps.add(old -> old.withRequestPictures(kept)));
    Optional<String> purpose = body.optionalText(PURPOSE);
    Optional<String> text = body.optionalText(TEXT);
    Optional<Duration> lasts = days(body, CONSENT_DAYS);
    steps.add(old ->
        old.withConsent(
            purpose.orElse(old.consentPurpose()),
            text.orElse(old.consentTextVersion()),
            lasts.orElse(old.consentLasts())));
    boolean consent = purpose.isPresent() || text.isPresent() || lasts.isPresent();
    if (steps.size() == 1 && !consent) {
      return Optional.empty();
    }
    return Optional.of(policy -> {
      FacePolicy changed = policy;
      for (UnaryOperator<FacePolicy> step : steps) {
        changed = step.apply(changed);
      }
      return changed;
    });
  }

  private static Duplicates duplicates(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "off" -> Duplicates.OFF;
      case "report" -> Duplicates.REPORT;
      case "refuse" -> Duplicates.REFUSE;
      default -> throw RequestRefused.malformed(DUPLICATES + " must be off, report or refuse");
    };
  }

  private static Optional<Duration> days(JsonBody body, String name) {
    return body.number(name).map(days -> Duration.ofDays(Math.clamp(days, -1, MOST_DAYS)));
  }

  /** Those that are not as usual. */
  static Map<String, Object> of(FacePolicy policy) {
    FacePolicy usual = FacePolicy.DEFAULT;
    Map<String, Object> fields = new LinkedHashMap<>();
    String duplicates = policy.duplicates().name().toLowerCase(Locale.ROOT);
    put(fields, DUPLICATES, policy.duplicates() != usual.duplicates(), duplicates);
    String originals = FaceFields.flag(policy.keepOriginals());
    put(fields, ORIGINALS, policy.keepOriginals() != usual.keepOriginals(), originals);
    Duration requests = policy.requestPicturesKept();
    put(fields, REQUEST_DAYS, !requests.equals(usual.requestPicturesKept()), requests.toDays());
    String purpose = policy.consentPurpose();
    put(fields, PURPOSE, !purpose.equals(usual.consentPurpose()), purpose);
    String text = policy.consentTextVersion();
    put(fields, TEXT, !text.equals(usual.consentTextVersion()), text);
    Duration lasts = policy.consentLasts();
    put(fields, CONSENT_DAYS, !lasts.equals(usual.consentLasts()), lasts.toDays());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, boolean set, Object value) {
    if (set) {
      fields.put(name, value);
    }
  }
}
