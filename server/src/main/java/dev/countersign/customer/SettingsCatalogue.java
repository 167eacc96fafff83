package dev.countersign.customer;

import dev.countersign.domain.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every setting that a customer has, by the name it is stored under. What is written is here, even
 * where nobody declared what it means: it is a line of text then.
 */
public final class SettingsCatalogue {
  private static final Map<String, String> STANDARD =
      texts(CustomerSettings.DEFAULT, AccountSettings.DEFAULT);
  private static final Map<String, Setting> SETTINGS = settings();

  private SettingsCatalogue() {}

  /** All of them, in the order in which they are shown. */
  public static List<Setting> all() {
    return List.copyOf(SETTINGS.values());
  }

  /** The setting of that name. */
  public static Optional<Setting> find(String name) {
    return Optional.ofNullable(SETTINGS.get(name));
  }

  /** What holds for a customer that has not set it; the empty string for most texts. */
  public static String standard(String name) {
    return STANDARD.getOrDefault(name, "");
  }

  private static Map<String, Setting> settings() {
    List<Setting> declared = new ArrayList<>(StoredSettings.settings());
    declared.addAll(FaceSettings.settings());
    declared.addAll(FactorSettings.settings());
    declared.addAll(PortalSettings.settings());
    declared.addAll(OutgoingHosts.settings());
    declared.addAll(AccountSettings.settings());
    Map<String, Setting> settings = new LinkedHashMap<>();
    STANDARD.keySet().forEach(name -> settings.put(name, Setting.of(Setting.Kind.LINE, name, "")));
    declared.forEach(setting -> settings.replace(setting.name(), setting));
    return settings;
  }

  static Map<String, String> texts(CustomerSettings settings, AccountSettings accounts) {
    Map<String, String> texts = new LinkedHashMap<>(StoredSettings.write(settings));
    texts.putAll(accounts.byName());
    return texts;
  }

  /** What holds, of what is stored. */
  static Map<String, String> texts(Map<String, String> stored) {
    return texts(StoredSettings.read(stored), AccountSettings.of(stored));
  }

  /**
   * Those texts with others in them.
   *
   * @throws InvalidInput when there is no such setting, or it cannot be that
   */
  static Map<String, String> changed(Map<String, String> texts, Map<String, String> wanted) {
    Map<String, String> changed = new LinkedHashMap<>(texts);
    wanted.forEach((name, text) -> {
      find(name)
          .orElseThrow(() -> new InvalidInput(name + " is no setting of a customer"))
          .require(text);
      changed.put(name, text);
    });
    // What is written has to be an origin now; what is only read may have been one once.
    var _ = PortalSettings.of(changed);
    return texts(changed);
  }
}
