package dev.countersign.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word that only other words can follow. */
abstract sealed class Group implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      String known = String.join(", ", spec.subcommands().keySet());
      throw new ParameterException(
          spec.commandLine(), "Say what to do: " + spec.qualifiedName() + " " + known);
    }
  }

  @Command(
      name = "customer",
      description = "Make, list and delete customers and their API keys.",
      footer = {
        "",
        "Examples:",
        "  countersign customer create acme",
        "  countersign customer settings acme factor.second=required",
        "  countersign customer key create acme --label ci --scope users:read"
      })
  static final class Customers extends Group {}

  @Command(
      name = "key",
      description = "The API keys of a customer: several may be live at once, each with scopes.",
      footer = {
        "",
        "Examples:",
        "  countersign customer key create acme --label ci --scope users:read",
        "  countersign customer key list acme"
      })
  static final class CustomerKeys extends Group {}

  @Command(
      name = "user",
      description = "Every administrative act on the users of a customer.",
      footer = {
        "",
        "Examples:",
        "  countersign user create alice --customer acme --email alice@example.org",
        "  countersign user show alice --customer acme",
        "  countersign user reset-password alice --customer acme"
      })
  static final class Users extends Group {}

  @Command(
      name = "factors",
      description = "See, and take away, what a user signs in with.",
      footer = {
        "",
        "Examples:",
        "  countersign user factors list alice --customer acme",
        "  countersign user factors reset alice --customer acme"
      })
  static final class UserFactors extends Group {}

  @Command(
      name = "group",
      description = "Groups of a customer's users, as clients are told.",
      footer = {
        "",
        "Examples:",
        "  countersign group create staff --customer acme",
        "  countersign group add staff alice --customer acme"
      })
  static final class UserGroups extends Group {}

  @Command(
      name = "role",
      description = "Roles of a customer's users, as clients are told.",
      footer = {
        "",
        "Examples:",
        "  countersign role create editor --customer acme",
        "  countersign role list --customer acme"
      })
  static final class UserRoles extends Group {}

  @Command(
      name = "operator",
      description = {
        "The people who operate the server in the console, and reach every customer there.",
        "",
        "Example: countersign operator add alice --customer operations"
      })
  static final class ServersOperators extends Group {}

  @Command(
      name = "client",
      description =
          "Register, list, show, change and delete the applications that people sign in to, and"
              + " those that call APIs in their own name.",
      footer = {
        "",
        "Examples:",
        "  countersign client create Shop --customer acme --grant authorization_code \\",
        "    --redirect-uri https://shop.example/cb",
        "  countersign client list --customer acme",
        "  countersign client show Shop"
      })
  static final class Clients extends Group {}

  @Command(
      name = "face",
      description = {
        "Enrol, compare, find and erase faces; measure how well they are told apart.",
        "",
        "Pictures are JPEG, PNG, WebP, TIFF or PDF files of at most 7 MB with one person in them."
      },
      footer = {
        "",
        "Examples:",
        "  countersign face enroll alice --customer acme --image alice.jpg",
        "  countersign face search --customer acme --image camera.jpg"
      })
  static final class Faces extends Group {}

  @Command(
      name = "key",
      description =
          "The keys this server signs tokens with, and the key faces are encrypted under.",
      footer = {"", "Examples:", "  countersign key list", "  countersign key rotate"})
  static final class SigningKeys extends Group {}
}
