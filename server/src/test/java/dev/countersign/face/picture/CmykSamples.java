package dev.countersign.face.picture;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEG files of four components. */
final class CmykSamples {
  /** Instead of a transform: without Adobe's marker. */
  static final int NO_MARKER = -1;

  private CmykSamples() {}

  /** Sixteen by sixteen pixels of the same four samples. */
  static byte[] jpeg(int[] samples, int transform) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
    for (int i = 0; i < 256; i++) {
      raster.setPixel(i % 16, i / 16, samples);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(raster, null, null), null);
    }
    return marked(file.toByteArray(), transform);
  }

  private static byte[] marked(byte[] jpeg, int transform) throws IOException {
    if (transform == NO_MARKER) {
      return jpeg;
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    byte[] marker = {
      (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
    };
    file.write(marker);
    file.write(jpeg, 2, jpeg.length - 2);
    return file.toByteArray();
  }
}
