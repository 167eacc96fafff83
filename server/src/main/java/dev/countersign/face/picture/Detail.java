package dev.countersign.face.picture;

/** How many of a large file's pixels are wanted. */
public enum Detail {
  /**
   * All of them up to a longest side of 2560; larger pictures are reduced by a whole factor. A face
   * that the detector finds without tiling takes 6 % of the width and more, so it keeps 77 pixels
   * at the very least and usually twice that.
   */
  FULL(Integer.MAX_VALUE),
  /**
   * Enough to find a face and to judge one that fills a good part of the picture: JPEG files are
   * halved, while they are decoded, as long as the shorter side keeps 480 pixels. Other formats are
   * read in full, since nothing is saved there.
   */
  QUICK(480);

  /** The longest side of a picture that was read. */
  static final int LONGEST = 2560;

  private final int shortestKept;

  Detail(int shortestKept) {
    this.shortestKept = shortestKept;
  }

  /** The smallest factor that brings the longest side within the limit. */
  int factor(Size size) {
    return Math.ceilDiv(Math.max(size.width(), size.height()), LONGEST);
  }

  /** By how many powers of two a JPEG file is reduced while it is decoded: 0 to 3. */
  int halvings(Size size) {
    int longer = Math.max(size.width(), size.height());
    int shorter = Math.min(size.width(), size.height());
    int halvings = 0;
    while (halvings < 3 && (longer >> halvings) > LONGEST) {
      halvings++;
    }
    while (halvings < 3 && (shorter >> (halvings + 1)) >= shortestKept) {
      halvings++;
    }
    return halvings;
  }
}
