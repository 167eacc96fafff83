package dev.countersign.group;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Scope;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps those who may do a part of what an administrator or an operator may from becoming one: by
 * deciding who has the role, or by taking over the account of somebody who is one. Whoever changed
 * such a person's address, or added a factor, could sign in as them.
 *
 * <p>It is asked before the act begins, outside of its transaction. Where somebody becomes an
 * administrator between the two, all is as if the act had been over just before: it was allowed
 * then, nobody can tell the difference, and whoever makes people administrators takes their
 * accounts, and groups, as they find them.
 */
public final class AdministratorProtection {
  private final Administrators administrators;
  private final ServerOperators operators;

  public AdministratorProtection(Administrators administrators, ServerOperators operators) {
    this.administrators = administrators;
    this.operators = operators;
  }

  /** Who alone may do something. */
  public enum Reserved {
    /** Those who may do everything within the customer. */
    FOR_ADMINISTRATORS,
    /** Those who operate the server. */
    FOR_OPERATORS
  }

  /**
   * What whoever acts may do.
   *
   * @param operator everything with every customer
   * @param everything everything within the customer
   */
  public record Rights(boolean operator, boolean everything) {
    /** Those of an administrator, or of an operator. */
    public static Rights ofAdministrator(boolean operator) {
      return new Rights(operator, true);
    }

    /** Those of a program. */
    public static Rights ofProgram(boolean operator, Set<Scope> scopes) {
      return new Rights(operator, operator || scopes.containsAll(Scope.all()));
    }
  }

  /** Before that person's account is touched; empty when nothing is in the way. */
  public Optional<Reserved> account(Rights rights, CustomerId customer, UserId user) {
    if (!rights.operator() && operators.include(customer, user)) {
      return Optional.of(Reserved.FOR_OPERATORS);
    }
    if (!rights.everything() && administrators.include(customer, user)) {
      return Optional.of(Reserved.FOR_ADMINISTRATORS);
    }
    return Optional.empty();
  }

  /** Before somebody is put into that group or taken out, or it is removed. */
  public Optional<Reserved> group(Rights rights, CustomerId customer, long group) {
    if (!rights.everything() && administrators.includeGroup(customer, group)) {
      return Optional.of(Reserved.FOR_ADMINISTRATORS);
    }
    return Optional.empty();
  }

  /** Before that role is changed, given or taken. */
  public static Optional<Reserved> role(Rights rights, UserRole role) {
    return ofRole(rights, Administrators.have(role));
  }

  /** Before a role gets that name. */
  public static Optional<Reserved> roleName(Rights rights, String name) {
    return ofRole(rights, Administrators.haveNamed(name));
  }

  private static Optional<Reserved> ofRole(Rights rights, boolean administrators) {
    if (!rights.everything() && administrators) {
      return Optional.of(Reserved.FOR_ADMINISTRATORS);
    }
    return Optional.empty();
  }
}
