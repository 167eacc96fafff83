package dev.countersign.face.picture;

import java.awt.image.Raster;

/** The rows of a JPEG file's samples as a reader gives them, made into RGB. */
record JpegRows(Raster raster, JpegColours colours, int[] samples) implements RowSource {
  static JpegRows of(Raster raster, JpegColours colours) {
    return new JpegRows(raster, colours, new int[raster.getNumBands() * raster.getWidth()]);
  }

  @Override
  public int width() {
    return raster.getWidth();
  }

  @Override
  public int height() {
    return raster.getHeight();
  }

  @Override
  public void read(int row, byte[] rgb) {
    raster.getPixels(raster.getMinX(), raster.getMinY() + row, width(), 1, samples);
    switch (colours) {
      case GREY -> grey(rgb);
      case RGB -> three(rgb);
      case YCC -> ycc(rgb, 3);
      case CMYK -> inverted(rgb);
      case INVERTED_CMYK -> inks(rgb);
      case YCCK -> ycck(rgb);
    }
  }

  private void grey(byte[] rgb) {
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) samples[i / 3];
    }
  }

  private void three(byte[] rgb) {
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) samples[i];
    }
  }

  private void ycc(byte[] rgb, int bands) {
    for (int i = 0, at = 0; i < rgb.length; i += 3, at += bands) {
      YccColours.convert(samples[at], samples[at + 1], samples[at + 2], rgb, i);
    }
  }

  private void inverted(byte[] rgb) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 255 - samples[i];
    }
    inks(rgb);
  }

  private void inks(byte[] rgb) {
    for (int i = 0, at = 0; i < rgb.length; i += 3, at += 4) {
      int black = samples[at + 3];
      rgb[i] = under(samples[at], black);
      rgb[i + 1] = under(samples[at + 1], black);
      rgb[i + 2] = under(samples[at + 2], black);
    }
  }

  // The conversion gives C, M and Y where RGB would be, and 255 less that where they are inverted:
  // Adobe's files hold them inverted once more, so what comes out is what is wanted.
  private void ycck(byte[] rgb) {
    ycc(rgb, 4);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = under(rgb[i] & 0xff, samples[i / 3 * 4 + 3]);
    }
  }

  private static byte under(int light, int black) {
    return (byte) ((light * black + 127) / 255);
  }
}
