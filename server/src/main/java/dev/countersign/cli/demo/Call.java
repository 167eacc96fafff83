package dev.countersign.cli.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to be made.
 *
 * @param method the HTTP method
 * @param path the path, from the slash on
 * @param headers the headers
 * @param body the body, empty for none
 */
record Call(String method, String path, Map<String, String> headers, String body) {
  static Call get(String path) {
    return new Call("GET", path, Map.of(), "");
  }

  static Call post(String path) {
    return new Call("POST", path, Map.of(), "");
  }

  /** The same with a JSON body. */
  Call json(String json) {
    return new Call(method, path, with("Content-Type", "application/json"), json);
  }

  Call bearer(String token) {
    return new Call(method, path, with("Authorization", "Bearer " + token), body);
  }

  Call basic(String name, String password) {
    byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().encodeToString(pair);
    return new Call(method, path, with("Authorization", "Basic " + encoded), body);
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return more;
  }
}
