package dev.countersign.http.docs;

import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Conditional;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The files of Swagger UI, as its npm package has them. The build takes one version and checks its
 * digests, so that a path with the version names the content and browsers may keep it for good.
 * Nothing is read before somebody asks: there are 1.9 MB of it.
 */
final class SwaggerUi implements Endpoint {
  /** What the build takes. */
  static final String VERSION = "5.35.0";

  private static final String PATH = "/assets/swagger-ui-" + VERSION + "/";
  private static final String CACHED = "public, max-age=31536000, immutable";
  private static final Map<String, String> TYPES =
      Map.of(
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8");

  /** RFC 9110, section 12.4.2: "a value of 0 means 'not acceptable'". */
  private static final Pattern GZIP =
      Pattern.compile("(?i)(?:^|[,\\s])gzip(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))");

  private final Dialect dialect;
  private final ConcurrentMap<String, byte[]> zipped = new ConcurrentHashMap<>();

  SwaggerUi(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Where that file is. */
  static String path(String name) {
    return PATH + name;
  }

  @Override
  public List<Route> routes() {
    return TYPES.keySet().stream().sorted().map(this::route).toList();
  }

  private Route route(String name) {
    return new Route(
        Method.GET,
        path(name),
        dialect,
        BodyKind.NONE,
        Access.open(exchange -> Conditional.answer(exchange, reply(exchange, name), CACHED)));
  }

  private Reply reply(Exchange exchange, String name) {
    String type = TYPES.getOrDefault(name, "");
    boolean unzips = exchange.header("Accept-Encoding").filter(SwaggerUi::takesGzip).isPresent();
    if (!unzips) {
      return new Reply(200, type, content(name), Map.of("Vary", "Accept-Encoding"));
    }
    return new Reply(
        200,
        type,
        zipped.computeIfAbsent(name, SwaggerUi::zip),
        Map.of("Vary", "Accept-Encoding", "Content-Encoding", "gzip"));
  }

  static boolean takesGzip(String acceptEncoding) {
    return GZIP.matcher(acceptEncoding).find();
  }

  private static byte[] content(String name) {
    return PackedFile.read("/swagger-ui/" + name);
  }

  private static byte[] zip(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
