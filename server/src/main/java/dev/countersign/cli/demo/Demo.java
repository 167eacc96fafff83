package dev.countersign.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.function.Consumer;

/** Every documented login call, with what its document says it answers. */
public final class Demo {
  private static final String JWT = "~[\\\\w-]+\\\\.[\\\\w-]+\\\\.[\\\\w-]+";
  private static final String OPAQUE = "~[A-Za-z0-9_-]{64}";
  private static final String FACE = "/deepfaceauth/api/v1/basic";
  private static final String PATRONS = "/api/v2/patrons";
  private static final String TOKEN = "/api/auth/token";
  private static final String IAM = "/v1/iam";

  private final Paper paper;
  private final URI base;
  private final People people;

  /** A demonstration against the server at that address, to whom these people are known. */
  public Demo(Paper paper, URI base, People people) {
    this.paper = paper;
    this.base = base;
    this.people = people;
  }

  /** Makes the calls; whether every answer was as documented. */
  public boolean run() {
    try (Conversation conversation = new Conversation(paper, base)) {
      part("Face dialect: a customer signs in and out", this::face, conversation);
      part("Patrons dialect: the same customer, another API", this::patrons, conversation);
      part("Token dialect: a user signs in, the token is renewed", this::token, conversation);
      part("IAM dialect: a user with a device", this::iam, conversation);
      paper.title(
          conversation.calls()
              + " calls made, "
              + conversation.differences()
              + " answers not as documented.");
      return conversation.differences() == 0;
    }
  }

  private void part(String title, Consumer<Conversation> part, Conversation conversation) {
    paper.title(title);
    part.accept(conversation);
  }

  private void face(Conversation conversation) {
    String login = json("customerName", people.customer(), "password", people.customerPassword());
    Answer answer =
        conversation.call(
            Call.post(FACE + "/login").json(login),
            200,
            "{'accessToken':'%s','status':'200 OK','message':'Successfully Logged In'}"
                .formatted(OPAQUE)
                .replace('\'', '"'));
    String token = answer.text("/accessToken");
    String details = json("customerName", people.customer(), "userName", people.user());
    conversation.call(
        Call.post(FACE + "/user/details").bearer(token).json(details),
        200,
        ("{'status':'200 OK','message':'success','userName':'alice','fullName':'Alice Liddell',"
                + "'emailId':'alice@example.org','...':''}")
            .replace('\'', '"'));
    conversation.call(
        Call.post(FACE + "/logout")
            .json(json("customerName", people.customer(), "accessToken", token)),
        200,
        "{\"status\":\"200 OK\",\"message\":\"Successfully logged out\"}");
    paper.text("");
    paper.text("The token is dead from that moment:");
    conversation.call(
        Call.post(FACE + "/user/details").bearer(token).json(details),
        401,
        "{\"error\":{\"status\":\"401\",\"message\":\"~.+\",\"...\":\"\"}}");
  }

  private void patrons(Conversation conversation) {
    Answer answer =
        conversation.call(
            Call.post(PATRONS + "/login")
                .json(json("username", people.customer(), "password", people.customerPassword())),
            200,
            ("{'id':'%s','ttl':1209600,'created':'~\\\\d{4}-\\\\d\\\\d-\\\\d\\\\dT"
                    + "\\\\d\\\\d:\\\\d\\\\d:\\\\d\\\\d\\\\.\\\\d{3}Z','userId':'~\\\\d+'}")
                .formatted(OPAQUE)
                .replace('\'', '"'));
    String token = answer.text("/id");
    String own = PATRONS + "/" + answer.text("/userId");
    conversation.call(Call.get(own).bearer(token), 200, "{\"...\":\"\"}");
    conversation.call(
        Call.post(PATRONS + "/login")
            .json(json("username", people.customer(), "password", "a wrong guess")),
        401,
        patronsError("LOGIN_FAILED"));
    conversation.call(Call.post(PATRONS + "/logout").bearer(token), 204, "");
    conversation.call(Call.get(own).bearer(token), 401, patronsError("INVALID_TOKEN"));
  }

  private static String patronsError(String code) {
    return "{'error':{'statusCode':401,'name':'Error','message':'~.+','code':'%s'}}"
        .formatted(code)
        .replace('\'', '"');
  }

