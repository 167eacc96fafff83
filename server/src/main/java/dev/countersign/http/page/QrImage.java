package dev.countersign.http.page;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A text as a QR code (ISO/IEC 18004): an SVG in a {@code data:} URL, black on white whatever the
 * page's colours are, with the quiet zone that readers need.
 */
public final class QrImage {
  private static final int QUIET = 4;

  private QrImage() {}

  /** The URL of the image. */
  public static String of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    int size = code.size + 2 * QUIET;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET).append(',').append(y + QUIET).append("h1v1h-1z");
        }
      }
    }
    String svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\"".formatted(size, size)
            + " shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0,0h%sv%sH0z\"/>"
                .formatted(size, size)
            + "<path d=\"%s\"/></svg>".formatted(path);
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
  }
}
