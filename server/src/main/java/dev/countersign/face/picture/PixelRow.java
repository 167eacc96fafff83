package dev.countersign.face.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Packs a row of pixels, each in an int with red in its lowest bits, into three bytes a pixel. */
final class PixelRow {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private PixelRow() {}

  static void pack(int[] pixels, byte[] rgb, int target) {
    int at = target;
    int x = 0;
    for (; x < pixels.length - 3; x += 4, at += 12) {
      int second = pixels[x + 1];
      int third = pixels[x + 2];
      INTS.set(rgb, at, pixels[x] | (second << 24));
      INTS.set(rgb, at + 4, (second >>> 8) | (third << 16));
      INTS.set(rgb, at + 8, (third >>> 16) | (pixels[x + 3] << 8));
    }
    for (; x < pixels.length; x++, at += 3) {
      rgb[at] = (byte) pixels[x];
      rgb[at + 1] = (byte) (pixels[x] >> 8);
      rgb[at + 2] = (byte) (pixels[x] >> 16);
    }
  }
}
