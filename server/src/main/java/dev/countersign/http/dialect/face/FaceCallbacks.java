package dev.countersign.http.dialect.face;

import dev.countersign.enrolment.EnrolmentRequest.Kind;
import dev.countersign.enrolment.EnrolmentResult;
import dev.countersign.matching.AuthenticationResult;
import dev.countersign.notify.CallbackBody;

/**
 * What a customer's callbacks are told, which is what this dialect would have answered; also where
 * the face came in by a page or on the command line, to which this is handed.
 */
public final class FaceCallbacks {
  private FaceCallbacks() {}

  /** Of an enrolment of that kind. */
  public static CallbackBody<EnrolmentResult> enrolment(Kind kind) {
    return (told, at) -> FaceEnroll.answer(kind, told).callback(FaceEnroll.requestType(kind), at);
  }

  /** Of an authentication. */
  public static CallbackBody<AuthenticationResult> authentication() {
    return (told, at) -> FaceAuthenticate.answer(told).callback("authenticate", at);
  }
}
