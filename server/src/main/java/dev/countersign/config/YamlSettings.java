package dev.countersign.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Reads the YAML file into texts, each with its line. Groups may be nested or written with a dot.
 * The texts are taken as written, so that neither a password of digits nor a version-like number
 * changes on its way through YAML's own types.
 */
final class YamlSettings {

  private final Path file;
  private final List<String> errors;
  private final Map<String, Given> settings = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private String source = "";

  private YamlSettings(Path file, List<String> errors) {
    this.file = file;
    this.errors = errors;
  }

  /** Every setting of the file by key, known or not; what cannot be read goes to the errors. */
  static Map<String, Given> read(Path file, List<String> errors) {
    YamlSettings reading = new YamlSettings(file, errors);
    try {
      reading.readFile();
    } catch (NoSuchFileException missing) {
      errors.add(file + ": the configuration file does not exist");
    } catch (JsonProcessingException notYaml) {
      errors.add(reading.syntaxError(notYaml));
    } catch (CharacterCodingException notText) {
      errors.add(file + ": the configuration file is not UTF-8 text");
    } catch (IOException unreadable) {
      errors.add(file + ": the configuration file cannot be read by this process");
    }
    return reading.settings;
  }

  // The parser's own message quotes the line, and the line may hold a password.
  private String syntaxError(JsonProcessingException notYaml) {
    String at = notYaml.getLocation() == null ? "" : ":" + notYaml.getLocation().getLineNr();
    return file
        + at
        + ": not valid YAML here; look at the indentation (spaces, no tabs), the colon and space"
        + " after each key, and the quotes";
  }

  private void readFile() throws IOException {
    source = Files.readString(file);
    try (YAMLParser parser = new YAMLFactory().createParser(source)) {
      JsonToken first = parser.nextToken();
      // A file of comments alone has no token, or one empty value.
      if (first == null || first == JsonToken.VALUE_NULL) {
        return;
      }
      if (first != JsonToken.START_OBJECT) {
        errors.add(file + ": must hold lines such as \"server.port: 8080\"");
        return;
      }
      readGroup(parser, "");
      if (parser.nextToken() != null) {
        errors.add(origin(parser) + ": must hold one YAML document, and a second begins here");
      }
    }
  }

  private void readGroup(YAMLParser parser, String prefix) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix + parser.currentName();
      noteLine(parser, key);
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT) {
        readGroup(parser, key + ".");
      } else if (value == JsonToken.START_ARRAY) {
        settings.putIfAbsent(key, new Given(readList(parser, key), true, origin(key)));
      } else if (value == JsonToken.VALUE_NULL) {
        noteEmpty(key);
      } else {
        settings.putIfAbsent(key, new Given(scalar(parser, key), false, origin(key)));
      }
    }
  }

  private void noteLine(YAMLParser parser, String key) {
    int line = parser.currentTokenLocation().getLineNr();
    Integer first = lines.putIfAbsent(key, line);
    if (first != null) {
      errors.add(
          "%s (%s:%s): given twice; the first is on line %s".formatted(key, file, line, first));
    }
  }

  // A group whose lines are all commented out is empty and says nothing; a key without a value is
  // more likely unfinished than meant.
  private void noteEmpty(String key) {
    if (!Keys.isGroup(key)) {
      errors.add(
          "%s (%s): has no value; write \"\" for an empty one, or remove the line"
              .formatted(key, origin(key)));
    }
  }

  private String readList(YAMLParser parser, String key) throws IOException {
    StringJoiner items = new StringJoiner(",");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken().isScalarValue()) {
        items.add(scalar(parser, key));
      } else {
        errors.add("%s (%s): a list must hold plain values".formatted(key, origin(parser)));
        parser.skipChildren();
      }
    }
    return items.toString();
  }

  // An unquoted value beginning with one of these characters is YAML's own notation, and the rest
  // alone would be taken for the value.
  private String scalar(YAMLParser parser, String key) throws IOException {
    if ("*&!".indexOf(firstCharacter(parser)) >= 0) {
      errors.add(
          "%s (%s): begins with *, & or !, which YAML reads as its own notation; put the value in"
                  .formatted(key, origin(parser))
              + " quotes");
    }
    return parser.getText();
  }

  // Asked of the source, because the parser forgets the anchor of a value.
  private int firstCharacter(YAMLParser parser) {
    int position = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    int index = source.offsetByCodePoints(0, position);
    return index < source.length() ? source.codePointAt(index) : ' ';
  }

  private String origin(String key) {
    return file + ":" + lines.get(key);
  }

  private String origin(YAMLParser parser) {
    return file + ":" + parser.currentTokenLocation().getLineNr();
  }
}