  private void token(Conversation conversation) {
    String granted = "{\"isSuccess\":true,\"token\":\"" + JWT + "\"}";
    Answer first =
        conversation.call(
            Call.post(TOKEN).basic(people.user(), people.userPassword()), 200, granted);
    offline(conversation, first.text("/token"));
    Answer renewed = conversation.call(Call.post(TOKEN).bearer(first.text("/token")), 200, granted);
    conversation.call(Call.post(TOKEN).basic(people.user(), "a wrong guess"), 403, "");
    paper.text("");
    paper.text("The session is ended; all its tokens are refused, though they are well signed:");
    conversation.call(Call.get(IAM + "/auth/logout").bearer(renewed.text("/token")), 200, "{}");
    conversation.call(Call.post(TOKEN).bearer(renewed.text("/token")), 403, "");
    conversation.call(Call.post(TOKEN).bearer(first.text("/token")), 403, "");
  }

  private void offline(Conversation conversation, String token) {
    paper.text("");
    paper.text("The same token is checked without the server, with its published keys:");
    JsonNode keys =
        conversation.call(Call.get("/.well-known/jwks.json"), 200, "{\"keys\":\"*\"}").json();
    conversation.check(
        new OfflineCheck(keys).signed(token),
        "signed by a published key; it says " + OfflineCheck.claims(token),
        "no published key signed this token");
  }

  private void iam(Conversation conversation) {
    String signIn = IAM + "/auth/sign-in/web/sign-in";
    Answer first =
        conversation.call(
            Call.post(signIn)
                .json(json("userName", people.user(), "password", people.userPassword())),
            200,
            result("{'deviceGroupKey':'~.+','deviceKey':'~.+'}"));
    String device = first.text("/newDeviceMetadata/deviceKey");
    paper.text("");
    paper.text("The device names itself the next time, and is known:");
    Answer known =
        conversation.call(
            Call.post(signIn)
                .json(
                    json(
                        "userName",
                        people.user(),
                        "password",
                        people.userPassword(),
                        "deviceKey",
                        device)),
            200,
            result("null"));
    Answer refreshed =
        conversation.call(
            Call.post(IAM + "/auth/web/getrefreshtoken")
                .json(json("refreshToken", known.text("/refreshToken"))),
            200,
            result("null"));
    signOut(conversation, refreshed.text("/accessToken"), refreshed.text("/refreshToken"));
  }

  private void signOut(Conversation conversation, String access, String refresh) {
    conversation.call(
        Call.get(IAM + "/auth/sign-in/login/status").bearer(access),
        200,
        ("{'accessToken':null,'expiresIn':'#','tokenType':'Bearer','userName':'alice',"
                + "'emailVerified':false,'isMFAEnabled':false}")
            .replace('\'', '"'));
    conversation.call(
        Call.get(IAM + "/token/app/validate").bearer(access), 200, "{\"valid\":true}");
    conversation.call(Call.get(IAM + "/auth/logout").bearer(access), 200, "{}");
    paper.text("");
    paper.text("Signed out: neither the access token nor the refresh token is good any more:");
    String refused = "{\"code\":\"~.+\",\"...\":\"\"}";
    conversation.call(Call.get(IAM + "/token/app/validate").bearer(access), 401, refused);
    conversation.call(
        Call.post(IAM + "/auth/web/getrefreshtoken").json(json("refreshToken", refresh)),
        401,
        refused);
  }

  private static String result(String device) {
    return ("{'accessToken':'%s','expiresIn':'#','idToken':'%s','newDeviceMetadata':%s,"
            + "'refreshToken':'~.+','tokenType':'Bearer'}")
        .formatted(JWT, JWT, device)
        .replace('\'', '"');
  }

  /** A JSON object of texts; the demonstration's own texts need no escaping. */
  static String json(String... namesAndValues) {
    StringBuilder object = new StringBuilder("{");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (i > 0) {
        object.append(',');
      }
      object.append('"').append(namesAndValues[i]).append("\":\"");
      object.append(namesAndValues[i + 1]).append('"');
    }
    return object.append('}').toString();
  }
}
