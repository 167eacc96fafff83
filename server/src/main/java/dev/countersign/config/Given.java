package dev.countersign.config;

/**
 * A text some source gives for a key.
 *
 * @param list whether the source wrote a list; its items are then comma separated in the text
 * @param origin fit for people: {@code default}, {@code FILE:LINE}, {@code environment NAME},
 *     {@code flag --KEY}
 */
record Given(String text, boolean list, String origin) {

  /** Leaves the text out: it may be a secret. */
  @Override
  public String toString() {
    return "Given[" + origin + "]";
  }
}
