package dev.countersign.face.picture;

/** Gives a picture's rows one after the other, so that it is not in memory twice. */
interface RowSource {
  int width();

  int height();

  /** Writes a row as RGB from the beginning of an array. */
  void read(int row, byte[] rgb);
}
