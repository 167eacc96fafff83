package dev.countersign.testing;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import javax.imageio.ImageIO;

/**
 * What a camera sees for two seconds, over and over. People move as people do who hold still: by a
 * few pixels to and fro.
 */
@FunctionalInterface
public interface CameraScene {
  /** The part of the loop that has passed, 0 to 1, as a picture of the camera's size. */
  BufferedImage at(double moment);

  /** Somebody straight on, as near as one sits before a computer. */
  static CameraScene anna() {
    return sample(5, 0, 640, 960);
  }

  /** The same person a little nearer, elsewhere in the picture. */
  static CameraScene annaAgain() {
    return sample(5, 70, 700, 820);
  }

  /** Somebody else. */
  static CameraScene eve() {
    return sample(6, 100, 350, 640);
  }

  /** Two people who stand as near as one another. */
  static CameraScene two() {
    return sample(6, 900, 0, 1000);
  }

  /** A wall and nobody before it. */
  static CameraScene nobody() {
    return _ -> wall();
  }

  /** A window of one of the group photographs that come with the build. */
  static CameraScene sample(int photograph, int x, int y, int width) {
    return window(read(Photographs.sampleFile(photograph)), x, y, width);
  }

  /** A research photograph, as wide as it is; the test is skipped where there are none. */
  static CameraScene research(String path) {
    try {
      BufferedImage photograph = read(Files.readAllBytes(Photographs.researchFile(path)));
      int width = photograph.getWidth();
      // Those of the camera's height in the middle.
      int y = (photograph.getHeight() - width * FakeCamera.HEIGHT / FakeCamera.WIDTH) / 2;
      return window(photograph, 0, y, width);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same from afar, before a wall. */
  default CameraScene far() {
    return moment -> {
      BufferedImage image = wall();
      Graphics2D pen = pen(image);
      pen.drawImage(at(moment), 240, 180, 160, 120, null);
      pen.dispose();
      return image;
    };
  }

  /** The same with another amount of light: 1 is as it was. */
  default CameraScene lit(float light) {
    RescaleOp rescale = new RescaleOp(light, 0, null);
    return moment -> {
      BufferedImage image = at(moment);
      return rescale.filter(image, image);
    };
  }

  private static BufferedImage read(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CameraScene window(BufferedImage photograph, int x, int y, int width) {
    return moment -> {
      double swing = Math.sin(2 * Math.PI * moment);
      double sway = Math.cos(2 * Math.PI * moment);
      double scale = (1 + .004 * sway) * FakeCamera.WIDTH / width;
      BufferedImage image = blank();
      Graphics2D pen = pen(image);
      AffineTransform place = AffineTransform.getScaleInstance(scale, scale);
      place.translate(-x + 1.5 * swing, -y + .7 * sway);
      pen.drawImage(photograph, place, null);
      pen.dispose();
      return image;
    };
  }

  private static BufferedImage wall() {
    BufferedImage image = blank();
    Graphics2D pen = pen(image);
    pen.setPaint(new GradientPaint(0, 0, new Color(0xc9c4b8), 640, 480, new Color(0x8f8a80)));
    pen.fillRect(0, 0, FakeCamera.WIDTH, FakeCamera.HEIGHT);
    pen.dispose();
    return image;
  }

  private static BufferedImage blank() {
    return new BufferedImage(FakeCamera.WIDTH, FakeCamera.HEIGHT, BufferedImage.TYPE_INT_RGB);
  }

  private static Graphics2D pen(BufferedImage image) {
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    return pen;
  }
}
