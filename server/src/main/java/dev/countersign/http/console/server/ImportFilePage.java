package dev.countersign.http.console.server;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.page.Messages;
import dev.countersign.store.NotFound;
import dev.countersign.transfer.BackgroundImports;
import dev.countersign.transfer.BackgroundImports.Waiting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code /console/server/imports/files/delete}: a file that lies ready to be imported is deleted.
 */
public final class ImportFilePage implements Endpoint {
  private static final String PATH = "/imports/files/delete";
  private static final String FILE = "file";

  private final ConsoleRoutes routes;
  private final BackgroundImports imports;

  public ImportFilePage(ConsoleRoutes routes, BackgroundImports imports) {
    this.routes = routes;
    this.imports = imports;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.server(PATH, request -> asked(request, 200)), routes.serverAct(PATH, this::deleted));
  }

  /** Where that file is deleted: names put there by hand may have anything in them. */
  static String path(String name) {
    return ConsoleRoutes.CONSOLE
        + "/server"
        + PATH
        + "?"
        + FILE
        + "="
        + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  private String found(ConsoleRequest request) {
    return imports.files().stream()
        .map(Waiting::name)
        .filter(request.query(FILE)::equals)
        .findFirst()
        .orElseThrow(() -> new NotFound("the file"));
  }

  private Reply asked(ConsoleRequest request, int status) {
    String name = found(request);
    Messages words = request.words();
    Confirmation delete =
        new Confirmation(
            path(name),
            name,
            words.text("console.imports.delete.title"),
            words.text("console.imports.delete.text"),
            status != 200);
    return request.page(
        status,
        "console/server/import-file.jte",
        new ImportFileModel(request.frame(), name, delete));
  }

  private Reply deleted(ConsoleRequest request) {
    String name = found(request);
    if (!request.confirmed(name)) {
      return asked(request, 422);
    }
    imports.discard(name, request.origin());
    return ConsoleRequest.done(ImportsPage.PATH, "deleted");
  }
}
