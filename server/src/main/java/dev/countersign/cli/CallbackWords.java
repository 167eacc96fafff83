package dev.countersign.cli;

import dev.countersign.enrolment.EnrolmentRequest.Kind;
import dev.countersign.enrolment.EnrolmentResult;
import dev.countersign.matching.AuthenticationResult;
import dev.countersign.notify.CallbackBody;
import java.util.function.Function;

/**
 * How a customer's callbacks are told of faces that came in by a command: as a dialect would have
 * answered, which commands do not know.
 *
 * @param enrolment of an enrolment of that kind
 * @param authentication of an authentication
 */
public record CallbackWords(
    Function<Kind, CallbackBody<EnrolmentResult>> enrolment,
    CallbackBody<AuthenticationResult> authentication) {}
