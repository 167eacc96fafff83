package dev.countersign.cli;

import dev.countersign.domain.ProfileField;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** {@code --detail}: what a person tells about themselves. */
final class DetailsOption {
  @Option(
      names = "--detail",
      paramLabel = "FIELD=VALUE",
      description = {
        "What the person tells about themselves; without a value what was told is taken away. May"
            + " be repeated. Fields: given-name, family-name, middle-name, nickname, profile,"
            + " picture, website, gender, birthdate, zoneinfo, locale, and of the address"
            + " formatted, street-address, locality, region, postal-code, country."
      })
  private Map<String, String> told = new LinkedHashMap<>();

  /** What is told, by field. */
  Map<ProfileField, String> values() {
    Map<ProfileField, String> values = new EnumMap<>(ProfileField.class);
    told.forEach((word, value) -> values.put(field(word), value));
    return values;
  }

  private static ProfileField field(String word) {
    return ProfileField.ofWord(word)
        .orElseThrow(() ->
            new CommandFailed(
                ExitCodes.USAGE,
                "There is no field \"%s\" to --detail. There are %s."
                    .formatted(
                        word,
                        Arrays.stream(ProfileField.values())
                            .map(ProfileField::word)
                            .collect(Collectors.joining(", ")))));
  }
}
