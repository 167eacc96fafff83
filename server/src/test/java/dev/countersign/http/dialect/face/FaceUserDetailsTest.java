package dev.countersign.http.dialect.face;

import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import org.junit.jupiter.api.Test;

class FaceUserDetailsTest extends FaceDialectTest {
  @Test
  void everythingKnownIsAnsweredFlat() {
    User alice = person("Alice");
    server.core().users.blacklist(acme.id(), alice.id(), Origin.CLI);

    assertAnswer(
        call("/user/details", "{\"customerName\":\"acme\",\"username\":\"alice\"}"),
        200,
        """
        {"userName":"Alice","fullName":"Full Alice","emailId":"Alice@example.org",\
        "phoneNumber":"5550100","countryCode":"+44","enrollmentUrl":"%s",\
        "enrollmentStatus":"draft","blacklistState":"yes","status":"200 OK","message":"success"}\
        """
            .formatted(urlOf(alice)));
  }

  @Test
  void anUnknownPersonIsNotFound() {
    assertError(
        call("/user/details", "{\"customerName\":\"acme\",\"userName\":\"bob\"}"),
        404,
        "404",
        "The user does not exist");
  }
}
