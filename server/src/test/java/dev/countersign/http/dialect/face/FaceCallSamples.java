package dev.countersign.http.dialect.face;

import dev.countersign.domain.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every POST call that carries a token, with fields that it takes.
 *
 * @param path after the prefix
 * @param scope what the key must have
 * @param required the fields that must be there, besides customerName, each as JSON
 * @param optional those that may be
 */
record FaceCallSamples(
    String path, Scope scope, Map<String, String> required, Map<String, String> optional) {
  static final List<FaceCallSamples> ALL =
      List.of(
          new FaceCallSamples(
              "/user/create",
              Scope.USERS_WRITE,
              fields(
                  "userName", "\"new\"",
                  "fullName", "\"New\"",
                  "emailId", "\"n@example.org\"",
                  "phoneNumber", "\"1\""),
              fields("countryCode", "\"+44\"")),
          named("/user/details", Scope.USERS_READ),
          new FaceCallSamples(
              "/user/update",
              Scope.USERS_WRITE,
              fields("userName", "\"alice\""),
              fields("faceToBeUpdated", "\"yes\"", "parametersToBeUpdated", "{}")),
          named("/user/delete", Scope.USERS_WRITE),
          named("/user/blacklist", Scope.USERS_WRITE),
          named("/user/whitelist", Scope.USERS_WRITE),
          new FaceCallSamples("/view/blacklist/all", Scope.USERS_READ, fields(), fields()),
          new FaceCallSamples(
              "/searchspace/store",
              Scope.USERS_WRITE,
              fields("name", "\"gate\"", "users", "[\"alice\"]"),
              fields()),
          new FaceCallSamples(
              "/searchspace/delete", Scope.USERS_WRITE, fields("name", "\"gate\""), fields()),
          new FaceCallSamples(
              "/view/searchspace/user", Scope.USERS_READ, fields("name", "\"gate\""), fields()),
          new FaceCallSamples(
              "/status/enroll/user",
              Scope.USERS_READ,
              fields("enrollmentUrl", "\"https://auth.example/\""),
              fields()),
          new FaceCallSamples(
              "/status/enroll/all",
              Scope.USERS_READ,
              fields(),
              fields(
                  "pageNumber", "1",
                  "pageCount", "20",
                  "statusType", "\"all\"",
                  "fromThisDate", "\"2026-01-01\"",
                  "toThisDate", "\"2026-12-31\"")),
          new FaceCallSamples(
              "/view/logs/all",
              Scope.LOGS_READ,
              fields(),
              fields(
                  "pageNumber", "1",
                  "pageCount", "20",
                  "fromThisDate", "\"2026-01-01\"",
                  "toThisDate", "\"2026-12-31\"")),
          new FaceCallSamples("/settings/view", Scope.SETTINGS_READ, fields(), fields()),
          new FaceCallSamples(
              "/settings/change",
              Scope.SETTINGS_WRITE,
              fields(),
              fields(
                  "checkLiveliness", "\"no\"",
                  "Threshold", "50",
                  "failedAuthenticationCallbackurl", "\"\"",
                  "enrollAcceptEmail", "{}")));

  private static FaceCallSamples named(String path, Scope scope) {
    return new FaceCallSamples(path, scope, fields("userName", "\"alice\""), fields());
  }

  private static Map<String, String> fields(String... pairs) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return fields;
  }

  Map<String, String> fields(String customerName) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("customerName", "\"" + customerName + "\"");
    all.putAll(required);
    all.putAll(optional);
    return all;
  }

  String body(String customerName) {
    return json(fields(customerName));
  }

  static String json(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public String toString() {
    return path;
  }
}
