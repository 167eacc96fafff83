package dev.countersign.capture;

import dev.countersign.capture.CaptureResult.Busy;
import dev.countersign.capture.CaptureResult.Taken;
import dev.countersign.capture.CaptureResult.Unfit;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.FaceEngine.EngineBusy;
import dev.countersign.face.FaceEngine.FaceRefused;
import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.FaceRefusal;
import dev.countersign.face.FaceSample;
import dev.countersign.face.picture.Detail;
import dev.countersign.face.picture.PictureRefused;
import dev.countersign.picture.GivenPicture;
import dev.countersign.picture.PictureSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes the face out of the picture that a call names or holds. Slow: no transaction may be open.
 * Decoded pictures are large, so only as many are under way at once as the heap has room for.
 */
public final class Capture {
  /** From which probability on a face counts as a living person's. */
  public static final double LIVE = 0.5;

  private static final long MEMORY_EACH = 48L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final PictureSource source;
  private final FaceEngine engine;
  private final Semaphore places;

  public Capture(PictureSource source, FaceEngine engine) {
    this.source = source;
    this.engine = engine;
    long room = Runtime.getRuntime().maxMemory() / MEMORY_EACH;
    this.places = new Semaphore(Math.clamp(room, 2, 32), true);
  }

  /** What is asked about whether a face is a living person's. */
  public enum Liveness {
    /** Nothing. */
    IGNORED,
    /** That it is judged, and does not matter. */
    JUDGED,
    /** That it is. */
    REQUIRED;

    /** Whether it must be a living person's, as a customer's settings say. */
    public static Liveness required(boolean required) {
      return required ? REQUIRED : IGNORED;
    }
  }

  /** The model whose embeddings samples have. The first call waits until it is loaded. */
  public String model() {
    return engine.model();
  }

  /**
   * Looks for the face.
   *
   * @param url of the picture, or a {@code data:} URL that holds it
   * @param purpose what the face is wanted for
   * @param liveness what is asked about that
   */
  public CaptureResult take(String url, Purpose purpose, Liveness liveness) {
    if (!enter()) {
      return new Busy(RETRY);
    }
    try {
      return looked(url, purpose, liveness);
    } catch (PictureRefused e) {
      if (e.retryAfter().isPresent()) {
        return new Busy(e.retryAfter().get());
      }
      return new Unfit(Refusal.of(e));
    } catch (FaceRefused e) {
      return new Unfit(Refusal.of(e.refusal()));
    } catch (EngineBusy e) {
      return new Busy(e.retryAfter());
    } finally {
      places.release();
    }
  }

  private boolean enter() {
    try {
      return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private CaptureResult looked(String url, Purpose purpose, Liveness liveness)
      throws PictureRefused, FaceRefused, EngineBusy {
    Detail detail = purpose == Purpose.ENROL ? Detail.FULL : Detail.QUICK;
    GivenPicture given = source.get(url, List.of(), detail);
    if (detail == Detail.FULL || !given.decoded().reduced()) {
      return alive(
          given, engine.sample(given.picture(), purpose, liveness != Liveness.IGNORED), liveness);
    }
    try {
      return alive(
          given, engine.sample(given.picture(), purpose, liveness != Liveness.IGNORED), liveness);
    } catch (FaceRefused tooFewPixels) {
      // A small face in a large picture: all of its pixels may do.
      GivenPicture full = source.again(given, Detail.FULL);
      return alive(
          full, engine.sample(full.picture(), purpose, liveness != Liveness.IGNORED), liveness);
    }
  }

  private static CaptureResult alive(GivenPicture given, FaceSample sample, Liveness liveness) {
    if (liveness == Liveness.REQUIRED && sample.live().orElse(0) < LIVE) {
      return new Unfit(Refusal.of(FaceRefusal.NOT_LIVE));
    }
    return new Taken(given, sample);
  }
}
