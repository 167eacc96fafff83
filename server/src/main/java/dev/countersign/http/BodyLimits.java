package dev.countersign.http;

/**
 * How large bodies may be.
 *
 * @param usual the largest one without a picture
 * @param picture the largest one with one
 * @param file the largest file that goes to the disk
 */
record BodyLimits(long usual, long picture, long file) {
  /** Names, passwords and tokens: what somebody sends who is not known yet. */
  static final long OF_STRANGERS = BodyBudget.SMALL;

  /** A picture as a telephone's camera page sends it. */
  private static final long PICTURE_OF_STRANGERS = 2 * 1024 * 1024;

  /** 320 by 240 pixels of JPEG take about 20 KB. */
  private static final long FRAME = 64 * 1024;

  /** The largest body of that kind, whoever sends it. */
  long of(BodyKind kind) {
    return switch (kind) {
      case PICTURE_FORM, PICTURE_JSON -> picture;
      case FRAME -> FRAME;
      // It is never read at once; only a small one is let pass when it is refused.
      case FILE_FORM, FILE -> OF_STRANGERS;
      case NONE, JSON, JSON_OR_FORM, FORM -> usual;
    };
  }

  /**
   * The largest one that is read there.
   *
   * @param known whether the caller's token was looked at already and is good
   */
  long of(Route route, boolean known) {
    long most = of(route.body());
    return switch (route.access()) {
      case Access.Open _,
          Access.ApiKey _,
          Access.Api _,
          Access.Granted _,
          Access.Page _,
          Access.SignedIn _,
          Access.Console _ ->
          Math.min(most, ofStrangers(route.body()));
      case Access.Capability _ -> {
        if (route.body() == BodyKind.PICTURE_FORM) {
          yield most;
        }
        yield Math.min(most, ofStrangers(route.body()));
      }
      case Access.SessionToken _ -> {
        if (known || route.body() == BodyKind.NONE) {
          yield most;
        }
        yield Math.min(most, OF_STRANGERS);
      }
      case Access.Networks _ -> most;
    };
  }

  private static long ofStrangers(BodyKind kind) {
    return switch (kind) {
      case NONE -> Long.MAX_VALUE;
      case PICTURE_JSON, PICTURE_FORM -> PICTURE_OF_STRANGERS;
      case FRAME -> FRAME;
      case JSON, JSON_OR_FORM, FORM, FILE_FORM, FILE -> OF_STRANGERS;
    };
  }
}
