package dev.countersign.http.dialect.face;

import org.junit.jupiter.api.Test;

class FaceSettingsViewTest extends FaceDialectTest {
  @Test
  void aCustomerThatHasSetNothingSeesTheDefaults() {
    assertAnswer(
        call("/settings/view", "{\"customerName\":\"acme\"}"),
        200,
        """
        {"checkLiveliness":"no","Threshold":null,"enrollmentAcceptedCallbackurl":"",\
        "enrollmentRejectedCallbackurl":"","successfullAuthenticationCallbackurl":"",\
        "failedAuthenticationCallbackurl":"","otpccheckifScorebelowThreshold":"no",\
        "enrollAcceptEmail":{"emailSubjectField":"","emailBodyField":"","emailFromField":"",\
        "emailToField":[]},\
        "enrollRejectEmail":{"emailSubjectField":"","emailBodyField":"","emailFromField":"",\
        "emailToField":[]},\
        "sendEnrolledUrlEmail":{"emailSubjectField":"","emailBodyField":"","emailFromField":"",\
        "emailToField":[]},\
        "sendEnrolledUrlSms":"no","status":"200 OK","message":"success."}\
        """);
  }
}
