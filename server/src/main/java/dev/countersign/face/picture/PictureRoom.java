package dev.countersign.face.picture;

/** Memory for pictures: asked for before one is made, as soon as it is known how large it is. */
@FunctionalInterface
public interface PictureRoom {
  /** For whoever reads one picture after the other. */
  PictureRoom UNBOUNDED = bytes -> true;

  /**
   * Takes room for a picture of so many bytes, now or within a while; whoever gave the room gives
   * it back.
   *
   * @return whether there was any
   */
  boolean take(long bytes);
}
