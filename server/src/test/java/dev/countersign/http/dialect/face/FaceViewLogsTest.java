package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaceViewLogsTest extends FaceDialectTest {
  @Test
  void anEmptyLogHasNoPages() {
    assertAnswer(
        view("\"pageNumber\": \"1\""),
        200,
        "{\"currentPageNumber\":1,\"totalPageNumber\":0,\"totalLogCount\":0,\"data\":[],"
            + "\"status\":\"200 OK\",\"message\":\"success.\"}");
  }

  @Test
  void requestsAreAnsweredNewestFirstWithThePeopleAsTheyAreNow() {
    User alice = person("alice");
    User gone = person("gone");
    append(AuditKind.FACE_ENROLL, About.user(acme.id(), alice.id()));
    append(AuditKind.FACE_AUTHENTICATE, About.user(acme.id(), gone.id()));
    append(AuditKind.FACE_SEARCH, About.customer(acme.id()));
    append(AuditKind.FACE_UPDATE, About.user(acme.id(), alice.id()));
    call(
        "/user/update",
        """
        {"customerName": "acme", "userName": "alice",
         "parametersToBeUpdated": {"userName": "alicia"}}\
        """);
    call("/user/delete", "{\"customerName\":\"acme\",\"userName\":\"gone\"}");

    assertAnswer(
        view("\"pageNumber\": 1, \"pageCount\": 3"),
        200,
        """
        {"currentPageNumber":1,"totalPageNumber":2,"totalLogCount":4,"data":[\
        {"timeStamp":"2026-11-22 03:04:08","userName":"alicia","fullName":"Full alice",\
        "emailId":"alice@example.org","phoneNumber":"5550100","faceThumbnail":"",\
        "faceOriginal":"","requestType":"faceUpdate","videoUrl":""},\
        {"timeStamp":"2026-11-22 03:04:07","userName":"","fullName":"","emailId":"",\
        "phoneNumber":"","faceThumbnail":"","faceOriginal":"","requestType":"search",\
        "videoUrl":""},\
        {"timeStamp":"2026-11-22 03:04:06","userName":"","fullName":"","emailId":"",\
        "phoneNumber":"","faceThumbnail":"","faceOriginal":"","requestType":"authenticate",\
        "videoUrl":""}],"status":"200 OK","message":"success."}\
        """);
    assertThat(view("\"pageNumber\": 2, \"pageCount\": 3").body())
        .contains("\"currentPageNumber\":2", "\"requestType\":\"enroll\"")
        .doesNotContain("faceUpdate");
  }

  @Test
  void theDatesConfineIt() {
    append(AuditKind.FACE_SEARCH, About.customer(acme.id()));
    server.clock().advance(Duration.ofDays(1));
    append(AuditKind.FACE_ENROLL, About.customer(acme.id()));

    assertThat(view("\"toThsiDate\": \"2026-11-22\"").body())
        .contains("\"totalLogCount\":1", "\"requestType\":\"search\"");
    assertThat(view("\"fromThisDate\": \"2026-11-23\", \"toThisDate\": \"2026-11-23\"").body())
        .contains("\"totalLogCount\":1", "\"requestType\":\"enroll\"");
  }

  @Test
  void anotherCustomersRequestsAreNotShown() {
    Customer globex = server.customer("globex");
    append(AuditKind.FACE_SEARCH, About.customer(globex.id()));

    assertThat(view("\"pageNumber\": 1").body()).contains("\"totalLogCount\":0", "\"data\":[]");
  }

  /** One event, and the clock a second on. */
  private void append(AuditKind kind, About about) {
    boolean done =
        server
            .core()
            .store
            .write(tx -> {
              server.core().audit.append(tx, kind, AuditLog.SUCCESS, Origin.CLI, about);
              return true;
            });
    assertThat(done).isTrue();
    server.clock().advance(Duration.ofSeconds(1));
  }

  private Answer view(String fields) {
    return call("/view/logs/all", "{\"customerName\":\"acme\"," + fields + "}");
  }
}
