package dev.countersign.face;

import java.time.Duration;
import java.util.Optional;

/** Finds the face in a picture and turns it into an embedding. Shared by all requests. */
public interface FaceEngine extends AutoCloseable {
  /** The gates a picture has to pass. */
  enum Purpose {
    /** For a template: a face of 100 pixels at least, sharp, upright, found without doubt. */
    ENROL,
    /** To be compared with one: 60 pixels, clear enough, and nobody else beside it. */
    VERIFY
  }

  /**
   * The embedding's model and version, as it stands in every template: embeddings of different ones
   * cannot be compared.
   */
  String model();

  /** How many numbers an embedding has. */
  int dimension();

  /** Begins to load the models, in the background. Without it the first use does. */
  void load();

  /** Whether the models are loaded. Until they are, {@link #sample} waits. */
  boolean ready();

  /** Whether the models could not be loaded, so that no face can be looked at. */
  boolean broken();

  /**
   * The picture's face.
   *
   * @param liveness whether to judge if the person is alive
   * @throws FaceRefused when the picture is not fit for the purpose
   * @throws EngineBusy when more runs are under way than are worth waiting for
   */
  FaceSample sample(Picture picture, Purpose purpose, boolean liveness)
      throws FaceRefused, EngineBusy;

  /**
   * What {@link #sample} finds before its gates, however poor: for measuring, not for deciding.
   *
   * @param liveness whether to judge if the person is alive
   * @return absent when there is no face at all
   * @throws EngineBusy when more runs are under way than are worth waiting for
   */
  Optional<Analysis> analyse(Picture picture, boolean liveness) throws EngineBusy;

  /**
   * Looks where the faces are, upright ones alone, and at the main one's points. Whatever else is
   * to be done goes first, as long as whoever asks has one at a time looked at: two that come at
   * once may both find nobody waiting.
   *
   * @throws EngineBusy at once, where anything waits for a thread
   */
  Glance glance(Picture picture) throws EngineBusy;

  /** Pictures that wait for a thread. */
  int queued();

  /** Pictures being looked at. */
  int active();

  @Override
  void close();

  /** The picture is not fit for its purpose. */
  final class FaceRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final FaceRefusal refusal;

    public FaceRefused(FaceRefusal refusal) {
      super(refusal.advice());
      this.refusal = refusal;
    }

    /** Which gate kept it out. */
    public FaceRefusal refusal() {
      return refusal;
    }
  }

  /** Too many runs are under way. */
  final class EngineBusy extends Exception {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    public EngineBusy(Duration retryAfter) {
      super(
          "Too many faces are being looked at; try again in " + retryAfter.toSeconds() + " s",
          null,
          false,
          false);
      this.retryAfter = retryAfter;
    }

    /** When it may be worth trying again. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }
}
