package dev.countersign.face.picture;

import dev.countersign.face.Picture;

/** Makes RGB of decoded components. */
final class JpegSamples {
  private final JpegComponent[] components;
  private final JpegColours colours;
  private final int side;
  private final int maxH;
  private final int maxV;

  JpegSamples(JpegComponent[] components, JpegColours colours, int maxH, int maxV, int side) {
    this.components = components;
    this.colours = colours;
    this.maxH = maxH;
    this.maxV = maxV;
    this.side = side;
  }

  Picture picture(Size full) {
    int width = Math.ceilDiv(full.width() * side, 8);
    int height = Math.ceilDiv(full.height() * side, 8);
    byte[] rgb = new byte[3 * width * height];
    if (components.length == 1) {
      grey(width, height, rgb);
    } else {
      three(width, height, rgb);
    }
    return new Picture(width, height, rgb);
  }

  private void grey(int width, int height, byte[] rgb) {
    JpegComponent only = components[0];
    int target = 0;
    for (int y = 0; y < height; y++) {
      int source = y * only.stride;
      for (int x = 0; x < width; x++, target += 3) {
        byte level = only.samples[source + x];
        rgb[target] = level;
        rgb[target + 1] = level;
        rgb[target + 2] = level;
      }
    }
  }

  private void three(int width, int height, byte[] rgb) {
    PlaneRows first = new PlaneRows(components[0], 1, 1, width, height);
    PlaneRows second = new PlaneRows(components[1], ratioH(), ratioV(), width, height);
    PlaneRows third = new PlaneRows(components[2], ratioH(), ratioV(), width, height);
    int[] pixels = new int[width];
    for (int y = 0; y < height; y++) {
      first.row(y);
      second.row(y);
      third.row(y);
      if (colours == JpegColours.RGB) {
        together(first.samples, second.samples, third.samples, pixels);
      } else {
        YccColours.convert(first.samples, second.samples, third.samples, pixels);
      }
      PixelRow.pack(pixels, rgb, 3 * y * width);
    }
  }

  private int ratioH() {
    return maxH * side / components[1].side;
  }

  private int ratioV() {
    return maxV * side / components[1].side;
  }

  private static void together(int[] red, int[] green, int[] blue, int[] pixels) {
    for (int x = 0; x < pixels.length; x++) {
      pixels[x] = red[x] | (green[x] << 8) | (blue[x] << 16);
    }
  }
}
