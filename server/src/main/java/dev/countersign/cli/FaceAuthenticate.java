package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.http.dialect.face.FaceCallbacks;
import dev.countersign.matching.AskedThreshold;
import dev.countersign.matching.AuthenticationRequest;
import dev.countersign.matching.AuthenticationResult;
import dev.countersign.matching.AuthenticationResult.Authenticated;
import dev.countersign.matching.AuthenticationResult.Busy;
import dev.countersign.matching.AuthenticationResult.CodeSent;
import dev.countersign.matching.AuthenticationResult.Refused;
import dev.countersign.matching.Decision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "authenticate",
    description = {
      "Compares a picture with a user's enrolled face: prints score, threshold and verdict.",
      "",
      "Scores go from 0 to 1. What is asked for as high precision is 0.7 unless the customer has"
          + " another threshold, low is 0.5."
    },
    footer = {
      "",
      "Examples:",
      "  countersign face authenticate alice --customer acme --image camera.jpg",
      "  countersign face authenticate alice --customer acme --image camera.jpg --precision low",
      "  if countersign face authenticate alice --customer acme --image c.jpg; then open-door; fi"
    })
final class FaceAuthenticate implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "USER", description = "The user's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Option(
      names = "--image",
      required = true,
      paramLabel = "FILE",
      description = "The picture to compare.")
  private Path image = Path.of("");

  @Option(
      names = "--precision",
      defaultValue = "high",
      paramLabel = "WORD",
      description = {
        "high (the default), low, or how often a stranger may match, such as fmr:1e-5."
      })
  private String precision = "high";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  FaceAuthenticate(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    AskedThreshold threshold = AskedThreshold.precision(precision);
    String url = LocalPicture.url(image);
    try (Core core = shell.openForAddresses()) {
      User user = Shell.user(core, owner.customer(core), name);
      var request =
          new AuthenticationRequest(
              user.customerId(),
              user.userName(),
              new AuthenticationRequest.Face(url, threshold, false),
              FaceCallbacks.authentication(),
              Origin.CLI);
      AuthenticationResult result =
          Patience.ask(
              () -> core.faceFeatures.authentication.authenticate(request),
              FaceAuthenticate::later);
      return print(user, result);
    }
  }

  private static Optional<Duration> later(AuthenticationResult result) {
    return result instanceof Busy busy ? Optional.of(busy.retryAfter()) : Optional.empty();
  }

  private int print(User user, AuthenticationResult result) {
    return switch (result) {
      case Authenticated done -> {
        print(user, done.decision(), true, "Match");
        yield ExitCodes.OK;
      }
      case Refused(var _, var _, var refusal, var decision) -> {
        if (decision.isEmpty()) {
          throw FaceRefusals.failure(refusal);
        }
        print(user, decision, false, "No match");
        yield ExitCodes.NO_MATCH;
      }
      case CodeSent _ -> {
        print(user, Optional.empty(), false, "No match, though near: a one time code was mailed");
        yield ExitCodes.NO_MATCH;
      }
      case Busy _ -> throw FaceRefusals.busy();
    };
  }

  private void print(User user, Optional<Decision> decision, boolean match, String verdict) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("userName", user.userName());
      fields.put("match", match);
      decision.ifPresent(made -> {
        fields.put("score", made.score());
        fields.put("threshold", made.threshold().score());
      });
      shell.json(fields);
      return;
    }
    String figures =
        decision
            .map(made ->
                String.format(
                    Locale.ROOT,
                    ", score %.4f, threshold %.4f",
                    made.score(),
                    made.threshold().score()))
            .orElse("");
    shell.line(verdict + ": " + user.userName() + figures + ".");
  }
}
