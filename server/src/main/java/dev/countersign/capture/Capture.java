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
import dev.countersign.face.picture.DecodedPicture;
import dev.countersign.face.picture.Detail;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureRefused;
import dev.countersign.picture.GivenPicture;
import dev.countersign.picture.PictureSource;
import java.time.Duration;
import java.util.List;

/**
 * Takes the face out of the picture that a call names or holds. Slow: no transaction may be open.
 * Decoded pictures are large, so only as many are under way at once as the heap has room for.
 */
public final class Capture {
  /** From which probability on a face counts as a living person's. */
  public static final double LIVE = 0.5;

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final PictureSource source;
  private final FaceEngine engine;
  private final Places files;
  private final Places pictures;

  /**
   * Looks at nothing yet.
   *
   * @param queue calls that may wait until there is room for their pictures
   */
  public Capture(PictureSource source, FaceEngine engine, int queue) {
    this.source = source;
    this.engine = engine;
    Room room = Room.in(Runtime.getRuntime().maxMemory());
    this.files = new Places(room.files(), queue);
    this.pictures = new Places(room.pictures(), room.files() + queue);
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

  /** Calls that wait until there is room for their pictures. */
  public int waiting() {
    return files.waiting() + pictures.waiting();
  }

  /** The model whose embeddings samples have. The first call waits until it is loaded. */
  public String model() {
    return engine.model();
  }

  /**
   * Looks for the face.
   *
   * @param url of the picture, or a {@code data:} URL that holds it
   * @param customersHosts the hosts that the customer may call beside those everybody may
   * @param purpose what the face is wanted for
   * @param liveness what is asked about that
   */
  public CaptureResult take(
      String url, List<String> customersHosts, Purpose purpose, Liveness liveness) {
    if (!files.enter()) {
      return new Busy(RETRY);
    }
    try {
      return decoded(source.get(url, customersHosts), purpose, liveness);
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
      files.leave();
    }
  }

  /**
   * Looks for the face of a head that may be turned, which is no portrait: nothing is asked of its
   * quality, and it is compared with nothing but another picture taken at the same time.
   *
   * @param file of the picture
   */
  public CaptureResult turned(byte[] file) {
    if (!pictures.enter()) {
      return new Busy(RETRY);
    }
    try {
      GivenPicture given = new GivenPicture(file, PictureReader.format(file), "");
      return engine
          .analyse(source.read(given, Detail.QUICK).picture(), false)
          .<CaptureResult>map(found -> new Taken(given, found.sample()))
          .orElseGet(() -> new Unfit(Refusal.of(FaceRefusal.NO_FACE)));
    } catch (PictureRefused e) {
      return e.retryAfter().<CaptureResult>map(Busy::new).orElseGet(() -> new Unfit(Refusal.of(e)));
    } catch (EngineBusy e) {
      return new Busy(e.retryAfter());
    } finally {
      pictures.leave();
    }
  }

  // Not before the file is there: whoever waits for a slow host keeps nobody from decoding.
  private CaptureResult decoded(GivenPicture given, Purpose purpose, Liveness liveness)
      throws PictureRefused, FaceRefused, EngineBusy {
    if (!pictures.enter()) {
      return new Busy(RETRY);
    }
    try {
      return looked(given, purpose, liveness);
    } finally {
      pictures.leave();
    }
  }

  private CaptureResult looked(GivenPicture given, Purpose purpose, Liveness liveness)
      throws PictureRefused, FaceRefused, EngineBusy {
    boolean judged = liveness != Liveness.IGNORED;
    Detail detail = purpose == Purpose.ENROL ? Detail.FULL : Detail.QUICK;
    DecodedPicture decoded = source.read(given, detail);
    if (detail == Detail.FULL || !decoded.reduced()) {
      return alive(given, engine.sample(decoded.picture(), purpose, judged), liveness);
    }
    try {
      return alive(given, engine.sample(decoded.picture(), purpose, judged), liveness);
    } catch (FaceRefused tooFewPixels) {
      // A small face in a large picture: all of its pixels may do.
      DecodedPicture full = source.read(given, Detail.FULL);
      return alive(given, engine.sample(full.picture(), purpose, judged), liveness);
    }
  }

  private static CaptureResult alive(GivenPicture given, FaceSample sample, Liveness liveness) {
    if (liveness == Liveness.REQUIRED && sample.live().orElse(0) < LIVE) {
      return new Unfit(Refusal.of(FaceRefusal.NOT_LIVE));
    }
    return new Taken(given, sample);
  }
}
