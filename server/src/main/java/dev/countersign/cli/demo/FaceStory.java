package dev.countersign.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A face from its enrolment to its erasure, by the documented calls. */
public final class FaceStory {
  private static final String FACE = "/deepfaceauth/api/v1/basic";
  private static final String THUMBNAIL = "~https?://.+/deepfaceauth/api/v1/pictures/[\\\\w-]+";
  private static final long GALLERY_MILLIS = 800;
  private static final Pattern AGREED = Pattern.compile("name=\"agreed\" value=\"([^\"]*)\"");
  private static final String DINAH = "dinah";

  private final Paper paper;
  private final URI base;
  private final People people;
  private final Cast cast;
  private final Supplier<String> receipt;
  private final FaceReport report;

  /**
   * The story against the server at that address.
   *
   * @param receipt the receipt of the last erasure, in words
   */
  public FaceStory(
      Paper paper,
      URI base,
      People people,
      Cast cast,
      Supplier<String> receipt,
      FaceReport report) {
    this.paper = paper;
    this.base = base;
    this.people = people;
    this.cast = cast;
    this.receipt = receipt;
    this.report = report;
  }

  /** Makes the calls; whether every answer was as documented. */
  public boolean run() {
    try (Conversation conversation = new Conversation(paper, base)) {
      Told told = new Told(conversation, login(conversation));
      portal(told);
      others(told);
      compare(told);
      search(told);
      blacklist(told);
      erase(told);
      report.calls(conversation.calls(), conversation.differences());
      paper.title(
          conversation.calls()
              + " calls about faces made, "
              + conversation.differences()
              + " answers not as documented.");
      return conversation.differences() == 0;
    }
  }

  /** The conversation with the token it needs. */
  private record Told(Conversation conversation, String token) {
    Answer call(String path, String json, int status, String shape) {
      return conversation.call(
          Call.post(FACE + path).bearer(token).json(json), status, shape.replace('\'', '"'));
    }
  }

  private String login(Conversation conversation) {
    paper.title("Faces: the customer signs in once more");
    return conversation
        .call(
            Call.post(FACE + "/login")
                .json(
                    Demo.json(
                        "customerName", people.customer(), "password", people.customerPassword())),
            200,
            "{\"accessToken\":\"~.+\",\"...\":\"\"}")
        .text("/accessToken");
  }

  private String created(Told told, String name) {
    return told.call(
            "/user/create",
            Demo.json(
                "customerName",
                people.customer(),
                "userName",
                name,
                "fullName",
                name,
                "emailId",
                name + "@example.org",
                "phoneNumber",
                ""),
            200,
            "{'enrollmentUrl':'~https?://.+/[0-9a-f]{32}/[0-9a-f]{32}','...':''}")
        .text("/enrollmentUrl");
  }

  private void portal(Told told) {
    paper.title("Faces: dinah opens her enrolment URL in a browser");
    String path = URI.create(created(told, DINAH)).getPath();
    Conversation conversation = told.conversation();
    String page = conversation.page(new Form(path, Map.of()), 200, "Enrol your face");
    paper.text("");
    paper.text("Without her consent nothing is kept:");
    conversation.page(form(path, "", cast.dinah()), 422, "Enrol your face");
    conversation.page(form(path, agreed(page), cast.dinah()), 200, "Your face is enrolled");
    paper.text("");
    paper.text("The URL works only once:");
    conversation.page(new Form(path, Map.of()), 410, "This link was used");
    thumbnail(told, DINAH, cast.dinah());
  }

  /** What a browser sends for the check box. */
  private static String agreed(String page) {
    Matcher box = AGREED.matcher(page);
    return box.find() ? String.valueOf(box.group(1)) : "";
  }

  private static Form form(String path, String agreed, Photograph photograph) {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    if (!agreed.isEmpty()) {
      fields.put("agreed", agreed.getBytes(StandardCharsets.UTF_8));
    }
    fields.put(Form.PHOTOGRAPH, photograph.jpeg());
    return new Form(path, fields);
  }

  private void thumbnail(Told told, String name, Photograph sent) {
    JsonNode lines =
        told.call(
                "/status/enroll/all",
                Demo.json("customerName", people.customer(), "statusType", "success"),
                200,
                "{'data':'*','...':''}")
            .json()
            .path("data");
    for (JsonNode line : lines) {
      if (line.path("userName").asText().equals(name)) {
        kept(told, name, sent, line.path("faceThumbnail").asText());
      }
    }
  }

  private void others(Told told) {
    paper.title("Faces: two more are enrolled by their customer");
    enrol(told, "edith", cast.edith());
    enrol(told, "mabel", cast.mabel());
    paper.text("");
    paper.text("A photograph with several people in it is refused, with what to do:");
    Answer refused =
        told.call(
            "/update",
            picture(cast.group(), "enrolledUrl", url(told, "mabel")),
            400,
            "{'error':{'userName':'mabel','faceOriginal':'','faceThumbnail':'',"
                + "'enrollmentStatus':'failure','message':'~Two faces.+','status':'422'}}");
    report.refused(cast.group(), refused.text("/error/message"));
  }

