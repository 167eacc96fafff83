package dev.countersign.cli.demo;

/**
 * Who signs in. Their passwords are of the demonstration alone, so they may be shown.
 *
 * @param customer the customer's name
 * @param customerPassword its password
 * @param user its user's name
 * @param userPassword the user's password
 */
public record People(String customer, String customerPassword, String user, String userPassword) {}
