package dev.countersign.http;

/** The methods the APIs use. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
