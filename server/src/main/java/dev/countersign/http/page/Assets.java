package dev.countersign.http.page;

import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Conditional;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that pages refer to. The path of each names its content, so a browser keeps it for good
 * and still never shows an old one.
 */
public final class Assets {
  private static final String FOLDER = "/pages/assets/";
  private static final String PATH = "/assets/";
  private static final String CACHED = "public, max-age=31536000, immutable";
  private static final int HASH_CHARACTERS = 16;
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** Every file; another one is a line here. */
  private static final List<String> NAMES =
      List.of(
          "console-copy.js",
          "docs.css",
          "docs.js",
          "form-post.js",
          "live.js",
          "names.js",
          "pages.css",
          "passkeys.js",
          "portal-camera.js",
          "portal-photograph.js",
          "portal.css",
          "portal.js",
          "seal.svg",
          "try-answer.js",
          "try-caller.js",
          "try-curl.js",
          "try-fields.js",
          "try.js",
          "upload.js");

  private final Map<String, Asset> assets = new LinkedHashMap<>();

  /** Reads them all. */
  public Assets() {
    NAMES.forEach(name -> assets.put(name, read(name)));
  }

  private record Asset(String path, String type, byte[] content) {}

  /** Where that file is. */
  String path(String name) {
    Asset asset = assets.get(name);
    if (asset == null) {
      throw new IllegalArgumentException("there is no asset " + name);
    }
    return asset.path();
  }

  /** What serves them. */
  public Endpoint endpoint(Dialect dialect) {
    return () -> assets.values().stream().map(asset -> route(dialect, asset)).toList();
  }

  private static Route route(Dialect dialect, Asset asset) {
    Reply reply = new Reply(200, asset.type(), asset.content(), Map.of());
    return new Route(
        Method.GET,
        asset.path(),
        dialect,
        BodyKind.NONE,
        Access.open(exchange -> Conditional.answer(exchange, reply, CACHED)));
  }

  private static Asset read(String name) {
    byte[] content = content(name);
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("of what type is " + name + "?");
    }
    return new Asset(PATH + hash(content) + "/" + name, type, content);
  }

  private static byte[] content(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the server was built without " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] content) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
  }
}
