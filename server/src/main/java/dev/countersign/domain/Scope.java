package dev.countersign.domain;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/** A specific action an API key, and every token got with it, is allowed to perform. */
public enum Scope {
  USERS_READ("users:read"),
  USERS_WRITE("users:write"),
  FACE_ENROLL("face:enroll"),
  FACE_VERIFY("face:verify"),
  FACE_SEARCH("face:search"),
  LOGS_READ("logs:read"),
  SETTINGS_READ("settings:read"),
  SETTINGS_WRITE("settings:write"),
  KEYS_WRITE("keys:write"),
  TOKENS_INTROSPECT("tokens:introspect"),
  KEYS_READ("keys:read"),
  CUSTOMERS_READ("customers:read"),
  CLIENTS_READ("clients:read"),
  CLIENTS_WRITE("clients:write"),
  GROUPS_READ("groups:read"),
  GROUPS_WRITE("groups:write");

  /**
   * What an OAuth client of the server's operator is registered for, on the operator's machine
   * alone: it reaches every customer. No API key can have it, so it is not one of these.
   */
  public static final String OPERATOR = "server:admin";

  // Every authenticated request reads and writes these forms; there are few different ones.
  private static final ConcurrentMap<Set<Scope>, String> JOINED = new ConcurrentHashMap<>();
  private static final ConcurrentMap<String, Set<Scope>> SPLIT = new ConcurrentHashMap<>();

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** The scope as it is written in requests, answers and the store. */
  public String text() {
    return text;
  }

  /** The scope written so, if there is one. */
  public static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }

  /** Every scope: what a customer's chosen password carries. */
  public static Set<Scope> all() {
    return EnumSet.allOf(Scope.class);
  }

  /** The stored form: scope texts in order, separated by one space. */
  public static String join(Set<Scope> scopes) {
    return JOINED.computeIfAbsent(Set.copyOf(scopes), Scope::joined);
  }

  private static String joined(Set<Scope> scopes) {
    return scopes.stream().map(Scope::text).sorted().collect(Collectors.joining(" "));
  }

  /** Reads the stored form; a scope this release does not know grants nothing. */
  public static Set<Scope> split(String joined) {
    return SPLIT.computeIfAbsent(joined, Scope::parsed);
  }

  private static Set<Scope> parsed(String joined) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String text : joined.split(" ", -1)) {
      parse(text).ifPresent(scopes::add);
    }
    return Set.copyOf(scopes);
  }
}
