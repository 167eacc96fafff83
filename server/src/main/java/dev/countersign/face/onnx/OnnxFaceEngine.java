package dev.countersign.face.onnx;

import dev.countersign.face.Analysis;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.FaceModelsUnavailable;
import dev.countersign.face.FaceRefusal;
import dev.countersign.face.FaceSample;
import dev.countersign.face.FalseMatchRates;
import dev.countersign.face.Glance;
import dev.countersign.face.Picture;
import dev.countersign.face.QualityGates;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine on ONNX Runtime. */
public final class OnnxFaceEngine implements FaceEngine {
  private static final Logger log = LoggerFactory.getLogger(OnnxFaceEngine.class);
  private static final int DIGEST_SHOWN = 12;

  /**
   * ONNX Runtime 1.29 reads the process's command line with a recursive expression when its
   * environment is made: three frames a character. On a usual stack, one of some thousand
   * characters ends the process. Only what is used of this is ever taken.
   */
  private static final long STACK = 256L << 20;

  private final ModelFiles files;
  private final Optional<Path> libraries;
  private final EnginePool pool;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final CompletableFuture<Models> models = new CompletableFuture<>();
  private final Queue<Pipeline> idle = new ConcurrentLinkedQueue<>();

  /**
   * Loads nothing yet.
   *
   * @param threads pictures looked at at the same time, at least one
   * @param queue pictures that may wait, at least one
   */
  public OnnxFaceEngine(ModelFiles files, int threads, int queue) {
    this(files, Optional.empty(), threads, queue);
  }

  /**
   * Loads nothing yet.
   *
   * @param libraries the folder in which ONNX Runtime's libraries are kept unpacked; empty to
   *     unpack them into the temporary folder at each start
   * @param threads pictures looked at at the same time, at least one
   * @param queue pictures that may wait, at least one
   */
  public OnnxFaceEngine(ModelFiles files, Optional<Path> libraries, int threads, int queue) {
    this.files = files;
    this.libraries = libraries;
    this.pool = new EnginePool(threads, queue);
  }

  @Override
  public void load() {
    if (asked.compareAndSet(false, true)) {
      Thread.ofPlatform().name("face-models").daemon().stackSize(STACK).start(this::loadNow);
    }
  }

  // The outcome, whatever it is, belongs to those who wait for it.
  @SuppressWarnings("CatchThrowable")
  private void loadNow() {
    long start = System.nanoTime();
    try {
      models.complete(Models.load(files, () -> libraries.ifPresent(NativeLibraries::keepIn)));
    } catch (Throwable thrown) {
      log.error("The face models could not be loaded; faces cannot be checked: {}", why(thrown));
      log.debug("Why", thrown);
      models.completeExceptionally(thrown);
      return;
    }
    log.info("Loaded the face models in {} ms", (System.nanoTime() - start) / 1_000_000);
    String name = name(models.join());
    if (FalseMatchRates.of(name).isEmpty()) {
      log.warn(
          "The embedding model {} is not the one packed with the server: the thresholds high and low"
              + " were measured with that one, and none can be asked for as a rate (fmr:...)."
              + " Measure yours: countersign face evaluate",
          name);
    }
  }

  @Override
  public String model() {
    return name(loaded());
  }

  private static String name(Models models) {
    return "faceplugin-mobilefacenet:" + models.featureDigest.substring(0, DIGEST_SHOWN);
  }

  @Override
  public int dimension() {
    return Embedder.DIMENSION;
  }

  @Override
  public boolean ready() {
    return models.isDone() && !models.isCompletedExceptionally();
  }

  @Override
  public boolean broken() {
    return models.isCompletedExceptionally();
  }

  @Override
  public FaceSample sample(Picture picture, Purpose purpose, boolean liveness)
      throws FaceRefused, EngineBusy {
    Outcome outcome = run(pipeline -> sample(pipeline, picture, purpose, liveness));
    return switch (outcome) {
      case Taken(FaceSample sample) -> sample;
      case Refused(FaceRefusal refusal) -> throw new FaceRefused(refusal);
    };
  }

  private sealed interface Outcome {}

  private record Taken(FaceSample sample) implements Outcome {}

  private record Refused(FaceRefusal refusal) implements Outcome {}

  private static Outcome sample(
      Pipeline pipeline, Picture picture, Purpose purpose, boolean liveness) {
    Optional<Analysis> found = pipeline.analyse(picture);
    if (found.isEmpty()) {
      return new Refused(FaceRefusal.NO_FACE);
    }
    Optional<FaceRefusal> refusal = QualityGates.check(found.get(), purpose);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    return new Taken(judged(pipeline, found.get(), liveness).sample(purpose));
  }

  private static Analysis judged(Pipeline pipeline, Analysis analysis, boolean liveness) {
    return liveness ? pipeline.judged(analysis) : analysis;
  }

  @Override
  public Optional<Analysis> analyse(Picture picture, boolean liveness) throws EngineBusy {
    return run(
        pipeline -> pipeline.analyse(picture).map(found -> judged(pipeline, found, liveness)));
  }

  @Override
  public Glance glance(Picture picture) throws EngineBusy {
    Models ready = loaded();
    return pool.runUnlessAnybodyWaits(
        () -> withPipeline(ready, pipeline -> pipeline.glance(picture)));
  }

  private <T> T run(Function<Pipeline, T> job) throws EngineBusy {
    Models ready = loaded();
    return pool.run(() -> withPipeline(ready, job));
  }

  /** There are never more of them than threads. */
  private <T> T withPipeline(Models ready, Function<Pipeline, T> job) {
    Pipeline pipeline = idle.poll();
    if (pipeline == null) {
      pipeline = new Pipeline(ready);
    }
    try {
      return job.apply(pipeline);
    } finally {
      idle.add(pipeline);
    }
  }

  private Models loaded() {
    load();
    try {
      return models.join();
    } catch (CompletionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new FaceModelsUnavailable(why(cause), cause);
    }
  }

  private static String why(Throwable thrown) {
    return Objects.requireNonNullElse(thrown.getMessage(), thrown.toString());
  }

  @Override
  public int queued() {
    return pool.queued();
  }

  @Override
  public int active() {
    return pool.active();
  }

  @Override
  public void close() {
    pool.close();
    idle.forEach(Pipeline::close);
    idle.clear();
    if (ready()) {
      models.join().close();
    }
  }
}
