package dev.countersign.device;

import java.util.regex.Pattern;

/** What a device key looks like (Amazon Cognito's form): at most 55 characters. */
public final class DeviceKeys {
  private static final Pattern FORM = Pattern.compile("[\\w-]+_[0-9a-f-]+");
  private static final int LONGEST = 55;

  private DeviceKeys() {}

  /** Whether the text can be a device key at all. */
  public static boolean wellFormed(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }
}
