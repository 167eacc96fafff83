package dev.countersign.testing;

import dev.countersign.domain.Consent;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.User;
import dev.countersign.face.Embedding;
import dev.countersign.privacy.NewFace;
import dev.countersign.privacy.NewPicture;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Faces that are kept without anybody having shown one: for what is done with kept faces. */
public final class KeptFaces {
  private KeptFaces() {}

  /** Keeps one of that person, with a small picture that shows nobody. */
  public static void keep(TestServer server, User user) {
    float[] values = new float[512];
    Random random = new Random(user.id().value());
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    NewFace face =
        new NewFace(
            user.customerId(),
            user.id(),
            new NewFace.Agreement(
                Consent.Source.PERSON, "Entrance to the building", "2026-01", Duration.ofDays(365)),
            "test",
            List.of(new NewFace.Sample(Embedding.directionOf(values), 3.75)),
            List.of(new NewPicture(Kind.PORTRAIT, "image/png", picture(), Duration.ofDays(90))));
    server.core().store.write(tx -> server.core().faces.store(tx, face));
  }

  private static byte[] picture() {
    BufferedImage image = new BufferedImage(160, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, new Color(0x9fb8ad), 0, 200, new Color(0x3b5f50)));
    pen.fillRect(0, 0, 160, 200);
    pen.setPaint(new Color(0xe9e2d3));
    pen.fillOval(50, 45, 60, 75);
    pen.fillOval(25, 130, 110, 120);
    pen.dispose();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }
}
