package dev.countersign.http;

import dev.countersign.config.Cidr;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Scope;
import dev.countersign.signin.BrowserUser;
import dev.countersign.token.KeyCaller;
import dev.countersign.token.OAuthBearer;
import dev.countersign.token.TokenGate.Bearer;
import java.util.List;
import java.util.Optional;

/**
 * Who may make a call, together with what answers it. An endpoint is reached through its access and
 * in no other way, and it is handed the caller that was let in.
 */
public sealed interface Access {
  /** Anybody. */
  record Open(OpenHandler handler) implements Access {}

  /** Whoever knows a path that nobody can guess; {@code gate} is asked before a body is read. */
  record Capability(Gate gate, OpenHandler handler) implements Access {}

  /** Whoever has a session's token, sent as the dialect has it. */
  sealed interface SessionToken extends Access {}

  /** A customer's program with a token of that scope, or of any. */
  record CustomerToken(Optional<Scope> scope, CustomerHandler handler) implements SessionToken {}

  /** A person with an access token. */
  record UserToken(UserHandler handler) implements SessionToken {}

  /** A live token of either kind: a customer's or a person's. */
  record AnyToken(AnyTokenHandler handler) implements SessionToken {}

  /** What a program that manages a customer must be allowed to do. */
  sealed interface Need {
    /** Whoever has a token is let in. */
    record Nothing() implements Need {}

    /** The token has that scope. */
    record Of(Scope scope) implements Need {}

    /** Only operators' programs are let in. */
    record Operator() implements Need {}
  }

  /**
   * A program that manages a customer.
   *
   * @param gate looks at its token
   * @param need what it must be allowed to do
   */
  record Api(ApiGate gate, Need need, ApiHandler handler) implements Access {}

  /** A customer's program that sends its name and key with each call (HTTP Basic). */
  record ApiKey(Scope scope, KeyHandler handler) implements Access {}

  /** Anybody from those networks. */
  record Networks(List<Cidr> networks, OpenHandler handler) implements Access {
    /** Keeps an unmodifiable copy of the networks. */
    public Networks {
      networks = List.copyOf(networks);
    }
  }

  /** Anybody with a browser; what a form of such a page changes needs the token in the form. */
  record Page(PageGate gate, PageHandler handler) implements Access {}

  /** A person who is signed in in their browser; others are asked to sign in first. */
  record SignedIn(PageGate gate, SignedInHandler handler) implements Access {}

  /** A person who administers a customer, or operates the server, in their browser. */
  record Console(ConsoleGate gate, Reach reach, ConsoleHandler handler) implements Access {}

  /** What a page of the console is about, and so who may open it. */
  enum Reach {
    /** Whoever has a place in the console. */
    ANYBODY,
    /** The customer in the path: its administrators, and operators. */
    CUSTOMER,
    /** The server: operators alone. */
    SERVER
  }

  /** An OAuth client with an access token that has the scope, if one is named. */
  record Granted(AccessTokenGate gate, Optional<String> scope, GrantedHandler handler)
      implements Access {}

  /** An OAuth client with an access token of that scope. */
  static Access granted(AccessTokenGate gate, String scope, GrantedHandler handler) {
    return new Granted(gate, Optional.of(scope), handler);
  }

  /** Anybody may call. */
  static Access open(OpenHandler handler) {
    return new Open(handler);
  }

  /** Whoever knows the path may call, unless the gate answers. */
  static Access capability(Gate gate, OpenHandler handler) {
    return new Capability(gate, handler);
  }

  /** Any customer token. */
  static Access customer(CustomerHandler handler) {
    return new CustomerToken(Optional.empty(), handler);
  }

  /** A customer token that carries the scope. */
  static Access customer(Scope scope, CustomerHandler handler) {
    return new CustomerToken(Optional.of(scope), handler);
  }

  /** A person's access token. */
  static Access user(UserHandler handler) {
    return new UserToken(handler);
  }

  /** Any live token. */
  static Access anyToken(AnyTokenHandler handler) {
    return new AnyToken(handler);
  }

  /** A program that manages a customer and may do that. */
  static Access api(ApiGate gate, Scope scope, ApiHandler handler) {
    return new Api(gate, new Need.Of(scope), handler);
  }

  /** A program that manages a customer, whatever it may do there. */
  static Access api(ApiGate gate, ApiHandler handler) {
    return new Api(gate, new Need.Nothing(), handler);
  }

  /** A program of the operator's own. */
  static Access operator(ApiGate gate, ApiHandler handler) {
    return new Api(gate, new Need.Operator(), handler);
  }

  /** A page for anybody. */
  static Access page(PageGate gate, PageHandler handler) {
    return new Page(gate, handler);
  }

  /** A page for whoever is signed in. */
  static Access signedIn(PageGate gate, SignedInHandler handler) {
    return new SignedIn(gate, handler);
  }

  /** Answers anybody. */
  interface OpenHandler {
    Reply handle(Exchange exchange);
  }

  /** Answers those that do not get in. */
  interface Gate {
    Optional<Reply> refusal(Exchange exchange);
  }

  /** Answers a customer's program. */
  interface CustomerHandler {
    Reply handle(Exchange exchange, LiveSession caller);
  }

  /** Answers a person. */
  interface UserHandler {
    Reply handle(Exchange exchange, Bearer caller);
  }

  /** Answers whoever holds a live token. */
  interface AnyTokenHandler {
    Reply handle(Exchange exchange, LiveSession caller);
  }

  /** Answers a program that manages a customer. */
  interface ApiHandler {
    Reply handle(Exchange exchange, ApiCaller caller);
  }

  /** Answers the holder of an API key. */
  interface KeyHandler {
    Reply handle(Exchange exchange, KeyCaller caller);
  }

  /** Answers anybody's browser. */
  interface PageHandler {
    Reply handle(Exchange exchange, Visitor visitor);
  }

  /** Answers the browser of a person who is signed in. */
  interface SignedInHandler {
    Reply handle(Exchange exchange, Visitor visitor, BrowserUser user);
  }

  /** Answers the browser of somebody who was let into the console. */
  interface ConsoleHandler {
    Reply handle(ConsoleVisit visit);
  }

  /** Answers an OAuth client. */
  interface GrantedHandler {
    Reply handle(Exchange exchange, OAuthBearer bearer);
  }
}
