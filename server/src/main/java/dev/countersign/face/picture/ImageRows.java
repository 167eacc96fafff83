package dev.countersign.face.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;

/**
 * The rows of a decoded image as RGB of 8 bits, on white where it is transparent. Samples are taken
 * as they stand in the file: Java would brighten grey ones of 16 bits.
 */
final class ImageRows implements RowSource {
  private static final int WHITE = 255;

  private final BufferedImage image;
  private final ColorModel colours;
  private final int bands;
  private final int[] samples;

  private ImageRows(BufferedImage image) {
    this.image = image;
    this.colours = image.getColorModel();
    this.bands = image.getRaster().getNumBands();
    this.samples = new int[bands * image.getWidth()];
  }

  static ImageRows of(BufferedImage image) {
    if (plain(image.getColorModel())) {
      return new ImageRows(image);
    }
    BufferedImage drawn =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = drawn.createGraphics();
    try {
      graphics.drawImage(image, 0, 0, Color.WHITE, null);
    } finally {
      graphics.dispose();
    }
    return new ImageRows(drawn);
  }

  private static boolean plain(ColorModel colours) {
    if (colours instanceof IndexColorModel) {
      return true;
    }
    int space = colours.getColorSpace().getType();
    boolean usual = space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_GRAY;
    return usual
        && colours instanceof ComponentColorModel
        && !colours.isAlphaPremultiplied()
        && colours.getTransferType() <= DataBuffer.TYPE_USHORT;
  }

  @Override
  public int width() {
    return image.getWidth();
  }

  @Override
  public int height() {
    return image.getHeight();
  }

  @Override
  public void read(int row, byte[] rgb) {
    image.getRaster().getPixels(0, row, width(), 1, samples);
    if (colours instanceof IndexColorModel palette) {
      indexed(palette, rgb);
    } else {
      components(rgb);
    }
  }

  private void indexed(IndexColorModel palette, byte[] rgb) {
    int most = palette.getMapSize() - 1;
    for (int i = 0; i < samples.length; i++) {
      int index = Math.min(samples[i], most);
      int alpha = palette.getAlpha(index);
      rgb[3 * i] = onWhite(palette.getRed(index), alpha);
      rgb[3 * i + 1] = onWhite(palette.getGreen(index), alpha);
      rgb[3 * i + 2] = onWhite(palette.getBlue(index), alpha);
    }
  }

  private void components(byte[] rgb) {
    int most = (1 << colours.getComponentSize(0)) - 1;
    boolean grey = bands < 3;
    int second = grey ? 0 : 1;
    int third = grey ? 0 : 2;
    for (int i = 0, at = 0; i < 3 * width(); i += 3, at += bands) {
      int alpha = WHITE;
      if (colours.hasAlpha()) {
        alpha = eight(samples[at + bands - 1], most);
      }
      rgb[i] = onWhite(eight(samples[at], most), alpha);
      rgb[i + 1] = onWhite(eight(samples[at + second], most), alpha);
      rgb[i + 2] = onWhite(eight(samples[at + third], most), alpha);
    }
  }

  private static int eight(int sample, int most) {
    if (most == WHITE) {
      return sample;
    }
    return (int) ((2L * WHITE * sample + most) / (2L * most));
  }

  /** A sample of 8 bits where the pixel is that opaque, of 255. */
  static byte onWhite(int sample, int alpha) {
    return (byte) ((sample * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE);
  }
}
