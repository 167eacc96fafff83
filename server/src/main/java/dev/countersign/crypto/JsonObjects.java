package dev.countersign.crypto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** JSON objects as maps. */
final class JsonObjects {

  // RFC 7519, section 4: "The Claim Names within a JWT Claims Set MUST be unique; JWT parsers MUST
  // either reject JWTs with duplicate Claim Names or use a JSON parser that returns only the
  // lexically last duplicate member name".
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectReader READER = MAPPER.readerForMapOf(Object.class);
  private static final ObjectWriter WRITER = MAPPER.writer();

  private JsonObjects() {}

  /** The object, or empty where the bytes are anything else. */
  static Optional<Map<String, Object>> parse(byte[] json) {
    return utf8(json).flatMap(JsonObjects::read);
  }

  private static Optional<Map<String, Object>> read(String json) {
    try {
      return Optional.ofNullable(READER.<Map<String, Object>>readValue(json));
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  // RFC 8725, section 3.7: implementations "MUST [...] not use or admit the use of other Unicode
  // encodings"; left to itself, the parser would find out which one was used.
  private static Optional<String> utf8(byte[] json) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  static byte[] write(Map<String, ?> object) {
    try {
      return WRITER.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Claims are texts, numbers, booleans, lists and maps");
    }
  }
}
