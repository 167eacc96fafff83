package dev.countersign.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON as it is read here: no member twice, nothing after the value, texts as long as a picture.
 */
final class Json {
  private static final int LONGEST_TEXT = RecordLines.LONGEST_LINE;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
          .build();

  static final ObjectMapper MAPPER =
      JsonMapper.builder(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * For values inside a larger file, which is not ours and may have millions of members in one
   * object: it remembers none of their names.
   */
  static final ObjectMapper PARTS =
      new ObjectMapper(
          JsonFactory.builder()
              .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
              .build());

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(ObjectNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers always becomes JSON", e);
    }
  }

  /** The object in those bytes; absent when they are none. */
  static Optional<ObjectNode> object(byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      return Optional.ofNullable(node)
          .filter(ObjectNode.class::isInstance)
          .map(ObjectNode.class::cast);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The object in that text; absent when it is none. */
  static Optional<ObjectNode> object(String text) {
    return object(text.getBytes(StandardCharsets.UTF_8));
  }
}
