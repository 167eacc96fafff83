package dev.countersign.http;

import dev.countersign.domain.Origin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request, as an endpoint sees it. */
public final class Exchange {
  private final Context context;
  private final String requestId;
  private final InetAddress client;
  private final String dialect;
  private final Instant receivedAt;
  private final byte[] body;
  private @Nullable JsonBody json;
  private @Nullable FileForm file;
  private @Nullable ArrivingFile arriving;

  Exchange(
      Context context,
      String requestId,
      InetAddress client,
      String dialect,
      Instant receivedAt,
      byte[] body) {
    this.context = context;
    this.requestId = requestId;
    this.client = client;
    this.dialect = dialect;
    this.receivedAt = receivedAt;
    this.body = body;
  }

  /** The same request with its body read. */
  Exchange withBody(byte[] read) {
    return new Exchange(context, requestId, client, dialect, receivedAt, read);
  }

  /** The same request with a form whose file is still to come. */
  Exchange withFile(FileForm form) {
    Exchange other = withBody(body);
    other.file = form;
    return other;
  }

  /** The same request with a file that is still to come. */
  Exchange withArriving(ArrivingFile whole) {
    Exchange other = withBody(body);
    other.arriving = whole;
    return other;
  }

  /** The file that is still to come, where the call takes one. */
  public Optional<ArrivingFile> arrivingFile() {
    return Optional.ofNullable(arriving);
  }

  /** The form whose file is still to come, where the call takes one. */
  public Optional<FileForm> fileForm() {
    return Optional.ofNullable(file);
  }

  /** For the audit trail and the throttle. */
  public Origin origin() {
    String agent = header("User-Agent").map(AgentLabel::of).orElse("");
    return new Origin(dialect, requestId, client, "", agent);
  }

  public String requestId() {
    return requestId;
  }

  /** When the request came in, by the server's clock. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** Whether the request asks for nothing but an answer (RFC 9110, section 9.2.1). */
  public boolean safe() {
    HandlerType method = context.method();
    return method.equals(HandlerType.GET) || method.equals(HandlerType.HEAD);
  }

  /** The path, without the query. */
  public String path() {
    return context.path();
  }

  /** A parameter of the path. */
  public String pathParam(String name) {
    return Text.checked("The path", context.pathParam(name), 256);
  }

  /** A header, if it was sent. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(context.req().getHeader(name));
  }

  /** Every value of a header, in the order they were sent. */
  public List<String> headers(String name) {
    return Collections.list(context.req().getHeaders(name));
  }

  /** The query as it was sent. */
  public Optional<String> queryString() {
    return Optional.ofNullable(context.queryString());
  }

  /** A cookie for this host alone; absent, too, when two of that name differ. */
  public Optional<String> cookie(String name) {
    String prefix = HostCookie.fullName(name) + "=";
    List<String> found =
        headers("Cookie").stream()
            .flatMap(header -> Arrays.stream(header.split(";", -1)))
            .map(String::strip)
            .filter(pair -> pair.startsWith(prefix))
            .map(pair -> pair.substring(prefix.length()))
            .distinct()
            .toList();
    if (found.size() > 1) {
      return Optional.empty();
    }
    return found.stream().findFirst();
  }

  /** A parameter of the query; one that is sent twice is refused. */
  public Optional<String> query(String name) {
    String query = context.queryString();
    if (query == null) {
      return Optional.empty();
    }
    List<String> values = values(query, name);
    if (values.size() > 1) {
      throw RequestRefused.malformed("The parameter " + name + " was sent more than once");
    }
    return values.stream().findFirst().map(value -> checked(name, value));
  }

  private static List<String> values(String query, String name) {
    List<String> values = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      // Names are all read: one that is broken may be the one that is wanted.
      if (decoded(parts[0]).equals(name)) {
        values.add(parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return values;
  }

  private static String decoded(String text) {
    return PercentEncoding.decoded(text)
        .orElseThrow(
            () -> RequestRefused.malformed("The query is not well encoded, or is not valid UTF-8"));
  }

  private static String checked(String name, String value) {
    return Text.checked("The parameter " + name, value, 4096);
  }

  /**
   * The one token the request presents in those places; two different ones are refused. For calls
   * that anybody may make and that look at a token nevertheless.
   */
  public Optional<String> token(Set<TokenSource> sources) {
    return Tokens.presented(this, sources);
  }

  /** The body as JSON. */
  public JsonBody json() {
    JsonBody read = json;
    if (read == null) {
      read = JsonBody.of(body);
      json = read;
    }
    return read;
  }

  /** Whether the body says it is a form. */
  public boolean hasForm() {
    return header("Content-Type").filter(MediaTypes::isForm).isPresent();
  }

  /** The body as a form. */
  public FormBody form() {
    return FormBody.of(body);
  }

  /** Every parameter of the query, in order, each with all its values. */
  public Map<String, List<String>> queryParameters() {
    String query = context.queryString();
    if (query == null) {
      return Map.of();
    }
    return RequestParameters.of(query);
  }

  /** Every parameter of the form, in order, each with all its values. */
  public Map<String, List<String>> formParameters() {
    return RequestParameters.of(
        PercentEncoding.utf8(body)
            .orElseThrow(() -> RequestRefused.malformed("The body is not valid UTF-8")));
  }

  /** The body as a form in which the parameters named may come more than once. */
  public FormBody form(Set<String> repeatable) {
    return FormBody.of(body, repeatable);
  }

  /** The request's method, as it was sent. */
  public String method() {
    return context.req().getMethod();
  }

  /** The credentials of HTTP Basic; absent when none were sent, two different ones are refused. */
  public Optional<BasicCredentials> basic() {
    List<String> sent = headers("Authorization").stream().distinct().toList();
    if (sent.size() > 1) {
      throw new RequestRefused(
          Failure.of(
              Failure.Kind.AMBIGUOUS_CREDENTIALS,
              "The request carries two different Authorization headers; send one"));
    }
    return sent.stream().findFirst().flatMap(BasicCredentials::parse);
  }

  /** The body as a form with files. */
  public MultipartBody multipart() {
    return MultipartBody.of(header("Content-Type").orElse(""), body);
  }

  /** Whether the body says it is a form with files. */
  public boolean hasMultipart() {
    return header("Content-Type").filter(MediaTypes::isMultipart).isPresent();
  }

  /** The body as it was sent; not to be changed. */
  public byte[] bytes() {
    return body;
  }

  /** Whether a body was sent. */
  public boolean hasBody() {
    return body.length > 0;
  }

  /** The host and port the client asked for; a name to look up, never to make a URL from. */
  public Optional<String> authority() {
    return header("Host");
  }
}
