package dev.countersign.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a configuration is read from, besides the defaults.
 *
 * @param file the YAML file named by the caller, which then must exist; when empty, {@code
 *     countersign.yaml} in the data folder is read if it is there
 * @param environment the environment of the process; only names beginning with {@code COUNTERSIGN_}
 *     are looked at
 * @param flags command line flags: key, as in {@code server.port}, to value
 */
public record ConfigurationSources(
    Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {

  /** Takes copies of the maps. */
  public ConfigurationSources {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
  }

  /** Names the file and the flags given, but no value: values may be secrets. */
  @Override
  public String toString() {
    return "ConfigurationSources[file=" + file + ", flags=" + flags.keySet() + "]";
  }
}
