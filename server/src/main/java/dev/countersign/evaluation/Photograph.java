package dev.countersign.evaluation;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A person's photograph, as pairs files name it.
 *
 * @param person the person's name, with underscores for spaces
 * @param number which of the person's, from 1
 */
public record Photograph(String person, int number) implements Comparable<Photograph> {
  /** One spelling of each name: some file systems take letters and their accents apart. */
  public Photograph {
    person = Normalizer.normalize(person, Normalizer.Form.NFC);
  }

  @Override
  public int compareTo(Photograph other) {
    int byPerson = person.compareTo(other.person);
    return byPerson == 0 ? Integer.compare(number, other.number) : byPerson;
  }

  /** As its file is called, without an ending: {@code Colin_Powell_0001}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s_%04d", person, number);
  }
}
