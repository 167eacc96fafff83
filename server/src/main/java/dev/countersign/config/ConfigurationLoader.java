package dev.countersign.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the sources in the order in which they win, and collects what is wrong with any of them: a
 * bad value is an error even where a later source overrides it.
 */
final class ConfigurationLoader {

  private static final String FILE_NAME = "countersign.yaml";

  private final List<String> errors = new ArrayList<>();
  private final Values values = new Values();

  Values load(ConfigurationSources sources) {
    Keys.all().forEach(this::acceptDefault);
    fileOf(sources).ifPresent(file -> acceptFile(file, sources.file().isPresent()));
    // Sorted, so that the same mistakes are always told in the same order.
    new TreeMap<>(sources.environment()).forEach(this::acceptVariable);
    new TreeMap<>(sources.flags()).forEach(this::acceptFlag);
    errors.addAll(new CrossChecks(values).errors());
    if (!errors.isEmpty()) {
      throw new ConfigurationException(errors);
    }
    return values;
  }

  private static Optional<Path> fileOf(ConfigurationSources sources) {
    if (sources.file().isPresent()) {
      return sources.file();
    }
    String variable = Keys.DATA.environmentName();
    String fallback = sources.environment().getOrDefault(variable, Keys.DATA.defaultText());
    String folder = sources.flags().getOrDefault(Keys.DATA.name(), fallback);
    try {
      return Optional.of(Keys.DATA.parse(folder.strip()).resolve(FILE_NAME)).filter(Files::exists);
    } catch (InvalidValueException reportedWithItsSource) {
      return Optional.empty();
    }
  }

  private void acceptDefault(Key<?> key) {
    accept(key, new Given(key.defaultText(), key.type().list(), "default"));
  }

  private void acceptFile(Path file, boolean named) {
    Map<String, Given> settings = YamlSettings.read(file, errors);
    Given data = settings.get(Keys.DATA.name());
    if (data != null && !named) {
      errors.add(
          "data (%s): cannot be set in the file that was found in the data folder itself; name the"
                  .formatted(data.origin())
              + " file with --config, or set COUNTERSIGN_DATA");
      settings.remove(Keys.DATA.name());
    }
    settings.forEach(this::acceptNamed);
  }

  private void acceptVariable(String variable, String text) {
    if (!variable.startsWith(Key.ENVIRONMENT_PREFIX)) {
      return;
    }
    Optional<Key<?>> key = Keys.ofEnvironment(variable);
    if (key.isPresent()) {
      accept(key.get(), new Given(text, false, "environment " + variable));
      return;
    }
    List<String> variables = Keys.all().stream().map(Key::environmentName).toList();
    errors.add(
        variable + " (environment): unknown variable" + Suggestion.phrase(variable, variables));
  }

  private void acceptFlag(String name, String text) {
    acceptNamed(name, new Given(text, false, "flag --" + name));
  }

  private void acceptNamed(String name, Given given) {
    Optional<Key<?>> key = Keys.named(name);
    if (key.isPresent()) {
      accept(key.get(), given);
      return;
    }
    List<String> names = Keys.all().stream().map(Key::name).toList();
    String hint =
        Keys.isGroup(name)
            ? "; this is a group of keys and has no value of its own"
            : Suggestion.phrase(name, names);
    errors.add("%s (%s): unknown key%s".formatted(name, given.origin(), hint));
  }

  private <T> void accept(Key<T> key, Given raw) {
    Given given = new Given(key.normalized(raw.text()), raw.list(), raw.origin());
    if (given.list() && !key.type().list()) {
      values.setInvalid(key, given);
      errors.add(
          "%s (%s): is a list; it must be %s"
              .formatted(key.name(), given.origin(), key.type().allowed()));
      return;
    }
    try {
      values.set(key, given, key.parse(given.text()));
    } catch (InvalidValueException invalid) {
      values.setInvalid(key, given);
      errors.add(message(key, given, invalid));
    }
  }

  private static String message(Key<?> key, Given given, InvalidValueException invalid) {
    String reason = invalid.reason().isEmpty() ? "" : " (" + invalid.reason() + ")";
    return "%s (%s): %s is not allowed%s; it must be %s"
        .formatted(
            key.name(),
            given.origin(),
            key.shownUnread(given.text()),
            reason,
            key.type().allowed());
  }
}
