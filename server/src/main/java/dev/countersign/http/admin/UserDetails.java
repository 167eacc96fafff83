package dev.countersign.http.admin;

import dev.countersign.domain.ProfileDetails;
import dev.countersign.domain.ProfileField;
import dev.countersign.http.JsonBody;
import dev.countersign.http.RequestRefused;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What else a person tells: the member {@code details}, with an {@code address} within it. */
final class UserDetails {
  static final String MEMBER = "details";
  private static final String ADDRESS = "address";

  private UserDetails() {}

  static Map<String, Object> shown(ProfileDetails details) {
    Map<String, Object> shown = new LinkedHashMap<>(texts(details, false));
    Map<String, String> address = texts(details, true);
    if (!address.isEmpty()) {
      shown.put(ADDRESS, address);
    }
    return shown;
  }

  private static Map<String, String> texts(ProfileDetails details, boolean ofAddress) {
    Map<String, String> texts = new LinkedHashMap<>();
    ProfileField.all(ofAddress)
        .forEach(field -> details.of(field).ifPresent(value -> texts.put(field.member(), value)));
    return texts;
  }

  /** What a body says of it; the empty string and null take away what was told. */
  static Map<ProfileField, String> read(JsonBody body) {
    Map<ProfileField, String> values = new EnumMap<>(ProfileField.class);
    body.object(MEMBER)
        .ifPresent(details -> {
          read(details, false, values);
          details.object(ADDRESS).ifPresent(address -> read(address, true, values));
          if (details.isNull(ADDRESS)) {
            ProfileField.all(true).forEach(field -> values.put(field, ""));
          }
        });
    return values;
  }

  private static void read(JsonBody body, boolean ofAddress, Map<ProfileField, String> values) {
    List<ProfileField> fields = ProfileField.all(ofAddress);
    for (String name : body.names()) {
      Optional<ProfileField> named =
          fields.stream().filter(field -> field.member().equals(name)).findFirst();
      if (named.isPresent()) {
        values.put(named.get(), body.isNull(name) ? "" : body.optionalText(name).orElse(""));
      } else if (ofAddress || !name.equals(ADDRESS)) {
        throw unknown(name, fields, ofAddress);
      }
    }
  }

  private static RequestRefused unknown(String name, List<ProfileField> fields, boolean ofAddress) {
    String known = fields.stream().map(ProfileField::member).collect(Collectors.joining(", "));
    return RequestRefused.malformed(
        "The field " + name + " is none of: " + known + (ofAddress ? "" : ", " + ADDRESS));
  }
}
