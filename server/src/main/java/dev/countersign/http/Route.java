package dev.countersign.http;

/**
 * One call of the server.
 *
 * @param method its method
 * @param path its path, with {@code {names}} for parameters
 * @param dialect who words its failures
 * @param body what body it takes
 * @param access who may make it, with what answers it
 */
public record Route(Method method, String path, Dialect dialect, BodyKind body, Access access) {}
