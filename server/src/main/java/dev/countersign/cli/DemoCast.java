package dev.countersign.cli;

import dev.countersign.cli.demo.Cast;
import dev.countersign.cli.demo.Photograph;
import dev.countersign.face.Analysis;
import dev.countersign.face.Area;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.FaceEngine.EngineBusy;
import dev.countersign.face.FaceSample.Face;
import dev.countersign.face.Picture;
import dev.countersign.face.Resampling;
import dev.countersign.face.picture.Detail;
import dev.countersign.face.picture.JpegWriter;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;

/**
 * Cuts the people of the demonstration out of the group photographs that come with the server. The
 * first and the third photograph have one woman in common.
 */
final class DemoCast {
  private static final double MARGIN = 1.9;
  private static final int GROUP_WIDTH = 960;

  private final FaceEngine engine;

  DemoCast(FaceEngine engine) {
    this.engine = engine;
  }

  Cast cut() {
    try (PictureReader reader = new PictureReader()) {
      Picture first = read(reader, 1);
      return new Cast(
          face(read(reader, 3), 1203, 301, "Dinah, cut out of photograph 3"),
          face(first, 1611, 300, "Dinah, cut out of photograph 1"),
          face(read(reader, 6), 365, 615, "Edith, cut out of photograph 6"),
          face(read(reader, 5), 859, 222, "Mabel, cut out of photograph 5"),
          face(read(reader, 4), 744, 212, "Somebody unknown, cut out of photograph 4"),
          group(first));
    } catch (PictureRefused | EngineBusy e) {
      throw new IllegalStateException("the demonstration's own photographs can be read", e);
    }
  }

  private static Picture read(PictureReader reader, int number) throws PictureRefused {
    String name = "/photographs/sample" + number + ".jpg";
    try (InputStream in = DemoCast.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new CommandFailed("The server was built without its photographs; build it anew.");
      }
      return reader.read(in.readAllBytes(), Detail.FULL).picture();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Photograph group(Picture picture) {
    int height = picture.height() * GROUP_WIDTH / picture.width();
    return new Photograph(
        "Photograph 1, with three people in it",
        JpegWriter.write(Resampling.resize(picture, GROUP_WIDTH, height)));
  }

  /** The face nearest to that point, with some room around it. */
  private Photograph face(Picture picture, double x, double y, String caption) throws EngineBusy {
    Analysis analysis = engine.analyse(picture, false).orElseThrow();
    Face face =
        analysis.faces().stream()
            .min(
                Comparator.comparingDouble(one ->
                    Math.hypot((one.x1() + one.x2()) / 2 - x, (one.y1() + one.y2()) / 2 - y)))
            .orElseThrow();
    Area area = around(picture, face);
    Picture cut = Resampling.resize(picture, area, area.width(), area.height());
    return new Photograph(caption, JpegWriter.write(cut));
  }

  private static Area around(Picture picture, Face face) {
    double side = face.height() * MARGIN;
    int left = (int) Math.max(0, (face.x1() + face.x2() - side) / 2);
    int top = (int) Math.max(0, (face.y1() + face.y2() - side) / 2);
    return new Area(
        left,
        top,
        Math.min((int) side, picture.width() - left),
        Math.min((int) side, picture.height() - top));
  }
}
