package dev.countersign.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON, read strictly: no duplicate keys, no deep nesting, nothing after the value. */
final class Json {
  private static final int DEEPEST = 32;

  /** A tree takes many times the room of its text when it is all brackets. */
  private static final long MOST_TOKENS = 100_000;

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxTokenCount(MOST_TOKENS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // Errors must not quote the request: it may hold a password.
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static byte[] write(Map<String, ?> object) {
    try {
      return MAPPER.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that cannot be written", e);
    }
  }

  static Map<String, Object> members(JsonNode object) {
    return MAPPER.convertValue(object, OBJECT);
  }

  static JsonNode read(byte[] body) {
    // RFC 8259, section 8.1: "JSON text exchanged between systems that are not part of a closed
    // ecosystem MUST be encoded using UTF-8". The parser, given bytes, would guess.
    String text =
        PercentEncoding.utf8(body)
            .orElseThrow(() -> RequestRefused.malformed("The body is not valid UTF-8"));
    try {
      // Of bytes that begin without zeros, and are valid UTF-8, the parser guesses nothing else;
      // and it need not turn a picture's text into characters first.
      return plain(body) ? MAPPER.readTree(body) : MAPPER.readTree(withoutMark(text));
    } catch (JsonProcessingException e) {
      throw RequestRefused.malformed("The body is not valid JSON" + place(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static boolean plain(byte[] body) {
    if (body.length < 4 || body[0] != '{') {
      return false;
    }
    return body[1] != 0 && body[2] != 0 && body[3] != 0;
  }

  /**
   * RFC 8259, section 8.1: "implementations that parse JSON texts MAY ignore the presence of a byte
   * order mark rather than treating it as an error."
   */
  private static String withoutMark(String text) {
    if (text.startsWith("\uFEFF")) {
      return text.substring(1);
    }
    return text;
  }

  /** Where it broke off; limits that are exceeded are told of without a place. */
  private static String place(@Nullable JsonLocation location) {
    if (location == null) {
      return ", or a part of it is too long or too deeply nested";
    }
    return ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
