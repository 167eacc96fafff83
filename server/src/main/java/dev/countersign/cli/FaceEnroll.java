package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.capture.Refusal;
import dev.countersign.cli.bulk.BulkEnrolment;
import dev.countersign.cli.bulk.Candidate;
import dev.countersign.cli.bulk.Candidates;
import dev.countersign.cli.bulk.OneEnrolment;
import dev.countersign.cli.bulk.Progress;
import dev.countersign.cli.bulk.Refused;
import dev.countersign.cli.bulk.Report;
import dev.countersign.cli.bulk.Totals;
import dev.countersign.customer.FaceSettings.Duplicates;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.enrolment.EnrolmentRequest;
import dev.countersign.enrolment.EnrolmentRequest.Kind;
import dev.countersign.enrolment.EnrolmentResult;
import dev.countersign.enrolment.EnrolmentResult.Busy;
import dev.countersign.enrolment.EnrolmentResult.Enrolled;
import dev.countersign.enrolment.FaceEnrolment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "enroll",
    description = {
      "Enrols a user's face, or those of many users at once.",
      "",
      "You vouch that each of them agreed: the consent is recorded as attested by the customer,"
          + " with text, purpose and duration of \"customer settings\".",
      "",
      "FOLDER holds USER.jpg, or USER/any.jpg for several pictures of one person. A CSV file begins"
          + " with the line userName,file and may have the columns fullName, emailId and"
          + " phoneNumber too; its files are meant beside it. Whoever is enrolled already is passed"
          + " over, so a run that was interrupted is continued by running it again."
    },
    footer = {
      "",
      "Examples:",
      "  countersign face enroll alice --customer acme --image alice.jpg",
      "  countersign face enroll alice --customer acme --image new1.jpg --image new2.jpg --replace",
      "  countersign face enroll --customer acme --from photographs --create-users",
      "  countersign face enroll --customer acme --from staff.csv --report refused.csv"
    })
final class FaceEnroll implements Callable<Integer> {
  private final Shell shell;
  private final CallbackWords words;

  @Parameters(arity = "0..1", paramLabel = "USER", description = "The user's name.")
  private @Nullable String name;

