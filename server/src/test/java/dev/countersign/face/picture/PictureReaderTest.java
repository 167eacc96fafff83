package dev.countersign.face.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import dev.countersign.face.Picture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PictureReaderTest {
  private static final int RED = 0xff0000;
  private static final int GREEN = 0x00ff00;
  private static final int BLUE = 0x0000ff;
  private static final int WHITE = 0xffffff;

  // A machine that is slow is not what is tested.
  private final PictureReader reader = new PictureReader(Duration.ofSeconds(40));

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void everyFormatGivesTheSamePicture() throws Exception {
    BufferedImage quarters = PictureSamples.quarters(200, 100);
    byte[] jpeg = PictureSamples.jpeg(quarters);
    List<byte[]> files =
        List.of(
            jpeg,
            PictureSamples.progressive(quarters),
            PictureSamples.file(quarters, "png"),
            PictureSamples.file(quarters, "tiff"),
            PictureSamples.webp(),
            PictureSamples.losslessWebp(),
            PictureSamples.pdf(jpeg, 200, 100));
    List<PictureFormat> formats = new ArrayList<>();
    for (byte[] file : files) {
      DecodedPicture read = reader.read(file, Detail.FULL);
      formats.add(read.format());
      assertThat(corners(read.picture())).as(read.toString()).isEqualTo("RGBW");
      // A page of a document is rendered to whole pixels.
      assertThat(read.picture().width() / 2).isEqualTo(read.picture().height());
    }
    assertThat(formats)
        .containsExactly(
            PictureFormat.JPEG,
            PictureFormat.JPEG,
            PictureFormat.PNG,
            PictureFormat.TIFF,
            PictureFormat.WEBP,
            PictureFormat.WEBP,
            PictureFormat.PDF);
  }

  @Test
  void roomIsAskedForAsMuchAsThePictureTakesWhateverTheFileAndTheDetail() throws Exception {
    BufferedImage scene = PictureSamples.scene(3000, 2000);
    byte[] jpeg = PictureSamples.jpeg(scene);
    List<byte[]> files =
        List.of(
            jpeg,
            PictureSamples.progressive(scene),
            PictureSamples.file(blank(3000, 2000), "png"),
            PictureSamples.file(blank(4001, 3201), "png"),
            PictureSamples.file(blank(2600, 800), "tiff"),
            PictureSamples.webp(),
            PictureSamples.pdf(jpeg, 3000, 2000));
    for (Detail detail : Detail.values()) {
      for (byte[] file : files) {
        List<Long> asked = new ArrayList<>();
        DecodedPicture read = reader.read(file, detail, asked::add);
        String what = read + " " + detail;
        assertThat(asked)
            .as(what)
            .singleElement(LONG)
            .isBetween(taken(read), taken(read) * 51 / 50);
      }
    }
  }

  private static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
  }

  private static long taken(DecodedPicture read) {
    return read.picture().rgb().length;
  }

  @Test
  void withoutRoomItIsToBeTriedAgain() throws Exception {
    BufferedImage scene = PictureSamples.scene(40, 30);
    for (String format : List.of("jpeg", "png", "tiff")) {
      PictureRefused refused =
          catchThrowableOfType(
              PictureRefused.class,
              () -> reader.read(PictureSamples.file(scene, format), Detail.FULL, bytes -> false));
      assertThat(refused.retryAfter()).as(format).isPresent();
    }
  }

  @Test
  void allEightOrientationsStandUprightAfterwards() throws Exception {
    byte[] jpeg = PictureSamples.jpeg(PictureSamples.quarters(64, 32));
    byte[] png = PictureSamples.file(PictureSamples.quarters(64, 32), "png");
    List<String> seen = new ArrayList<>();
    for (int orientation = 1; orientation <= 8; orientation++) {
      byte[] file = PictureSamples.jpegWithOrientation(jpeg, orientation);
      Picture picture = reader.read(file, Detail.FULL).picture();
      seen.add(corners(picture) + " " + picture.width() + "x" + picture.height());
      Picture same =
          reader.read(PictureSamples.pngWithOrientation(png, orientation), Detail.FULL).picture();
      assertThat(corners(same)).isEqualTo(corners(picture));
    }
    assertThat(seen)
        .containsExactly(
            "RGBW 64x32",
            "GRWB 64x32",
            "WBGR 64x32",
            "BWRG 64x32",
            "RBGW 32x64",
            "BRWG 32x64",
            "WGBR 32x64",
            "GWRB 32x64");
  }

  @Test
  void transparencyIsWhiteAndSixteenBitsGreyAndPalettesKeepTheirColours() throws Exception {
    BufferedImage clear = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(1, 1, 0x80000000);
    Picture picture = read(clear);
    assertThat(pixel(picture, 0, 0)).isEqualTo(WHITE);
    assertThat(pixel(picture, 1, 1)).isEqualTo(0x7f7f7f);
    BufferedImage deep = new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(3, 4, 0, 0x8000);
    assertThat(pixel(read(deep), 3, 4)).isEqualTo(0x808080);
    BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(3, 4, 0, 100);
    assertThat(pixel(read(grey), 3, 4)).isEqualTo(0x646464);
    BufferedImage palette = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_INDEXED);
    palette.setRGB(2, 2, 0xffff0000);
    assertThat(pixel(read(palette), 2, 2)).isEqualTo(RED);
    BufferedImage line = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY);
    line.setRGB(5, 5, 0xffffffff);
    assertThat(pixel(read(line), 5, 5)).isEqualTo(WHITE);
    assertThat(pixel(read(line), 4, 4)).isZero();
  }

  @Test
  void printersInksGiveTheirColoursHoweverTheyAreWritten() throws Exception {
    // No cyan, all magenta, all yellow, no black.
    int[] red = {0, 255, 255, 0};
    byte[] plain = CmykSamples.jpeg(red, CmykSamples.NO_MARKER);
    assertThat(close(pixel(reader.read(plain, Detail.FULL).picture(), 4, 4), RED)).isTrue();
    int[] inverted = {255, 0, 0, 255};
    byte[] adobe = CmykSamples.jpeg(inverted, 0);
    assertThat(close(pixel(reader.read(adobe, Detail.FULL).picture(), 4, 4), RED)).isTrue();
    // Red as luma and chroma, and no black, inverted.
    int[] ycck = {76, 85, 255, 255};
    byte[] transformed = CmykSamples.jpeg(ycck, 2);
    assertThat(close(pixel(reader.read(transformed, Detail.FULL).picture(), 4, 4), RED)).isTrue();
  }

  @Test
  void largePicturesAreReducedByAWholeFactor() throws Exception {
    BufferedImage large = PictureSamples.quarters(3000, 1500);
    for (String format : List.of("jpeg", "png")) {
      DecodedPicture read = reader.read(PictureSamples.file(large, format), Detail.FULL);
      assertThat(read.reduced()).isFalse();
      assertThat(read.picture().width()).isEqualTo(1500);
      assertThat(read.picture().height()).isEqualTo(750);
      assertThat(corners(read.picture())).isEqualTo("RGBW");
    }
  }

  @Test
  void quickDetailHalvesJpegsWhoseShorterSideKeeps480Pixels() throws Exception {
    DecodedPicture read =
        reader.read(PictureSamples.jpeg(PictureSamples.quarters(1280, 960)), Detail.QUICK);
    assertThat(read.picture().toString()).isEqualTo("Picture[640x480]");
    assertThat(read.reduced()).isTrue();
    DecodedPicture small =
        reader.read(PictureSamples.jpeg(PictureSamples.quarters(1278, 958)), Detail.QUICK);
    assertThat(small.picture().toString()).isEqualTo("Picture[1278x958]");
    assertThat(small.reduced()).isFalse();
  }

  @Test
  void whatIsWrittenCanBeReadAgain() throws Exception {
    Picture picture = read(PictureSamples.quarters(112, 112));
    byte[] written = JpegWriter.write(picture);
    assertThat(PictureFormat.of(written)).isEqualTo(PictureFormat.JPEG);
    assertThat(corners(reader.read(written, Detail.FULL).picture())).isEqualTo("RGBW");
  }

  private Picture read(BufferedImage image) throws PictureRefused {
    return reader.read(PictureSamples.file(image, "png"), Detail.FULL).picture();
  }

  private static String corners(Picture picture) {
    int right = picture.width() * 7 / 8;
    int lower = picture.height() * 7 / 8;
    int left = picture.width() / 8;
    int upper = picture.height() / 8;
    return letter(picture, left, upper)
        + letter(picture, right, upper)
        + letter(picture, left, lower)
        + letter(picture, right, lower);
  }

  private static String letter(Picture picture, int x, int y) {
    int pixel = pixel(picture, x, y);
    StringBuilder letters = new StringBuilder();
    int[] colours = {RED, GREEN, BLUE, WHITE};
    for (int i = 0; i < colours.length; i++) {
      if (close(pixel, colours[i])) {
        letters.append("RGBW".charAt(i));
      }
    }
    return letters.toString();
  }

  private static boolean close(int one, int other) {
    Color a = new Color(one);
    Color b = new Color(other);
    int most = Math.max(Math.abs(a.getRed() - b.getRed()), Math.abs(a.getGreen() - b.getGreen()));
    return Math.max(most, Math.abs(a.getBlue() - b.getBlue())) < 24;
  }

  private static int pixel(Picture picture, int x, int y) {
    int at = 3 * (y * picture.width() + x);
    byte[] rgb = picture.rgb();
    return ((rgb[at] & 0xff) << 16) | ((rgb[at + 1] & 0xff) << 8) | (rgb[at + 2] & 0xff);
  }
}
