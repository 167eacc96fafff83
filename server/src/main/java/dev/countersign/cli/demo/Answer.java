package dev.countersign.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What came back.
 *
 * @param status the HTTP status
 * @param body the body as text
 * @param millis how long it took
 */
record Answer(int status, String body, long millis) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The body as JSON; a missing node where it is none. */
  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** A text in the body, by JSON pointer; empty where there is none. */
  String text(String pointer) {
    return json().at(pointer).asText();
  }
}
