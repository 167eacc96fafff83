package dev.countersign.enrolment;

import dev.countersign.capture.Capture;
import dev.countersign.capture.Capture.Liveness;
import dev.countersign.capture.CaptureResult;
import dev.countersign.capture.CaptureResult.Taken;
import dev.countersign.capture.CaptureResult.Unfit;
import dev.countersign.capture.Refusal;
import dev.countersign.enrolment.EnrolmentResult.LeftOut;
import dev.countersign.face.Embedding;
import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.FaceSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The faces in one person's pictures, one after the other. Of all but the first that can be used
 * only the sample is kept: decoded pictures are large.
 */
final class Portraits {
  private static final Refusal OTHER_PERSON =
      Refusal.of("other_person", "The picture shows somebody else than the one before it");

  private final Optional<Embedding> seen;
  private final double least;
  private final List<FaceSample> samples = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private Optional<Taken> first = Optional.empty();
  private Optional<Duration> busy = Optional.empty();

  private Portraits(Optional<Embedding> seen, double least) {
    this.seen = seen;
    this.least = least;
  }

  /**
   * Takes a request's; none after a first one that had to be fit and is not.
   *
   * @param customersHosts the hosts that the customer may call beside those everybody may
   * @param least cosine between two faces of one person
   */
  static Portraits take(
      Capture.Call call,
      EnrolmentRequest request,
      List<String> customersHosts,
      Liveness liveness,
      double least) {
    List<String> urls = request.urls();
    Portraits portraits = new Portraits(request.seen(), least);
    for (int i = 0; i < urls.size() && portraits.goesOn(); i++) {
      portraits.add(i, call.take(urls.get(i), customersHosts, Purpose.ENROL, liveness));
    }
    return portraits;
  }

  // What was decided upon the first picture holds for no other one.
  private boolean goesOn() {
    boolean lost = seen.isPresent() && first.isEmpty() && !leftOut.isEmpty();
    return busy.isEmpty() && !lost;
  }

  private void add(int picture, CaptureResult result) {
    switch (result) {
      case Taken taken -> add(picture, taken);
      case Unfit(Refusal refusal) -> leftOut.add(new LeftOut(picture, refusal));
      case CaptureResult.Busy later -> busy = Optional.of(later.retryAfter());
    }
  }

  private void add(int picture, Taken taken) {
    Embedding face = taken.sample().embedding();
    boolean same =
        seen.stream().allMatch(one -> one.cosine(face) >= least)
            && samples.stream().limit(1).allMatch(one -> one.embedding().cosine(face) >= least);
    if (!same) {
      leftOut.add(new LeftOut(picture, OTHER_PERSON));
      return;
    }
    if (first.isEmpty()) {
      first = Optional.of(taken);
    }
    samples.add(taken.sample());
  }

  /** The first that can be used. */
  Optional<Taken> first() {
    return first;
  }

  /** Of all that can be used. */
  List<FaceSample> samples() {
    return List.copyOf(samples);
  }

  /** Those that cannot. */
  List<LeftOut> leftOut() {
    return List.copyOf(leftOut);
  }

  /** When to try again, where there was too much work to look at all of them. */
  Optional<Duration> busy() {
    return busy;
  }
}
