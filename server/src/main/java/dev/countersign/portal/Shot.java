package dev.countersign.portal;

import dev.countersign.enrolment.EnrolmentRequest;
import java.util.Base64;
import java.util.List;

/**
 * What somebody sends of themselves in one try.
 *
 * @param photographs files of pictures taken straight on, one to eight
 * @param turns files of pictures with the head turned, in the order that was asked for; none where
 *     nothing was asked
 * @param challenge what was asked, as it was sent along; the empty string where nothing was
 */
public record Shot(List<byte[]> photographs, List<byte[]> turns, String challenge) {
  /** Keeps unmodifiable copies of the lists. */
  public Shot {
    photographs = List.copyOf(photographs);
    turns = List.copyOf(turns);
    if (photographs.isEmpty() || photographs.size() > EnrolmentRequest.MOST_PICTURES) {
      throw new IllegalArgumentException(photographs.size() + " photographs");
    }
  }

  /** The photographs as {@code data:} URLs. */
  List<String> urls() {
    return photographs.stream().map(Shot::url).toList();
  }

  // The media type in it is not looked at.
  private static String url(byte[] file) {
    return "data:;base64," + Base64.getEncoder().encodeToString(file);
  }

  /** Without the pictures. */
  @Override
  public String toString() {
    return "Shot[" + photographs.size() + " and " + turns.size() + "]";
  }
}
