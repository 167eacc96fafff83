package dev.countersign.domain;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person tells about themselves beside name, address of mail and telephone number. What is
 * not told is not in it.
 *
 * @param values by field, in the order of the fields; none is empty
 */
public record ProfileDetails(Map<ProfileField, String> values) {
  /** Nothing told. */
  public static final ProfileDetails NONE = new ProfileDetails(Map.of());

  /** Keeps an unmodifiable copy, without what is empty. */
  public ProfileDetails {
    Map<ProfileField, String> kept = new EnumMap<>(ProfileField.class);
    values.forEach((field, value) -> {
      if (!value.isEmpty()) {
        kept.put(field, value);
      }
    });
    values = Collections.unmodifiableMap(kept);
  }

  /** What is told of that. */
  public Optional<String> of(ProfileField field) {
    return Optional.ofNullable(values.get(field));
  }

  /** These, with others in place of them; an empty text takes one away. */
  public ProfileDetails with(Map<ProfileField, String> others) {
    Map<ProfileField, String> all = new EnumMap<>(ProfileField.class);
    all.putAll(values);
    all.putAll(others);
    return new ProfileDetails(all);
  }

  /** Without anything personal: safe in a log. */
  @Override
  public String toString() {
    return "ProfileDetails[" + values.size() + "]";
  }
}
