package dev.countersign.face;

import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.FaceSample.Face;

/** The part of a picture to show for a face: a square twice as high, as far as there is one. */
final class Portrait {
  /** What stands for a person for years. */
  private static final int ENROLLED = 320;

  /** What stands beside an event for some days, and is written with every comparison. */
  private static final int COMPARED = 240;

  private Portrait() {}

  static Picture of(Picture picture, Face face, Purpose purpose) {
    int room = Math.min(picture.width(), picture.height());
    int side = Math.clamp(Math.round(2 * face.height()), 1, room);
    int x = start((face.x1() + face.x2()) / 2, side, picture.width());
    int y = start((face.y1() + face.y2()) / 2, side, picture.height());
    int size = Math.min(side, purpose == Purpose.ENROL ? ENROLLED : COMPARED);
    return Resampling.resize(picture, new Area(x, y, side, side), size, size);
  }

  private static int start(double centre, int side, int size) {
    return Math.clamp(Math.round(centre - side / 2.0), 0, size - side);
  }
}
