package dev.countersign.customer;

import dev.countersign.domain.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Origins as they were stored, perhaps by a version that took others for origins. */
final class StoredParents {
  private static final Logger log = LoggerFactory.getLogger(StoredParents.class);
  private static final int MOST_TOLD = 1000;

  /** Settings are read with nearly every request; each text is told of once. */
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private StoredParents() {}

  /** Those that are origins, as many as there may be. */
  static List<String> usable(String setting, List<String> stored) {
    List<String> usable = new ArrayList<>();
    int letters = 0;
    for (String text : stored) {
      boolean room =
          usable.size() < PortalSettings.MOST_PARENTS
              && letters + text.length() < PortalSettings.MOST_LETTERS;
      if (room && isOrigin(setting, text)) {
        usable.add(text);
        letters += text.length() + 1;
      } else if (TOLD.size() < MOST_TOLD && TOLD.add(text)) {
        log.warn(
            "The setting {} of a customer holds {}, which is left out: it is no origin, or one too"
                + " many. Change the setting",
            setting,
            text);
      }
    }
    return usable;
  }

  private static boolean isOrigin(String setting, String text) {
    try {
      return !WebOrigin.of(setting, text).isEmpty();
    } catch (InvalidInput _) {
      return false;
    }
  }
}
