package dev.countersign.http.dialect.face;

import dev.countersign.domain.Scope;
import dev.countersign.http.Endpoint;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.matching.AskedThreshold;
import dev.countersign.matching.AuthenticationRequest;
import dev.countersign.matching.AuthenticationRequest.Code;
import dev.countersign.matching.AuthenticationRequest.Evidence;
import dev.countersign.matching.AuthenticationRequest.Face;
import dev.countersign.matching.AuthenticationResult;
import dev.countersign.matching.AuthenticationResult.Authenticated;
import dev.countersign.matching.AuthenticationResult.Busy;
import dev.countersign.matching.AuthenticationResult.CodeSent;
import dev.countersign.matching.AuthenticationResult.Refused;
import dev.countersign.matching.Decision;
import dev.countersign.matching.FaceAuthentication;
import dev.countersign.matching.Threshold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code authenticate}: whether a face is the person's, or the code that makes up for it. */
final class FaceAuthenticate implements Endpoint {
  private static final int BAD_REQUEST = 400;
  private static final int CODE_DIGITS = 6;

  private final FaceCalls calls;
  private final FaceAuthentication authentication;

  FaceAuthenticate(FaceCalls calls, FaceAuthentication authentication) {
    this.calls = calls;
    this.authentication = authentication;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.about(
            FailureFields.AUTHENTICATE,
            Scope.FACE_VERIFY,
            FaceAuthenticate::failed,
            this::authenticate));
  }

  private static Map<String, Object> failed(FaceRequest request) {
    String userName = request.given("userName").or(() -> request.given("username")).orElse("");
    return FailureFields.authentication(userName, FailureFields.original(request));
  }

  private Reply authenticate(FaceRequest request) {
    AuthenticationResult result =
        authentication.authenticate(
            new AuthenticationRequest(
                request.customer(),
                request.userName(),
                evidence(request),
                FaceCallbacks.authentication(),
                request.origin()));
    return answer(result).reply();
  }

  private static Evidence evidence(FaceRequest request) {
    JsonBody body = request.body();
    Optional<String> reference = body.optionalText("otpReference").filter(text -> !text.isEmpty());
    if (reference.isPresent()) {
      return new Code(reference.get(), code(body));
    }
    return new Face(
        request.url(),
        AskedThreshold.precision(body.optionalText("precision").orElse("")),
        body.flag("useSampleForLearning").orElse(false));
  }

  /** Written as a number, a code has lost the zeros before it. */
  private static String code(JsonBody body) {
    String told = body.requiredTextOrNumber("otp");
    return "0".repeat(Math.max(0, CODE_DIGITS - told.length())) + told;
  }

  static FaceAnswer answer(AuthenticationResult result) {
    return switch (result) {
      case Authenticated done -> authenticated(done);
      case Refused refused -> FaceAnswer.refused(failed(refused), refused.refusal());
      case CodeSent sent -> sent(sent);
      case Busy busy ->
          FaceAnswer.busy(
              FailureFields.authentication(busy.userName(), busy.original()), busy.retryAfter());
    };
  }

  private static FaceAnswer authenticated(Authenticated done) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("userName", done.userName());
    fields.put("faceOriginal", done.pictures().original());
    fields.put("faceThumbnail", done.pictures().thumbnail());
    fields.put("authenticationStatus", "success");
    if (done.threshold().asked()) {
      fields.put("threshold", done.threshold().told());
    }
    return FaceAnswer.success(fields, "User is successfully authenticated");
  }

  private static Map<String, Object> failed(Refused refused) {
    Map<String, Object> fields =
        FailureFields.authentication(refused.userName(), refused.original());
    refused
        .decision()
        .map(Decision::threshold)
        .filter(Threshold::asked)
        .ifPresent(threshold -> fields.put("threshold", threshold.told()));
    return fields;
  }

  private static FaceAnswer sent(CodeSent sent) {
    Map<String, Object> fields = FailureFields.authentication(sent.userName(), sent.original());
    fields.put("otpReference", sent.reference());
    return FaceAnswer.failure(BAD_REQUEST, "422", fields, "One time code sent");
  }
}
