package dev.countersign.http.web.portal;

import dev.countersign.face.FaceSample.Face;
import dev.countersign.face.Landmarks;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.web.portal.PortalDialect.Features;
import dev.countersign.portal.Guidance;
import dev.countersign.portal.Guide.Look;
import dev.countersign.portal.Visit;
import dev.countersign.portal.Visit.Closed;
import dev.countersign.portal.Visit.Open;
import dev.countersign.portal.Visit.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the camera's person is to do, by one frame of it. Only after they agreed; and nothing of a
 * frame is kept.
 */
final class FrameCall {
  /** What the person agreed to. */
  static final String AGREED = "X-Countersign-Agreed";

  private static final int OK = 200;
  private static final int GONE = 410;
  private static final int UNPROCESSABLE = 422;

  private final Features features;
  private final Function<Exchange, Visit> visits;

  FrameCall(Features features, Function<Exchange, Visit> visits) {
    this.features = features;
    this.visits = visits;
  }

  Reply answer(Exchange exchange) {
    return switch (visits.apply(exchange)) {
      case Open open -> answer(exchange, open);
      case Closed _, Unknown _ -> Reply.empty(GONE);
    };
  }

  private Reply answer(Exchange exchange, Open open) {
    if (!exchange.header(AGREED).filter(open.terms()::equals).isPresent()) {
      return message("Nobody has agreed to what the page says now");
    }
    return switch (features.guide().look(open, exchange.bytes(), exchange.origin())) {
      case Look.Seen(Guidance guidance) -> Reply.json(OK, fields(guidance));
      case Look.Later(var wait) ->
          Reply.json(OK, Map.of("hint", "busy", "wait", Math.max(1, wait.toMillis())));
      case Look.Unusable(String why) -> message(why);
    };
  }

  private static Reply message(String why) {
    return Reply.json(UNPROCESSABLE, Map.of("message", why));
  }

  private static Map<String, Object> fields(Guidance guidance) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("hint", FormModel.name(guidance.hint()));
    fields.put("width", guidance.width());
    fields.put("height", guidance.height());
    guidance.face().ifPresent(face -> fields.put("face", box(face)));
    guidance
        .landmarks()
        .ifPresent(points -> {
          fields.put("points", points(points));
          fields.put("yaw", Math.round(points.yaw()));
        });
    return fields;
  }

  private static List<Long> box(Face face) {
    return List.of(
        Math.round(face.x1()),
        Math.round(face.y1()),
        Math.round(face.width()),
        Math.round(face.height()));
  }

  /** The eyes, the nose and the corners of the mouth. */
  private static List<Long> points(Landmarks landmarks) {
    List<Long> points = new ArrayList<>();
    for (double coordinate : landmarks.fivePoints()) {
      points.add(Math.round(coordinate));
    }
    return points;
  }
}
