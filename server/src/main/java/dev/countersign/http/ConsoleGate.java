package dev.countersign.http;

/** What stands before every page of the console: it knows who may open which. */
public interface ConsoleGate {
  /** Lets in whoever may open that page; others learn what to do, or that there is no such page. */
  Reply enter(Exchange exchange, Access.Console access);
}
