package dev.countersign.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes sources whose data folder is a temporary one. */
final class TestSources {

  private TestSources() {}

  static ConfigurationSources in(
      Path data, Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("COUNTERSIGN_DATA", data.toString());
    return new ConfigurationSources(file, all, flags);
  }
}
