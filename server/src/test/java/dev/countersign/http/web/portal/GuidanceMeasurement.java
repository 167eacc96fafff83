package dev.countersign.http.web.portal;

import static dev.countersign.http.web.portal.CameraStage.about;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Customer;
import dev.countersign.testing.CameraScene;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No test, and not run as one: how long a page's frames take from the camera to the answer, and how
 * many a second there are. {@code mvn -pl server test -Dtest=GuidanceMeasurement}
 */
class GuidanceMeasurement {
  /** Milliseconds. */
  private static final double COUNTED = 30_000;

  /** Milliseconds. */
  private static final double WARM_UP = 15_000;

  @TempDir Path folder;

  @Test
  void framesOfOnePage() {
    try (CameraStage stage = new CameraStage(folder)) {
      Customer acme = stage.begin(PortalSettings.DEFAULT);
      String path = stage.portal(acme, "enroll", about(stage.server.user(acme, "anna")));
      // Near enough to be found, too far to be taken: it is looked at for ever.
      stage.camera.show(CameraScene.anna().far());
      stage.agreeAndOpen(path);
      stage.awaitHint("Come closer");
      stage.page().waitForTimeout(WARM_UP);
      stage
          .page()
          .evaluate(
              "() => {performance.clearResourceTimings(); "
                  + "performance.setResourceTimingBufferSize(10000);}");
      long cpu = cpu();
      stage.page().waitForTimeout(COUNTED);
      double spent = (cpu() - cpu) / 1e6;
      List<Double> millis = millis(stage);
      assertThat(millis).isNotEmpty();
      System.out.printf(
          "%d frames: median %.0f ms, p99 %.0f ms, %.1f a second, processor time of the server"
              + " %.1f ms each%n",
          millis.size(),
          millis.get(millis.size() / 2),
          millis.get(millis.size() * 99 / 100),
          millis.size() / COUNTED * 1000,
          spent / millis.size());
    }
  }

  private static long cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static List<Double> millis(CameraStage stage) {
    List<?> found =
        (List<?>)
            stage
                .page()
                .evaluate(
                    "() => performance.getEntriesByType('resource')"
                        + ".filter(one => one.name.endsWith('/frame')).map(one => one.duration)");
    return found.stream().map(one -> ((Number) one).doubleValue()).sorted().toList();
  }
}
