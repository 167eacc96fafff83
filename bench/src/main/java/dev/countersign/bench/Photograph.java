package dev.countersign.bench;

import dev.countersign.face.Analysis;
import dev.countersign.face.Area;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.FaceEngine.EngineBusy;
import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.FaceSample.Face;
import dev.countersign.face.Picture;
import dev.countersign.face.QualityGates;
import dev.countersign.face.Resampling;
import dev.countersign.face.picture.Detail;
import dev.countersign.face.picture.JpegWriter;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Random;

/**
 * Photographs of 1280 by 960 pixels with one face, as a telephone's camera page sends them: cut out
 * of the group photographs in the server's jar, enlarged, and given a sensor's noise, since
 * enlarged pictures without it are smaller files than real ones.
 */
final class Photograph {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 960;
  private static final int GROUPS = 6;

  /** As large as a camera's file of this size usually is. */
  private static final int LEAST_BYTES = 240_000;

  private final Picture clean;

  private Photograph(Picture clean) {
    this.clean = clean;
  }

  /** The clearest face that is fit to be enrolled. */
  static Photograph best(FaceEngine engine) {
    Analysis best = null;
    try (PictureReader reader = new PictureReader()) {
      for (int group = 1; group <= GROUPS; group++) {
        Picture picture = reader.read(bytes(group), Detail.FULL).picture();
        for (Face face : engine.analyse(picture, false).map(Analysis::faces).orElseThrow()) {
          Optional<Analysis> alone =
              engine.analyse(cut(picture, face), false).filter(Photograph::fit);
          if (alone.isPresent() && (best == null || alone.get().quality() > best.quality())) {
            best = alone.get();
          }
        }
      }
    } catch (PictureRefused | EngineBusy e) {
      throw new IllegalStateException(e);
    }
    if (best == null) {
      throw new IllegalStateException("None of the photographs has a face that can be enrolled");
    }
    return new Photograph(best.picture());
  }

  private static byte[] bytes(int group) {
    String name = "/photographs/sample" + group + ".jpg";
    try (InputStream in = Photograph.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("This build of the server was packed without " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean fit(Analysis analysis) {
    return analysis.quarters() == 0
        && analysis.faces().size() == 1
        && QualityGates.check(analysis, Purpose.ENROL).isEmpty();
  }

  /** About two and a half times as high as the face, as people hold their telephones. */
  private static Picture cut(Picture picture, Face face) {
    int height = (int) Math.min(picture.height(), 2.5 * face.height());
    int width = Math.min(picture.width(), height * WIDTH / HEIGHT);
    height = width * HEIGHT / WIDTH;
    int x = start((face.x1() + face.x2() - width) / 2, picture.width() - width);
    int y = start((face.y1() + face.y2() - height) / 2, picture.height() - height);
    return Resampling.resize(picture, new Area(x, y, width, height), WIDTH, HEIGHT);
  }

  private static int start(double wanted, int most) {
    return (int) Math.clamp(wanted, 0, most);
  }

  Picture picture() {
    return clean;
  }

  /** A file of it with noise of its own: two of them are two photographs of the same moment. */
  byte[] jpeg(long seed) {
    byte[] file = JpegWriter.write(clean);
    for (double deviation = 1; file.length < LEAST_BYTES; deviation += .5) {
      file = JpegWriter.write(noisy(deviation, new Random(seed)));
    }
    return file;
  }

  private Picture noisy(double deviation, Random random) {
    byte[] rgb = clean.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      long value = Math.round((rgb[i] & 0xff) + deviation * random.nextGaussian());
      rgb[i] = (byte) Math.clamp(value, 0, 255);
    }
    return new Picture(clean.width(), clean.height(), rgb);
  }
}
