package dev.countersign.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes calls, writes them down, and counts what was not as documented. */
final class Conversation implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Pattern HEADING = Pattern.compile("<h1[^>]*>([^<]*)</h1>");

  private final Paper paper;
  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private int calls;
  private int differences;

  Conversation(Paper paper, URI base) {
    this.paper = paper;
    this.base = base;
  }

  /** Makes a call that answers with that status and a body of that shape. */
  Answer call(Call call, int status, String shape) {
    calls++;
    paper.request(call);
    Answer answer = answer(call);
    paper.answer(answer);
    Optional<String> difference = new Shape(shape).difference(answer.body());
    if (answer.status() != status) {
      difference = Optional.of("the status should be " + status);
    }
    check(difference.isEmpty(), describe(status, shape), difference.orElse(""));
    return answer;
  }

  private static String describe(int status, String shape) {
    if (shape.isEmpty()) {
      return status + ", empty body";
    }
    return status + ", these fields";
  }

  /** Notes whether something is as it should be. */
  void check(boolean right, String wanted, String difference) {
    if (right) {
      paper.right(wanted);
      return;
    }
    differences++;
    paper.wrong(difference);
  }

  private Answer answer(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(call.path()))
            .timeout(PATIENCE)
            .method(call.method(), BodyPublishers.ofString(call.body()));
    call.headers().forEach(request::header);
    return answer(request.build());
  }

  private Answer answer(HttpRequest request) {
    long started = System.nanoTime();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Answer(
          response.statusCode(), response.body(), (System.nanoTime() - started) / 1_000_000);
    } catch (IOException e) {
      return new Answer(0, "no answer: " + e.getMessage(), 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(0, "interrupted", 0);
    }
  }

  /** Opens a page, or sends the form on it, and checks its status and its heading. */
  String page(Form form, int status, String heading) {
    calls++;
    paper.form(form);
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(form.path()));
    if (!form.fields().isEmpty()) {
      request.header("Content-Type", Form.TYPE).POST(BodyPublishers.ofByteArray(form.multipart()));
    }
    Answer answer = answer(request.timeout(PATIENCE).build());
    paper.page(answer.status(), heading(answer.body()));
    check(
        answer.status() == status && heading(answer.body()).equals(heading),
        status + ", a page",
        "the answer should be " + status + " and the page \"" + heading + "\"");
    return answer.body();
  }

  private static String heading(String html) {
    Matcher heading = HEADING.matcher(html);
    return heading.find() ? String.valueOf(heading.group(1)) : "";
  }

  /** Gets the picture that an answer links to. */
  byte[] picture(String url) {
    calls++;
    Call call = Call.get(target(URI.create(url)));
    paper.request(call);
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(call.path())).timeout(PATIENCE).build();
    byte[] bytes = new byte[0];
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      bytes = response.body();
      paper.picture(response.statusCode(), bytes.length);
    } catch (IOException e) {
      paper.picture(0, 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    check(jpeg(bytes), "200, a JPEG picture", "a JPEG picture should be there");
    return bytes;
  }

  /** What stands after the host: the link names the server by an address of its own choice. */
  private static String target(URI link) {
    if (link.getRawQuery() == null) {
      return link.getRawPath();
    }
    return link.getRawPath() + "?" + link.getRawQuery();
  }

  private static boolean jpeg(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8;
  }

  int calls() {
    return calls;
  }

  int differences() {
    return differences;
  }

  @Override
  public void close() {
    client.close();
  }
}
