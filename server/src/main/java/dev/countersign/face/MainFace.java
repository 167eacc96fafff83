package dev.countersign.face;

import dev.countersign.face.FaceSample.Face;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whose picture it is when several faces are in it. In a portrait, whoever is large and near the
 * middle: the largest alone would often be somebody who is cut off by the picture's edge. Of people
 * further away, where the middle means nothing, the largest.
 */
public final class MainFace {
  private static final double WEIGHT_OF_DISTANCE = 2;

  /** A face that fills this part of a picture makes it a portrait. */
  private static final double PORTRAIT_SHARE = .05;

  private MainFace() {}

  /** The main one, then the others by size, the largest first. */
  public static List<Face> first(List<Face> faces, int width, int height) {
    List<Face> ordered = new ArrayList<>(faces);
    ordered.sort(Comparator.comparingDouble(Face::area).reversed());
    double share = ordered.isEmpty() ? 0 : ordered.getFirst().area() / ((double) width * height);
    if (share < PORTRAIT_SHARE) {
      return ordered;
    }
    ordered.stream()
        .max(Comparator.comparingDouble(face -> prominence(face, width, height)))
        .ifPresent(main -> {
          ordered.remove(main);
          ordered.addFirst(main);
        });
    return ordered;
  }

  /** Its area without twice the square of its centre's way from the picture's. */
  private static double prominence(Face face, int width, int height) {
    double across = (face.x1() + face.x2() - width) / 2;
    double down = (face.y1() + face.y2() - height) / 2;
    return face.area() - WEIGHT_OF_DISTANCE * (across * across + down * down);
  }
}
