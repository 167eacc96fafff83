package dev.countersign.face.picture;

import dev.countersign.face.Picture;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGQTable;

/**
 * Writes pictures as JPEG files: thumbnails and portraits, not originals. Sequential, with the
 * tables of ITU-T T.81, annex K, and colours at half the resolution, as the common libraries write
 * them; the JDK's writer takes four times as long.
 */
public final class JpegWriter {
  /** What the common libraries call quality 90: a fifth of annex K's steps. */
  private static final float STEPS = .2f;

  private static final int[] LUMA_STEPS = steps(JPEGQTable.K1Luminance);
  private static final int[] CHROMA_STEPS = steps(JPEGQTable.K2Chrominance);
  private static final ForwardDct LUMA = new ForwardDct(LUMA_STEPS);
  private static final ForwardDct CHROMA = new ForwardDct(CHROMA_STEPS);
  private static final HuffmanCodes LUMA_DC = new HuffmanCodes(JPEGHuffmanTable.StdDCLuminance);
  private static final HuffmanCodes LUMA_AC = new HuffmanCodes(JPEGHuffmanTable.StdACLuminance);
  private static final HuffmanCodes CHROMA_DC = new HuffmanCodes(JPEGHuffmanTable.StdDCChrominance);
  private static final HuffmanCodes CHROMA_AC = new HuffmanCodes(JPEGHuffmanTable.StdACChrominance);

  private final Picture picture;
  private final JpegBitWriter out;
  private final YccTile tile = new YccTile();
  private final int[] coefficients = new int[64];
  private final int[] predictions = new int[3];

  private JpegWriter(Picture picture) {
    this.picture = picture;
    this.out = new JpegBitWriter(2048 + picture.rgb().length / 8);
  }

  /** The bytes of a JPEG file of quality 90. The picture has at most 65,535 pixels a side. */
  public static byte[] write(Picture picture) {
    return new JpegWriter(picture).all();
  }

  private static int[] steps(JPEGQTable table) {
    return table.getScaledInstance(STEPS, true).getTable();
  }

  private byte[] all() {
    headers();
    for (int y = 0; y < picture.height(); y += YccTile.SIDE) {
      for (int x = 0; x < picture.width(); x += YccTile.SIDE) {
        tile.read(picture, x, y);
        for (float[] block : tile.luma) {
          block(block, 0, LUMA, LUMA_DC, LUMA_AC);
        }
        block(tile.blue, 1, CHROMA, CHROMA_DC, CHROMA_AC);
        block(tile.red, 2, CHROMA, CHROMA_DC, CHROMA_AC);
      }
    }
    out.endScan();
    out.put((byte) 0xff, (byte) 0xd9);
    return out.toByteArray();
  }

  private void block(
      float[] samples, int component, ForwardDct transform, HuffmanCodes dc, HuffmanCodes ac) {
    transform.apply(samples, coefficients);
    out.block(coefficients, predictions[component], dc, ac);
    predictions[component] = coefficients[0];
  }

  // ITU-T T.871, section 10.1, and T.81, annex B.
  private void headers() {
    out.put((byte) 0xff, (byte) 0xd8);
    out.marker(0xe0, 14);
    out.put(new byte[] {'J', 'F', 'I', 'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0});
    steps(0, LUMA_STEPS);
    steps(1, CHROMA_STEPS);
    int width = picture.width();
    int height = picture.height();
    out.marker(0xc0, 15);
    out.put((byte) 8, (byte) (height >> 8), (byte) height, (byte) (width >> 8), (byte) width);
    out.put(new byte[] {3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1});
    codes(0x00, LUMA_DC);
    codes(0x10, LUMA_AC);
    codes(0x01, CHROMA_DC);
    codes(0x11, CHROMA_AC);
    out.marker(0xda, 10);
    out.put(new byte[] {3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0});
  }

  private void steps(int number, int[] steps) {
    out.marker(0xdb, 65);
    out.put((byte) number);
    for (int k = 0; k < 64; k++) {
      out.put((byte) steps[JpegBits.ZIGZAG[k]]);
    }
  }

  private void codes(int selector, HuffmanCodes codes) {
    out.marker(0xc4, 17 + codes.values.length);
    out.put((byte) selector);
    out.put(codes.counts);
    out.put(codes.values);
  }
}
