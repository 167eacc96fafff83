package dev.countersign.http.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The descriptions of the API, which are written by hand in YAML. Reading one takes a while that no
 * start should: ask when it is needed, and keep what was made of it.
 */
public final class Descriptions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ALIASES = 1000;

  private Descriptions() {}

  /** Every call of the server (OpenAPI 3.1), without its address and release; read anew. */
  public static ObjectNode openApi() {
    return read("/openapi/openapi.yaml");
  }

  /** The patrons dialect (Swagger 2.0), without its address and release; read anew. */
  public static ObjectNode patrons() {
    return read("/openapi/patrons.yaml");
  }

  /** Not by Jackson's own reader, which does not follow YAML's anchors. */
  private static ObjectNode read(String resource) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(ALIASES);
    String yaml = new String(PackedFile.read(resource), StandardCharsets.UTF_8);
    Object document = new Yaml(new SafeConstructor(options)).load(yaml);
    return JSON.valueToTree(document);
  }
}
