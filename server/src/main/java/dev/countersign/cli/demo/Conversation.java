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

/** Makes calls, writes them down, and counts what was not as documented. */
final class Conversation implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

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
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      return new Answer(0, "no answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(0, "interrupted");
    }
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
