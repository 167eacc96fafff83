package dev.countersign.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.countersign.face.Analysis;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.FaceEngine.EngineBusy;
import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.Picture;
import dev.countersign.face.picture.Detail;
import dev.countersign.face.picture.JpegWriter;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureRefused;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** Where the processor time of an authentication goes, each part by itself in this process. */
final class FaceStages {
  private static final int WARM_UP = 400;
  private static final int TIMES = 200;

  private FaceStages() {}

  static void print(FaceEngine engine, byte[] file, FaceBench.Cost bare, double whole) {
    Table table = new Table("stage", "processor time");
    try (PictureReader reader = new PictureReader()) {
      Picture picture = reader.read(file, Detail.QUICK).picture();
      Analysis found = engine.analyse(picture, false).orElseThrow();
      double reading = millis(() -> reader.read(file, Detail.QUICK));
      double looking = millis(() -> engine.analyse(picture, false));
      double showing = millis(() -> JpegWriter.write(found.sample(Purpose.VERIFY).portrait()));
      table.row("reading the file, half its size", Table.millis(reading));
      table.row("reading it in full", Table.millis(millis(() -> reader.read(file, Detail.FULL))));
      table.row("the models' runs", Table.millis(bare.millis()));
      table.row("resizing, aligning, converting", Table.millis(looking - bare.millis()));
      table.row("the portrait and its file", Table.millis(showing));
      table.row("all else of the server", Table.millis(whole - reading - looking - showing));
      table.row("an authentication", Table.millis(whole));
    } catch (PictureRefused | EngineBusy e) {
      throw new IllegalStateException(e);
    }
    table.print();
  }

  /** Of all threads, since the work is done by others than the one that asks. */
  private static double millis(Callable<?> work) {
    repeat(work, WARM_UP);
    long before = cpu();
    repeat(work, TIMES);
    return (cpu() - before) / 1e6 / TIMES;
  }

  private static void repeat(Callable<?> work, int times) {
    for (int i = 0; i < times; i++) {
      try {
        work.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
