package dev.countersign.client;

/** What a client wants to register cannot be; the message says what is allowed. */
public final class InvalidClientMetadata extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  InvalidClientMetadata(String message) {
    this(Code.METADATA, message);
  }

  InvalidClientMetadata(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** Which of RFC 7591's errors it is. */
  public Code code() {
    return code;
  }

  /** The errors of RFC 7591, section 3.2.2. */
  public enum Code {
    /** "The value of one or more redirection URIs is invalid." */
    REDIRECT_URI("invalid_redirect_uri"),
    /** "The value of one of the client metadata fields is invalid". */
    METADATA("invalid_client_metadata");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    /** As {@code error} is written. */
    public String text() {
      return text;
    }
  }
}