  @Mixin private UserOption owner = new UserOption();

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "A picture of the user; up to eight may be given.")
  private List<Path> images = List.of();

  @Option(names = "--replace", description = "Put it in place of the face that is enrolled.")
  private boolean replace;

  @Option(
      names = "--from",
      paramLabel = "FOLDER|CSV",
      description = "Enrol everybody whose pictures are there.")
  private @Nullable Path from;

  @Option(names = "--create-users", description = "With --from: make users who are not there yet.")
  private boolean create;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "With --from: write what was refused, as CSV: user, file, reason, advice.")
  private @Nullable Path report;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  FaceEnroll(Shell shell, CallbackWords words) {
    this.shell = shell;
    this.words = words;
  }

  @Override
  public Integer call() {
    Path source = from;
    String user = name;
    if (source != null && user == null && saysNothingOfOne()) {
      return everybody(Candidates.of(source));
    }
    if (source == null && user != null && saysNothingOfMany()) {
      return one(user, images.stream().map(LocalPicture::url).toList());
    }
    throw new CommandFailed(
        ExitCodes.USAGE,
        "Give either a USER with one to eight --image FILE, or --from FOLDER|CSV, which"
            + " --create-users and --report go with.");
  }

  private boolean saysNothingOfOne() {
    return images.isEmpty() && !replace;
  }

  private boolean saysNothingOfMany() {
    boolean counted = !images.isEmpty() && images.size() <= EnrolmentRequest.MOST_PICTURES;
    return counted && !create && report == null;
  }

  private int one(String userName, List<String> urls) {
    Kind kind = replace ? Kind.REPLACEMENT : Kind.FIRST;
    try (Core core = shell.openForAddresses()) {
      Customer customer = owner.customer(core);
      User user = Shell.user(core, customer, userName);
      prepare(core, customer);
      return switch (enrol(core, user, kind, urls)) {
        case Enrolled done -> print(done);
        case EnrolmentResult.Refused(var _, var _, var refusal) -> throw failure(refusal);
        case Busy _ -> throw FaceRefusals.busy();
      };
    }
  }

  private static CommandFailed failure(Refusal refusal) {
    if (refusal.code().equals(FaceEnrolment.ALREADY_ENROLLED)) {
      return new CommandFailed(
          refusal.message() + "; --replace puts this face in place of the one that is enrolled.");
    }
    return FaceRefusals.failure(refusal);
  }

  /** Who is alike is found in a gallery, which has to be read first. */
  private static void prepare(Core core, Customer customer) {
    if (core.customerSettings.of(customer.id()).faces().duplicates() != Duplicates.OFF) {
      core.faceFeatures.galleries.start();
    }
  }

  private EnrolmentResult enrol(Core core, User user, Kind kind, List<String> urls) {
    var request =
        EnrolmentRequest.attested(
            user.customerId(),
            core.enrolmentLinks.url(user.customerId(), user.enrolment()),
            urls,
            kind,
            words.enrolment().apply(kind),
            Origin.CLI);
    return Patience.ask(() -> core.faceFeatures.enrolment.enrol(request), FaceEnroll::later);
  }

  private static Optional<Duration> later(EnrolmentResult result) {
    return result instanceof Busy busy ? Optional.of(busy.retryAfter()) : Optional.empty();
  }

  private int print(Enrolled done) {
    int used = images.size() - done.leftOut().size();
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("userName", done.userName());
      fields.put("pictures", used);
      fields.put("leftOut", done.leftOut().stream().map(this::fields).toList());
      fields.put("duplicates", done.alike());
      shell.json(fields);
      return ExitCodes.OK;
    }
    shell.line(
        "Enrolled " + done.userName() + " with " + used + (used == 1 ? " picture." : " pictures."));
    done.leftOut()
        .forEach(left ->
            shell.line(images.get(left.picture()) + " was left out: " + left.refusal().message()));
    if (!done.alike().isEmpty()) {
      shell.line("The face is like that of: " + String.join(", ", done.alike()));
    }
    return ExitCodes.OK;
  }

  private Map<String, Object> fields(EnrolmentResult.LeftOut left) {
    return Map.of(
        "file", images.get(left.picture()).toString(), "advice", left.refusal().message());
  }

  private int everybody(List<Candidate> candidates) {
    Path file = report;
    if (file == null) {
      return everybody(candidates, this::complain);
    }
    requireOther(file);
    try (Report written = new Report(file)) {
      return everybody(candidates, written::add);
    }
  }

  /** The report is written anew: it may not take the place of the list. */
  private void requireOther(Path written) {
    Path source = Measuring.given(from);
    boolean same;
    try {
      same = Files.exists(written) && Files.isSameFile(source, written);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + written, e);
    }
    if (same) {
      throw new CommandFailed(
          ExitCodes.USAGE, "The report would take the place of the list: give it another name.");
    }
  }

  private void complain(Refused refused) {
    String picture = refused.file().isEmpty() ? "" : " (" + refused.file() + ")";
    shell.surroundings().err().println(refused.user() + picture + ": " + refused.advice());
  }

  private int everybody(List<Candidate> candidates, Consumer<Refused> refusals) {
    Totals totals;
    try (Core core = shell.openForAddresses()) {
      Customer customer = owner.customer(core);
      prepare(core, customer);
      OneEnrolment one =
          new OneEnrolment(
              core, customer.id(), create, (user, urls) -> enrol(core, user, Kind.FIRST, urls));
      Progress progress = new Progress(shell.surroundings().err(), shell.surroundings().terminal());
      totals =
          new BulkEnrolment(one, progress, refusals)
              .run(candidates, core.configuration.face().threads());
    }
    print(totals);
    return totals.refused() + totals.leftOut() == 0 ? ExitCodes.OK : ExitCodes.PICTURE_REFUSED;
  }

  private void print(Totals totals) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("people", totals.total());
      fields.put("enrolled", totals.enrolled());
      fields.put("already", totals.already());
      fields.put("refused", totals.refused());
      fields.put("leftOut", totals.leftOut());
      shell.json(fields);
      return;
    }
    shell.line(
        "%s people: %s enrolled, %s were enrolled before, %s refused; %s pictures of the others left out."
            .formatted(
                totals.total(),
                totals.enrolled(),
                totals.already(),
                totals.refused(),
                totals.leftOut()));
  }
}
