package dev.countersign.http.web;

import dev.countersign.http.page.Field;
import dev.countersign.http.page.Problems;
import java.util.Optional;

/**
 * The page that asks for name and password.
 *
 * @param organisation the field for the customer, where one may choose
 * @param name the field for the name
 * @param password the field for the password
 * @param problems what went wrong with those sent before
 * @param next the page to go on to
 * @param flow the request of an application that waits, or empty
 * @param application who waits
 * @param signedOut whether somebody has just signed out
 * @param passkeyOptions what the script calls the browser with, or empty where nobody has passkeys
 * @param signUp whether somebody without an account can sign up
 */
public record SignInModel(
    Optional<Field> organisation,
    Field name,
    Field password,
    Problems problems,
    String next,
    String flow,
    Optional<String> application,
    boolean signedOut,
    String passkeyOptions,
    boolean signUp) {}
