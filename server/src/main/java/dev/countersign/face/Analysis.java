package dev.countersign.face;

import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.FaceSample.Face;
import java.util.List;
import java.util.OptionalDouble;

/**
 * All that was found in a picture with a face, before any gate.
 *
 * @param picture the picture the places refer to: the one given, or that one turned
 * @param quarters by how many times 90 degrees it was turned clockwise, 0 to 3
 * @param faces every face found, at least one: the main one, then the others, the largest first
 * @param landmarks the points of the main one
 * @param quality half the length of the summed embeddings of the main face's crop and its mirror
 * @param embedding of the main face
 * @param aligned the crop the embedding was made of, 112 by 112
 * @param live how likely the main one is a living person, 0 to 1; absent when it was not asked for
 */
public record Analysis(
    Picture picture,
    int quarters,
    List<Face> faces,
    Landmarks landmarks,
    double quality,
    Embedding embedding,
    Picture aligned,
    OptionalDouble live) {
  public Analysis {
    if (faces.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to analyse without a face");
    }
    faces = List.copyOf(faces);
  }

  /** The main one. */
  public Face face() {
    return faces.getFirst();
  }

  /** The same with a judgement of liveness. */
  public Analysis withLive(double probability) {
    return new Analysis(
        picture,
        quarters,
        faces,
        landmarks,
        quality,
        embedding,
        aligned,
        OptionalDouble.of(probability));
  }

  /** As a sample, with a portrait as large as the purpose asks for. */
  public FaceSample sample(Purpose purpose) {
    Picture portrait = Portrait.of(picture, face(), purpose);
    return new FaceSample(face(), landmarks, quality, embedding, aligned, portrait, live);
  }
}
