package dev.countersign.device;

/** What an owner may call a device. */
public final class DeviceNames {
  private static final int LONGEST = 128;

  private DeviceNames() {}

  /** Whether the text can be a name: one line that fits into a list. */
  public static boolean wellFormed(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST
        && text.chars().noneMatch(Character::isISOControl);
  }
}
