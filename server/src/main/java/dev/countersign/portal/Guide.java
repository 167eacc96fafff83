package dev.countersign.portal;

import dev.countersign.domain.Origin;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.FaceEngine.EngineBusy;
import dev.countersign.face.Glance;
import dev.countersign.face.Picture;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureRefused;
import dev.countersign.portal.Visit.Open;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Looks at frames of a camera and says what the person is to do. Nothing of a frame is kept, and
 * whatever else the engine has to do goes first.
 */
public final class Guide {
  private static final Duration SOON = Duration.ofMillis(250);

  private final PictureReader reader;
  private final FaceEngine engine;
  private final Agreements agreements;
  private final FramePace pace = new FramePace(System::nanoTime);

  /** Of all addresses together one is decoded and looked at: pictures find one before them. */
  private final Semaphore turn = new Semaphore(1);

  public Guide(PictureReader reader, FaceEngine engine, Agreements agreements) {
    this.reader = reader;
    this.engine = engine;
    this.agreements = agreements;
  }

  /** What became of a frame. */
  public sealed interface Look {
    /** It was looked at. */
    record Seen(Guidance guidance) implements Look {}

    /** There is too much else to do, or frames come too fast. */
    record Later(Duration retryAfter) implements Look {}

    /** It is no frame. */
    record Unusable(String message) implements Look {}
  }

  /** Looks at one, of somebody who has agreed; with the first one it is recorded that they did. */
  public Look look(Open visit, byte[] frame, Origin origin) {
    agreements.agreed(visit, origin);
    Optional<Duration> wait = pace.enter(visit.key());
    if (wait.isPresent()) {
      return new Look.Later(wait.get());
    }
    try {
      return inTurn(frame);
    } finally {
      pace.done(visit.key());
    }
  }

  private Look inTurn(byte[] frame) {
    if (!turn.tryAcquire()) {
      return new Look.Later(SOON);
    }
    try {
      return seen(frame);
    } finally {
      turn.release();
    }
  }

  private Look seen(byte[] frame) {
    try {
      Picture picture = reader.readFrame(frame).picture();
      Glance glance = engine.glance(picture);
      return new Look.Seen(Guidance.of(picture, glance));
    } catch (PictureRefused e) {
      return e.retryAfter()
          .<Look>map(Look.Later::new)
          .orElseGet(() -> new Look.Unusable(String.valueOf(e.getMessage())));
    } catch (EngineBusy _) {
      // Not as long as a picture would have to wait: a frame is worth little, and soon out of date.
      return new Look.Later(SOON);
    }
  }
}
