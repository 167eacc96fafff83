package dev.countersign.http;

/** The methods the APIs use. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE,
  /** What browsers ask before a script's request to another origin. */
  OPTIONS
}
