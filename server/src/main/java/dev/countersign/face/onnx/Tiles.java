package dev.countersign.face.onnx;

import dev.countersign.face.Area;
import dev.countersign.face.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * Overlapping parts of a large picture. The detector sees a picture 320 pixels wide, whatever it
 * was: in a large one it misses faces that are under 6 % of its width.
 */
final class Tiles {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 720;
  private static final int MOST_PER_SIDE = 4;

  private Tiles() {}

  /** None when the picture is not large. Neighbours share a quarter of their size at least. */
  static List<Area> of(Picture picture) {
    int columns = count(picture.width(), WIDTH);
    int rows = count(picture.height(), HEIGHT);
    List<Area> tiles = new ArrayList<>();
    if (columns * rows == 1) {
      return tiles;
    }
    int width = size(picture.width(), columns);
    int height = size(picture.height(), rows);
    for (int row = 0; row < rows; row++) {
      int y = start(row, rows, picture.height() - height);
      for (int column = 0; column < columns; column++) {
        tiles.add(new Area(start(column, columns, picture.width() - width), y, width, height));
      }
    }
    return tiles;
  }

  private static int count(int size, int tile) {
    double wanted = Math.ceil((size - .25 * tile) / (.75 * tile));
    return Math.clamp((long) wanted, 1, MOST_PER_SIDE);
  }

  /** So large that as many, each sharing a quarter with the next, cover everything. */
  private static int size(int size, int count) {
    return (int) Math.ceil(size / (.75 * count + .25));
  }

  private static int start(int index, int count, int room) {
    if (count == 1) {
      return 0;
    }
    return (int) Math.round((double) room * index / (count - 1));
  }
}
