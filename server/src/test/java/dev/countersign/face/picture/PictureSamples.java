package dev.countersign.face.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Picture files made for tests. */
public final class PictureSamples {
  private PictureSamples() {}

  /** Soft colours with edges; red grows to the right, green downwards. */
  public static BufferedImage scene(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = 255 * x / width;
        int green = 255 * y / height;
        int blue = (x / 16 + y / 16) % 2 == 0 ? 60 : 190;
        image.setRGB(x, y, (red << 16) | (green << 8) | blue);
      }
    }
    return image;
  }

  /** A TIFF file of four numbers of 32 bits, of that sample format: 1 whole, 3 floating. */
  static byte[] numbers(int sampleFormat) {
    int[][] entries = {
      {256, 2},
      {257, 2},
      {258, 32},
      {259, 1},
      {262, 1},
      {273, 134},
      {277, 1},
      {278, 2},
      {279, 16},
      {339, sampleFormat}
    };
    ByteBuffer file = ByteBuffer.allocate(8 + 2 + 12 * entries.length + 4 + 16);
    file.put("MM\0*".getBytes(ISO_8859_1)).putInt(8).putShort((short) entries.length);
    for (int[] entry : entries) {
      // One short, which stands in the upper half.
      file.putShort((short) entry[0]).putShort((short) 3).putInt(1).putInt(entry[1] << 16);
    }
    return file.array();
  }

  /** Upper left quarter red, upper right green, lower left blue, lower right white. */
  public static BufferedImage quarters(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int upper = x < width / 2 ? 0xff0000 : 0x00ff00;
        int lower = x < width / 2 ? 0x0000ff : 0xffffff;
        image.setRGB(x, y, y < height / 2 ? upper : lower);
      }
    }
    return image;
  }

  public static byte[] file(BufferedImage image, String format) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, file)) {
        throw new IllegalStateException("No writer of " + format);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return file.toByteArray();
  }

  public static byte[] jpeg(BufferedImage image) {
    return file(image, "jpeg");
  }

  public static byte[] progressive(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), param);
    }
    return file.toByteArray();
  }

  /** A blank progressive JPEG whose last scan, of a few bytes, comes again and again. */
  static byte[] progressiveWithScans(int width, int height, int scans) throws IOException {
    byte[] file = progressive(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR));
    int present = 0;
    int last = 0;
    for (int i = 0; i < file.length - 1; i++) {
      if (file[i] == (byte) 0xff && file[i + 1] == (byte) 0xda) {
        present++;
        last = i;
      }
    }
    ByteArrayOutputStream repeated = new ByteArrayOutputStream();
    repeated.write(file, 0, file.length - 2);
    for (int i = present; i < scans; i++) {
      repeated.write(file, last, file.length - 2 - last);
    }
    repeated.write(file, file.length - 2, 2);
    return repeated.toByteArray();
  }

  /** A PNG header that promises a picture, and little behind it. */
  public static byte[] pngHeader(int width, int height) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    file.writeBytes(chunk("IHDR", header.array()));
    file.writeBytes(chunk("IDAT", deflated(new byte[1000])));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  static byte[] chunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(data.length + 12).putInt(data.length);
    chunk.put(type.getBytes(ISO_8859_1)).put(data);
    CRC32 check = new CRC32();
    check.update(chunk.array(), 4, data.length + 4);
    return chunk.putInt((int) check.getValue()).array();
  }

  public static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[65_536];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** Exif data with an orientation alone. */
  static byte[] exif(int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26);
    tiff.put("MM\0*".getBytes(ISO_8859_1)).putInt(8).putShort((short) 1);
    tiff.putShort((short) 274).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
    return tiff.array();
  }

  public static byte[] jpegWithOrientation(byte[] jpeg, int orientation) throws IOException {
    byte[] exif = exif(orientation);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(file);
    data.writeInt(0xffd8ffe1);
    data.writeShort(exif.length + 8);
    data.writeBytes("Exif\0\0");
    data.write(exif);
    data.write(jpeg, 2, jpeg.length - 2);
    return file.toByteArray();
  }

  static byte[] pngWithOrientation(byte[] png, int orientation) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(png, 0, 33);
    file.writeBytes(chunk("eXIf", exif(orientation)));
    file.write(png, 33, png.length - 33);
    return file.toByteArray();
  }

  /** One page with a picture that fills it. */
  public static byte[] pdf(byte[] jpeg, int width, int height) {
    return pdf("DCTDecode", jpeg, width, height);
  }

  /** The same, of deflated samples. */
  static byte[] pdfOfSamples(byte[] deflated, int width, int height) {
    return pdf("FlateDecode", deflated, width, height);
  }

  private static byte[] pdf(String filter, byte[] coded, int width, int height) {
    String image =
        "<</Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/"
            + filter
            + "/Width "
            + width
            + "/Height "
            + height
            + "/Length "
            + coded.length
            + ">>";
    String content = "q 200 0 0 100 0 0 cm /I Do Q";
    return document(image, coded, content.getBytes(ISO_8859_1), "");
  }

  /** A document whose page's content unfolds to very much. */
  public static byte[] pdfBomb(byte[] content) {
    return document("<</Length 0>>", new byte[0], content, "/Filter[/FlateDecode/ASCIIHexDecode]");
  }

  /** A document whose page's content is compressed. */
  public static byte[] pdfOf(byte[] content) {
    return document("<</Length 0>>", new byte[0], content, "/Filter/FlateDecode");
  }

  private static byte[] document(String head, byte[] stream, byte[] content, String filter) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    text(file, "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
    text(file, "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n");
    text(file, "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R");
    text(file, "/Resources<</XObject<</I 5 0 R>>>>>>endobj\n");
    text(file, "4 0 obj<</Length " + content.length + filter + ">>stream\n");
    file.writeBytes(content);
    text(file, "\nendstream endobj\n5 0 obj" + head + "stream\n");
    file.writeBytes(stream);
    text(file, "\nendstream endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF\n");
    return file.toByteArray();
  }

  private static void text(ByteArrayOutputStream file, String text) {
    file.writeBytes(text.getBytes(ISO_8859_1));
  }

  /** Quarters as lossy WebP, which Java does not write. */
  public static byte[] webp() {
    return Base64.getDecoder()
        .decode(
            "UklGRlIAAABXRUJQVlA4IEYAAABwAgCdASogABAAAUAmJaACdL0r4B+EH63ARGMAAP74nf//8QY//muSiGr/0u"
                + "D/9LZlgVyx/8waf//oPe/ncvLPhErVgAAA");
  }

  /** Quarters as WebP without loss. */
  static byte[] losslessWebp() {
    return Base64.getDecoder()
        .decode(
            "UklGRjgAAABXRUJQVlA4TCwAAAAvH8ADAB8gEEjeHzqN+RcQFPwf3fxHZA+AINtmkpOc5AEuENH/qFL9AWzbDw"
                + "==");
  }

  /** So many zeros, compressed about a thousandfold. */
  public static byte[] deflatedZeros(int megabytes) {
    Deflater deflater = new Deflater(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[65_536];
    for (int i = 0; i < megabytes; i++) {
      deflater.setInput(new byte[1 << 20]);
      while (!deflater.needsInput()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }
}
