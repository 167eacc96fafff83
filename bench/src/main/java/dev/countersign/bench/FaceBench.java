package dev.countersign.bench;

import dev.countersign.face.FaceEngine;
import dev.countersign.face.Picture;
import dev.countersign.face.onnx.BareInferences;
import dev.countersign.face.onnx.ModelFiles;
import dev.countersign.face.onnx.OnnxFaceEngine;
import dev.countersign.face.picture.Detail;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureRefused;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Faces over HTTP against the bare runs of the models. */
@Command(
    name = "faces",
    mixinStandardHelpOptions = true,
    description =
        "1:1 authentications a second over HTTP, each with a JPEG file of 1280 by 960 pixels,"
            + " against the bare runs of the models on the same picture; then processor time by"
            + " stage.")
final class FaceBench implements Runnable {
  private static final Pattern ID = Pattern.compile("\"id\":\"([A-Za-z0-9]{64})\"");
  private static final Pattern LINK = Pattern.compile("\"enrollmentUrl\":\"([^\"]+)\"");
  private static final String CALLS = "/deepfaceauth/api/v1/basic";

  @Option(names = "--seconds", defaultValue = "20", description = "Length of the counted run.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "200",
      description = "Seconds of uncounted authentications before, in which the JVM compiles.")
  private int warmUp;

  @Option(names = "--connections", defaultValue = "4", description = "Kept-alive connections.")
  private int connections;

  @Override
  public void run() {
    int cores = Runtime.getRuntime().availableProcessors();
    try (FaceEngine engine = new OnnxFaceEngine(new ModelFiles(Optional.empty()), 1, 64);
        BareInferences.Loaded models = new BareInferences.Loaded()) {
      Photograph photograph = Photograph.best(engine);
      byte[] file = photograph.jpeg(2);
      Picture seen = read(file);
      Stage stage = Stage.sqlite(FailingLoginBench.LIMITS_RAISED);
      try (ServerProcess server = ServerProcess.start(18080, stage.settings())) {
        LoadClient client = new LoadClient(server.port());
        byte[] request = request(client, stage, photograph.jpeg(1), file);
        client.run(connections, Duration.ofSeconds(warmUp), 200, n -> request);
        Cost before = Bare.faces(models, seen, cores, Duration.ofSeconds(6));
        Duration cpu = server.cpu();
        LoadClient.Result result =
            client.run(connections, Duration.ofSeconds(seconds), 200, n -> request);
        double spent = server.cpu().minus(cpu).toNanos() / 1e6 / result.answers();
        Cost after = Bare.faces(models, seen, cores, Duration.ofSeconds(6));
        System.out.printf("A JPEG file of %,d bytes, %d connections%n", file.length, connections);
        print(before.and(after), result, spent, cores);
        FaceStages.print(engine, file, before.and(after), spent);
      }
    }
  }

  /**
   * What something costs.
   *
   * @param perSecond how often it was done
   * @param millis of processor time each time
   */
  record Cost(double perSecond, double millis) {
    Cost and(Cost other) {
      return new Cost((perSecond + other.perSecond) / 2, (millis + other.millis) / 2);
    }
  }

  private static void print(Cost bare, LoadClient.Result result, double spent, int cores) {
    Table table =
        new Table(
            "bare inferences/s, " + cores + " cores",
            "authentications/s",
            "ratio",
            "bare, processor time",
            "server's, each",
            "ratio",
            "p50",
            "p99",
            "p99/p50",
            "refused");
    double median = result.percentileMillis(.5);
    double slowest = result.percentileMillis(.99);
    table.row(
        Table.ratio(bare.perSecond()),
        Table.ratio(result.perSecond()),
        Table.ratio(result.perSecond() / bare.perSecond()),
        Table.millis(bare.millis()),
        Table.millis(spent),
        Table.ratio(bare.millis() / spent),
        Table.millis(median),
        Table.millis(slowest),
        Table.ratio(slowest / median),
        Long.toString(result.others()));
    table.print();
  }

  private static Picture read(byte[] file) {
    try (PictureReader reader = new PictureReader()) {
      return reader.read(file, Detail.QUICK).picture();
    } catch (PictureRefused e) {
      throw new IllegalStateException(e);
    }
  }

  /** Enrols somebody by one picture; the request authenticates them by another. */
  private static byte[] request(LoadClient client, Stage stage, byte[] enrolled, byte[] shown) {
    String headers = "Content-Type: application/json\r\n";
    String login =
        "{\"username\":\"acme\",\"password\":\"%s\"}".formatted(stage.key().secret().text());
    String token =
        field(ID, client.once(LoadClient.request("POST", "/api/v2/patrons/login", headers, login)));
    headers += "Authorization: " + token + "\r\n";
    String person =
        """
        {"customerName":"acme","userName":"bob","fullName":"Bob","emailId":"","phoneNumber":""}\
        """;
    String created =
        client.once(LoadClient.request("POST", CALLS + "/user/create", headers, person));
    String enrolment =
        "{\"customerName\":\"acme\",\"enrolledUrl\":\"%s\",\"url\":\"%s\"}"
            .formatted(field(LINK, created), dataUrl(enrolled));
    String done = client.once(LoadClient.request("POST", CALLS + "/enroll", headers, enrolment));
    if (!done.startsWith("HTTP/1.1 200")) {
      throw new IllegalStateException("not enrolled: " + done);
    }
    return LoadClient.request(
        "POST",
        CALLS + "/authenticate",
        headers,
        "{\"customerName\":\"acme\",\"userName\":\"bob\",\"url\":\"%s\"}"
            .formatted(dataUrl(shown)));
  }

  private static String field(Pattern field, String answer) {
    Matcher found = field.matcher(answer);
    if (!found.find()) {
      throw new IllegalStateException("nothing like " + field + " in: " + answer);
    }
    return found.group(1);
  }

  private static String dataUrl(byte[] file) {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(file);
  }
}
