package dev.countersign.http.docs;

/**
 * What browses a document.
 *
 * @param document where it is
 * @param expanded how much is unfolded at first: {@code none}, or {@code list} for all calls
 */
public record BrowseModel(String document, String expanded) {
  /** Where the script that shows it is. */
  public String script() {
    return SwaggerUi.path("swagger-ui-bundle.js");
  }

  /** Where that script's style sheet is. */
  public String style() {
    return SwaggerUi.path("swagger-ui.css");
  }
}
