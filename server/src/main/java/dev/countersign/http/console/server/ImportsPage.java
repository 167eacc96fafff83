package dev.countersign.http.console.server;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.InvalidInput;
import dev.countersign.http.Endpoint;
import dev.countersign.http.FileForm;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Input;
import dev.countersign.http.console.Input.Control;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.store.NotFound;
import dev.countersign.transfer.BackgroundImports;
import dev.countersign.transfer.BackgroundImports.Job;
import dev.countersign.transfer.BackgroundImports.Order;
import dev.countersign.transfer.BackgroundImports.Waiting;
import dev.countersign.transfer.Import.Format;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /console/server/imports}: files that lie on this node are tried out, then imported. A file
 * can hold anything of any customer, so this is for operators alone.
 */
public final class ImportsPage implements Endpoint {
  static final String PATH = "/console/server/imports";
  private static final String BELOW = "/imports";
  private static final String ONE = BELOW + "/{import}";
  private static final String FILE = "file";
  private static final String UPLOAD = "upload";
  private static final String FORMAT = "format";
  private static final String CUSTOMER = "customer";
  private static final String PASSPHRASE = "passphrase";
  private static final String WITHOUT = "without-secrets";
  private static final String REPLACE = "replace";
  private static final String ALLOW_OPERATOR = "allow-operator";

  private final ConsoleRoutes routes;
  private final BackgroundImports imports;
  private final long largest;

  /**
   * The page.
   *
   * @param largest bytes of the largest file that can be uploaded
   */
  public ImportsPage(ConsoleRoutes routes, BackgroundImports imports, long largest) {
    this.routes = routes;
    this.imports = imports;
    this.largest = largest;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.server(BELOW, request -> shown(request, 200, Problems.NONE)),
        routes.serverAct(BELOW, this::tried),
        routes.serverUpload(BELOW + "/upload", this::uploaded),
        routes.server(ONE, this::one),
        routes.serverAct(ONE + "/run", this::carriedOut));
  }

  private Reply shown(ConsoleRequest request, int status, Problems problems) {
    Messages words = request.words();
    ImportTables tables = new ImportTables(words);
    List<Waiting> files = imports.files();
    List<Input> inputs = inputs(request, files);
    if (!request.form().optionalText(FORMAT).orElse("").isEmpty()) {
      inputs =
          inputs.stream()
              .map(input -> input.control() == Control.PASSWORD ? input : input.sent(request))
              .toList();
    }
    List<InputGroup> groups = List.of();
    if (!files.isEmpty()) {
      groups = List.of(new InputGroup(words.text("console.imports.try"), inputs));
    }
    ImportsModel model =
        new ImportsModel(
            request.frame(),
            imports.folder().toString(),
            tables.files(files),
            tables.jobs(imports.list()),
            groups,
            problems,
            largest,
            readable(largest));
    return request.page(status, "console/server/imports.jte", model);
  }

  private static String readable(long bytes) {
    long mib = bytes >> 20;
    if (mib == 0) {
      return Math.ceilDiv(bytes, 1024) + " KiB";
    }
    return mib % 1024 == 0 ? mib / 1024 + " GiB" : mib + " MiB";
  }

  /** The file is on its way: only here, once everything else about the request is right. */
  private Reply uploaded(ConsoleRequest request) {
    FileForm form = request.exchange().fileForm().orElseThrow();
    Messages words = request.words();
    if (form.announced() > largest + FileForm.BESIDE) {
      String text = words.text("console.imports.upload.too-large", readable(largest));
      return shown(request, 413, Problems.of(UPLOAD, text));
    }
    Optional<FileForm.Upload> file = form.file().filter(one -> !one.name().isEmpty());
    if (file.isEmpty()) {
      return shown(request, 422, Problems.of(UPLOAD, words.text("console.imports.upload.missing")));
    }
    String kept;
    try {
      kept =
          imports.receive(
              file.get().name(), form.announced(), file.get().content(), request.origin());
    } catch (InvalidInput e) {
      String why = ConsoleRequest.sentence(String.valueOf(e.getMessage()));
      return shown(request, 422, Problems.of(UPLOAD, why));
    }
    return ConsoleRequest.done(PATH + "?" + FILE + "=" + kept, "uploaded");
  }

  private static List<Input> inputs(ConsoleRequest request, List<Waiting> files) {
    Messages words = request.words();
    List<Map.Entry<String, String>> formats =
        Arrays.stream(Format.values())
            .map(format -> format.name().toLowerCase(Locale.ROOT))
            .map(name -> Map.entry(name, words.text("console.imports.format." + name)))
            .toList();
    return List.of(
        Input.choice(
                FILE,
                words.text("console.imports.file"),
                Input.same(files.stream().map(Waiting::name).toList()))
            .holding(request.query(FILE)),
        Input.choice(FORMAT, words.text("console.imports.format"), formats),
        Input.of(Control.LINE, CUSTOMER, words.text("console.imports.customer"))
            .hinting(words.text("console.imports.customer.hint")),
        Input.of(Control.PASSWORD, PASSPHRASE, words.text("console.imports.passphrase"))
            .hinting(words.text("console.imports.passphrase.hint")),
        Input.of(Control.FLAG, WITHOUT, words.text("console.imports.without")),
        Input.of(Control.FLAG, REPLACE, words.text("console.imports.replace")),
        Input.of(Control.FLAG, ALLOW_OPERATOR, words.text("console.imports.allow-operator")));
  }

  private static boolean ticked(ConsoleRequest request, String name) {
    return request.field(name).equals(Input.TICKED);
  }

  private static Optional<Secret> passphrase(ConsoleRequest request) {
    return request.form().optionalText(PASSPHRASE).filter(text -> !text.isEmpty()).map(Secret::of);
  }

  private Reply tried(ConsoleRequest request) {
    Format format =
        Arrays.stream(Format.values())
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(request.field(FORMAT)))
            .findFirst()
            .orElse(Format.COUNTERSIGN);
    Order order =
        new Order(
            request.field(FILE),
            format,
            ticked(request, WITHOUT),
            Optional.of(request.field(CUSTOMER)).filter(name -> !name.isEmpty()),
            ticked(request, REPLACE),
            ticked(request, ALLOW_OPERATOR));
    long id;
    try {
      id = imports.tryOut(order, passphrase(request), request.origin());
    } catch (InvalidInput e) {
      return shown(request, 422, Problems.ofForm(FILE, String.valueOf(e.getMessage())));
    }
    return Reply.seeOther(PATH + "/" + id);
  }

  private Job job(ConsoleRequest request) {
    return imports.find(request.id("import")).orElseThrow(() -> new NotFound("the import"));
  }

  private Reply one(ConsoleRequest request) {
    Job job = job(request);
    ImportTables tables = new ImportTables(request.words());
    ImportModel model =
        new ImportModel(
            request.frame(), job, tables.tally(job), tables.findings(job), tables.notes(job));
    return request.page(200, "console/server/import.jte", model);
  }

  private Reply carriedOut(ConsoleRequest request) {
    long id = imports.carryOut(job(request).id(), passphrase(request), request.origin());
    return Reply.seeOther(PATH + "/" + id);
  }
}
