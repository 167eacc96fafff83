package dev.countersign.face;

import dev.countersign.face.FaceSample.Face;
import java.util.List;
import java.util.Optional;

/**
 * What a quick look at a picture sees: enough to tell somebody in front of a camera what to do, and
 * nothing by which anybody could be recognised.
 *
 * @param faces the main one, then the others, the largest first; none where there is no face
 * @param landmarks the points of the main one
 */
public record Glance(List<Face> faces, Optional<Landmarks> landmarks) {
  /** Keeps an unmodifiable copy of the faces. */
  public Glance {
    faces = List.copyOf(faces);
  }
}
