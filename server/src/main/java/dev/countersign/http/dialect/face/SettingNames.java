package dev.countersign.http.dialect.face;

import dev.countersign.customer.CustomerSettings.CallbackOccasion;
import dev.countersign.customer.CustomerSettings.MailOccasion;

/** How this dialect spells settings, word for word as its clients do. */
final class SettingNames {
  private SettingNames() {}

  static String of(CallbackOccasion callback) {
    return switch (callback) {
      case ENROLMENT_ACCEPTED -> "enrollmentAcceptedCallbackurl";
      case ENROLMENT_REJECTED -> "enrollmentRejectedCallbackurl";
      case AUTHENTICATION_SUCCEEDED -> "successfullAuthenticationCallbackurl";
      case AUTHENTICATION_FAILED -> "failedAuthenticationCallbackurl";
    };
  }

  static String of(MailOccasion occasion) {
    return switch (occasion) {
      case ENROLMENT_ACCEPTED -> "enrollAcceptEmail";
      case ENROLMENT_REJECTED -> "enrollRejectEmail";
      case ENROLMENT_URL -> "sendEnrolledUrlEmail";
    };
  }
}
