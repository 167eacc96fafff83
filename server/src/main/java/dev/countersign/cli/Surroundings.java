package dev.countersign.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/**
 * The world around a command.
 *
 * @param environment the process's variables
 * @param in standard input
 * @param out standard output, for what was asked for
 * @param err standard error, for what went wrong
 * @param log where a server's log goes: standard output
 * @param clock what time it is
 * @param random where secrets come from
 * @param terminal whether a person is looking: colours are only for people
 */
public record Surroundings(
    Map<String, String> environment,
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    OutputStream log,
    InstantSource clock,
    SecureRandom random,
    boolean terminal) {}
