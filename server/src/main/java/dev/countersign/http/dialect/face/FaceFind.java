package dev.countersign.http.dialect.face;

import dev.countersign.domain.Scope;
import dev.countersign.http.Endpoint;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.matching.AskedThreshold;
import dev.countersign.matching.FaceSearch;
import dev.countersign.matching.SearchResult;
import dev.countersign.matching.SearchResult.Busy;
import dev.countersign.matching.SearchResult.Found;
import dev.countersign.matching.SearchResult.Person;
import dev.countersign.matching.SearchResult.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code search}: whose face a picture shows. */
final class FaceFind implements Endpoint {
  private static final int OK = 200;
  private static final String USUAL = "0.5";
  private static final String SPACES = "searchSpaces";

  private final FaceCalls calls;
  private final FaceSearch search;

  FaceFind(FaceCalls calls, FaceSearch search) {
    this.calls = calls;
    this.search = search;
  }

  @Override
  public List<Route> routes() {
    return List.of(calls.picture("/search", Scope.FACE_SEARCH, this::search));
  }

  private Reply search(FaceRequest request) {
    JsonBody body = request.body();
    String threshold = body.textOrNumber("threshold").filter(text -> !text.isEmpty()).orElse(USUAL);
    SearchResult result =
        search.search(
            new FaceSearch.Request(
                request.customer(),
                request.url(),
                AskedThreshold.threshold(threshold),
                spaces(body),
                request.origin()));
    return switch (result) {
      case Found found -> Reply.json(OK, body(found));
      case Refused refused -> FaceAnswer.refused(Map.of(), refused.refusal()).reply();
      case Busy busy -> FaceAnswer.busy(Map.of(), busy.retryAfter()).reply();
    };
  }

  /** Who names an empty space means some confinement, so that everybody is the wrong answer. */
  private static Optional<List<String>> spaces(JsonBody body) {
    Optional<List<String>> names = body.textOrTexts(SPACES);
    if (names.stream().flatMap(List::stream).anyMatch(String::isBlank)) {
      throw RequestRefused.malformed(
          "A name in " + SPACES + " is empty; leave the field out to search among everybody");
    }
    return names;
  }

  private static Map<String, Object> body(Found found) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("faceOriginal", found.pictures().original());
    body.put("faceThumbnail", found.pictures().thumbnail());
    body.put("userNames", found.people().stream().map(FaceFind::line).toList());
    if (found.threshold().asked()) {
      body.put("threshold", found.threshold().told());
    }
    // A number in this call alone.
    body.put("status", OK);
    body.put("message", "done");
    return body;
  }

  private static Map<String, Object> line(Person person) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("userName", person.userName());
    fields.put("matchScore", person.score());
    fields.put("blacklistState", FaceFields.flag(person.blacklisted()));
    return fields;
  }
}