  private String url(Told told, String name) {
    return told.call(
            "/user/details",
            Demo.json("customerName", people.customer(), "userName", name),
            200,
            "{'enrollmentUrl':'~.+','enrollmentStatus':'success','...':''}")
        .text("/enrollmentUrl");
  }

  private void enrol(Told told, String name, Photograph photograph) {
    Answer answer =
        told.call(
            "/enroll",
            picture(photograph, "enrolledUrl", created(told, name)),
            200,
            ("{'userName':'%s','faceOriginal':'','faceThumbnail':'%s','enrollmentStatus':'success',"
                    + "'message':'User is successfully enrolled','status':'200 OK'}")
                .formatted(name, THUMBNAIL));
    kept(told, name, photograph, answer.text("/faceThumbnail"));
  }

  private void kept(Told told, String name, Photograph sent, String url) {
    byte[] thumbnail = told.conversation().picture(url);
    report.enrolled(name, sent, thumbnail, told.conversation().picture(url + "?size=112"));
  }

  private String picture(Photograph photograph, String field, String value) {
    return Demo.json("customerName", people.customer(), field, value, "url", photograph.url());
  }

  private void compare(Told told) {
    paper.title("Faces: is it dinah? Another photograph of her, of another day");
    Answer same =
        authenticate(
            told,
            cast.dinahLater(),
            200,
            ("{'userName':'dinah','faceOriginal':'','faceThumbnail':'%s',"
                    + "'authenticationStatus':'success',"
                    + "'message':'User is successfully authenticated','status':'200 OK'}")
                .formatted(THUMBNAIL));
    report.compared(DINAH, cast.dinahLater(), same.status() == 200, same.millis());
    paper.text("");
    paper.text("And somebody else:");
    Answer other = authenticate(told, cast.stranger(), 400, failure("User is not authenticated"));
    report.compared(DINAH, cast.stranger(), other.status() == 200, other.millis());
  }

  private Answer authenticate(Told told, Photograph photograph, int status, String shape) {
    return told.call("/authenticate", picture(photograph, "userName", DINAH), status, shape);
  }

  private static String failure(String message) {
    return ("{'error':{'userName':'dinah','faceOriginal':'','authenticationStatus':'failure',"
            + "'message':'%s','status':'422'}}")
        .formatted(message);
  }

  private void search(Told told) {
    paper.title("Faces: whose is it? All scores from 0 on; who is below is left out");
    settle();
    for (Photograph probe : new Photograph[] {cast.dinahLater(), cast.edith(), cast.stranger()}) {
      Answer found = search(told, probe, "0");
      report.scores(probe, found.json().path("userNames"), found.millis());
    }
    paper.text("");
    paper.text("At the usual threshold only dinah is found:");
    found(told, "no");
  }

  private void found(Told told, String blacklisted) {
    JsonNode names = search(told, cast.dinahLater(), "0.5").json().path("userNames");
    told.conversation()
        .check(
            names.size() == 1
                && names.path(0).path("userName").asText().equals(DINAH)
                && names.path(0).path("blacklistState").asText().equals(blacklisted),
            "dinah alone, on the black list: " + blacklisted,
            "dinah alone should be found, on the black list: " + blacklisted);
  }

  private Answer search(Told told, Photograph photograph, String threshold) {
    return told.call(
        "/search",
        picture(photograph, "threshold", threshold),
        200,
        "{'faceOriginal':'','faceThumbnail':'%s','userNames':'*','status':200,'message':'done'}"
            .formatted(THUMBNAIL));
  }

  /** Galleries follow what was enrolled and erased within half a second. */
  private static void settle() {
    try {
      Thread.sleep(GALLERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void blacklist(Told told) {
    paper.title("Faces: dinah is put on the black list");
    String dinah = Demo.json("customerName", people.customer(), "userName", DINAH);
    told.call(
        "/user/blacklist",
        dinah,
        200,
        "{'status':'200 OK','message':'User successfully blacklisted'}");
    Answer refused = authenticate(told, cast.dinahLater(), 400, failure("User is blacklisted"));
    report.note("On the black list, her own face is refused: " + refused.text("/error/message"));
    found(told, "yes");
  }

  private void erase(Told told) {
    paper.title("Faces: dinah is deleted, and everything known of her erased");
    told.call(
        "/user/delete",
        Demo.json("customerName", people.customer(), "userName", DINAH),
        200,
        "{'status':'200 OK','message':'Successfully deleted'}");
    String words = receipt.get();
    paper.text("");
    paper.text("The receipt that her customer keeps:");
    paper.text(words);
    report.note(words);
    paper.text("");
    paper.text("Her face finds nobody any more:");
    settle();
    JsonNode names = search(told, cast.dinahLater(), "0.5").json().path("userNames");
    told.conversation().check(names.isEmpty(), "nobody", "nobody should be found");
  }
}
