package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "forget-device",
    description = {
      "Forgets a device of a user, as \"user show\" lists them: its sessions end, and its key proves"
          + " nothing any more."
    },
    footer = {
      "",
      "Example:",
      "  countersign user forget-device alice cs_d09443dfb4299ed6f08c1a08fdbc713a --customer acme"
    })
final class UserForgetDevice extends UserAct {
  @Parameters(
      index = "1",
      paramLabel = "DEVICE",
      parameterConsumer = AnyWord.class,
      description = "The device's key.")
  private String device = "";

  UserForgetDevice(Shell shell) {
    super(shell);
  }

  @Override
  User act(Core core, User user) {
    if (!core.devices.forget(user.customerId(), user.id(), device, Origin.CLI)) {
      throw new CommandFailed(
          "User %s has no device %s. \"countersign user show\" lists them."
              .formatted(user.userName(), device));
    }
    return user;
  }

  @Override
  String done(User user) {
    return "Forgot device " + device + " of user " + user.userName() + ".";
  }
}
