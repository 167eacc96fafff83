package dev.countersign.signin;

import dev.countersign.capture.Capture;
import dev.countersign.capture.Capture.Liveness;
import dev.countersign.capture.CaptureResult;
import dev.countersign.capture.CaptureResult.Taken;
import dev.countersign.capture.CaptureResult.Unfit;
import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.matching.Decision;
import dev.countersign.matching.FaceComparison;
import dev.countersign.matching.FaceComparison.Compared;
import dev.countersign.matching.Threshold;
import java.util.Optional;

/** Whether the face in a picture is the person's, as the customer's settings have it. Slow. */
public final class FaceCheck {
  private final Capture capture;
  private final FaceComparison comparison;
  private final SettingsAdministration settings;

  public FaceCheck(Capture capture, FaceComparison comparison, SettingsAdministration settings) {
    this.capture = capture;
    this.comparison = comparison;
    this.settings = settings;
  }

  /**
   * Looks at the picture, and whether a living person is in it where the customer asks for that.
   *
   * @param image a {@code data:} URL that holds it
   * @return what it was compared with, when it is the person's
   * @throws VerificationBusy when there is no room to look
   */
  Optional<Compared> matches(CustomerId customer, UserId user, String image) {
    CustomerSettings now = settings.of(customer);
    return matches(customer, user, image, Liveness.required(now.checkLiveness()));
  }

  /** The same, and the person has to be a living one whatever the customer asks for. */
  Optional<Compared> matchesAlive(CustomerId customer, UserId user, String image) {
    return matches(customer, user, image, Liveness.REQUIRED);
  }

  private Optional<Compared> matches(
      CustomerId customer, UserId user, String image, Liveness liveness) {
    try (Capture.Call call = capture.call(customer)) {
      return matches(call, customer, user, image, liveness);
    }
  }

  private Optional<Compared> matches(
      Capture.Call call, CustomerId customer, UserId user, String image, Liveness liveness) {
    CustomerSettings now = settings.of(customer);
    return switch (call.take(image, now.outgoing().hosts(), Purpose.VERIFY, liveness)) {
      case Taken taken -> {
        Threshold threshold = Threshold.usual(now);
        yield comparison
            .compare(customer, user, capture.model(), taken.sample())
            .filter(like -> new Decision(like.cosine(), threshold).matches());
      }
      case Unfit _ -> Optional.empty();
      case CaptureResult.Busy busy -> throw new VerificationBusy(busy.retryAfter());
    };
  }
}
