package dev.countersign.customer;

import dev.countersign.customer.FacePolicy.Duplicates;
import java.time.Duration;
import java.util.Map;

/** A policy about faces as it is stored among the settings; the empty text where it is as usual. */
final class StoredFacePolicy {
  private static final String DUPLICATES = "face.duplicates";
  private static final String ORIGINALS = "face.originals";
  private static final String REQUEST_DAYS = "face.request_days";
  private static final String PURPOSE = "face.consent_purpose";
  private static final String TEXT = "face.consent_text";
  private static final String CONSENT_DAYS = "face.consent_days";

  private StoredFacePolicy() {}

  static FacePolicy read(Map<String, String> stored) {
    FacePolicy usual = FacePolicy.DEFAULT;
    return new FacePolicy(
        Duplicates.valueOf(text(stored, DUPLICATES, usual.duplicates().name())),
        Boolean.parseBoolean(text(stored, ORIGINALS, "")),
        days(stored, REQUEST_DAYS, usual.requestPicturesKept()),
        text(stored, PURPOSE, usual.consentPurpose()),
        text(stored, TEXT, usual.consentTextVersion()),
        days(stored, CONSENT_DAYS, usual.consentLasts()));
  }

  static void write(FacePolicy policy, Map<String, String> stored) {
    FacePolicy usual = FacePolicy.DEFAULT;
    put(stored, DUPLICATES, policy.duplicates(), usual.duplicates());
    put(stored, ORIGINALS, policy.keepOriginals(), usual.keepOriginals());
    put(
        stored,
        REQUEST_DAYS,
        policy.requestPicturesKept().toDays(),
        usual.requestPicturesKept().toDays());
    put(stored, PURPOSE, policy.consentPurpose(), usual.consentPurpose());
    put(stored, TEXT, policy.consentTextVersion(), usual.consentTextVersion());
    put(stored, CONSENT_DAYS, policy.consentLasts().toDays(), usual.consentLasts().toDays());
  }

  private static void put(Map<String, String> stored, String name, Object value, Object usual) {
    stored.put(name, value.equals(usual) ? "" : value.toString());
  }

  private static String text(Map<String, String> stored, String name, String usual) {
    String text = stored.getOrDefault(name, "");
    return text.isEmpty() ? usual : text;
  }

  private static Duration days(Map<String, String> stored, String name, Duration usual) {
    String text = stored.getOrDefault(name, "");
    return text.isEmpty() ? usual : Duration.ofDays(Long.parseLong(text));
  }
}
