package dev.countersign.cli;

import dev.countersign.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Every command, put together by hand. */
public final class CommandTree {
  private static final String NAME = "--([a-z0-9-]+(?:\\.[a-z0-9-]+)?)";
  private static final Pattern SETTING = Pattern.compile(NAME + "=(.*)");
  private static final Pattern SETTING_ALONE = Pattern.compile(NAME);
  private static final Set<String> OPTIONS = Set.of("data", "db", "config");

  private CommandTree() {}

  /** The command line; {@code execute} answers the exit code. */
  public static CommandLine of(Surroundings surroundings, Hosting hosting, CallbackWords words) {
    Countersign options = new Countersign();
    Shell shell = new Shell(surroundings, options);
    CommandLine demo = new CommandLine(new DemoCommand(shell, hosting));
    CommandLine help = new CommandLine(new HelpCommand());
    CommandLine root =
        new CommandLine(options)
            .addSubcommand(new ServeCommand(shell, hosting))
            .addSubcommand(demo)
            .addSubcommand(customers(shell))
            .addSubcommand(users(shell))
            .addSubcommand(groups(shell))
            .addSubcommand(roles(shell))
            .addSubcommand(operators(shell))
            .addSubcommand(clients(shell))
            .addSubcommand(faces(shell, words))
            .addSubcommand(keys(shell))
            .addSubcommand(new MigrateCommand(shell))
            .addSubcommand(new BackupCommand(shell))
            .addSubcommand(new ExportCommand(shell))
            .addSubcommand(new ImportCommand(shell))
            .addSubcommand(new DoctorCommand(shell))
            .addSubcommand(help);
    describe(root, ExitCodes.described());
    ownStore(demo.getCommandSpec());
    ownStore(help.getCommandSpec());
    Problems problems = new Problems(options);
    return root.setOut(surroundings.out())
        .setErr(surroundings.err())
        .setExecutionExceptionHandler(problems)
        .setParameterExceptionHandler(problems)
        .setExitCodeExceptionMapper(e -> ExitCodes.FAILED)
        .setUsageHelpWidth(100)
        .setUsageHelpAutoWidth(false)
        .setPosixClusteredShortOptionsAllowed(false)
        .setAbbreviatedOptionsAllowed(false);
  }

  /** A command one of whose words is not chosen by people, and may begin with a dash. */
  private static CommandLine wordsWithDashes(Object command) {
    return new CommandLine(command).setUnmatchedOptionsArePositionalParams(true);
  }

  /** The commands about faces have two more than the others. */
  private static void describe(CommandLine command, Map<String, String> exitCodes) {
    command
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes);
    for (CommandLine one : command.getSubcommands().values()) {
      boolean faces = one.getCommandSpec().userObject() instanceof Group.Faces;
      describe(one, faces ? ExitCodes.describedForFaces() : exitCodes);
    }
  }

  /** What a command does not look at is not offered: it has a store of its own. */
  private static void ownStore(CommandSpec command) {
    for (String name : List.of("--data", "--db")) {
      command.remove(command.findOption(name));
    }
  }

  private static CommandLine customers(Shell shell) {
    CommandLine keys =
        new CommandLine(new Group.CustomerKeys())
            .addSubcommand(new CustomerKeyCreate(shell))
            .addSubcommand(new CustomerKeyList(shell))
            .addSubcommand(new CustomerKeyRotate(shell))
            .addSubcommand(new CustomerKeyDelete(shell));
    return new CommandLine(new Group.Customers())
        .addSubcommand(new CustomerCreate(shell))
        .addSubcommand(new CustomerList(shell))
        .addSubcommand(new CustomerDelete(shell))
        .addSubcommand(new CustomerSettingsCommand(shell))
        .addSubcommand(new CustomerRenewFaceSecret(shell))
        .addSubcommand(keys);
  }

  private static CommandLine users(Shell shell) {
    CommandLine factors =
        new CommandLine(new Group.UserFactors())
            .addSubcommand(new UserFactorsList(shell))
            .addSubcommand(new UserFactorsReset(shell));
    return new CommandLine(new Group.Users())
        .addSubcommand(new UserCreate(shell))
        .addSubcommand(new UserList(shell))
        .addSubcommand(UserSwitch.disable(shell))
        .addSubcommand(UserSwitch.enable(shell))
        .addSubcommand(new UserSetPassword(shell))
        .addSubcommand(new UserShow(shell))
        .addSubcommand(new UserInvite(shell))
        .addSubcommand(new UserUpdate(shell))
        .addSubcommand(new UserRename(shell))
        .addSubcommand(new UserChangeEmail(shell))
        .addSubcommand(new UserVerifyEmail(shell))
        .addSubcommand(new UserResetPassword(shell))
        .addSubcommand(new UserSignOut(shell))
        .addSubcommand(new UserEndSession(shell))
        .addSubcommand(wordsWithDashes(new UserForgetDevice(shell)))
        .addSubcommand(new UserBlacklist(shell))
        .addSubcommand(new UserWhitelist(shell))
        .addSubcommand(new UserLeave(shell))
        .addSubcommand(new UserRestore(shell))
        .addSubcommand(new UserDelete(shell))
        .addSubcommand(factors);
  }

  private static CommandLine groups(Shell shell) {
    return new CommandLine(new Group.UserGroups())
        .addSubcommand(new GroupCreate(shell))
        .addSubcommand(new GroupList(shell))
        .addSubcommand(new GroupRename(shell))
        .addSubcommand(new GroupMember.Add(shell))
        .addSubcommand(new GroupMember.Remove(shell))
        .addSubcommand(new GroupDelete(shell));
  }

  private static CommandLine roles(Shell shell) {
    return new CommandLine(new Group.UserRoles())
        .addSubcommand(new RoleCreate(shell))
        .addSubcommand(new RoleList(shell))
        .addSubcommand(new RoleRename(shell))
        .addSubcommand(new RoleHolder.Grant(shell))
        .addSubcommand(new RoleHolder.Revoke(shell))
        .addSubcommand(new RoleDelete(shell));
  }

  private static CommandLine operators(Shell shell) {
    return new CommandLine(new Group.ServersOperators())
        .addSubcommand(new OperatorAct.Add(shell))
        .addSubcommand(new OperatorList(shell))
        .addSubcommand(new OperatorAct.Remove(shell));
  }

  private static CommandLine clients(Shell shell) {
    return new CommandLine(new Group.Clients())
        .addSubcommand(new ClientCreate(shell))
        .addSubcommand(new ClientList(shell))
        .addSubcommand(new ClientShow(shell))
        .addSubcommand(new ClientUpdate(shell))
        .addSubcommand(new ClientRotateSecret(shell))
        .addSubcommand(new ClientDisable(shell))
        .addSubcommand(new ClientEnable(shell))
        .addSubcommand(new ClientDelete(shell));
  }

  private static CommandLine faces(Shell shell, CallbackWords words) {
    return new CommandLine(new Group.Faces())
        .addSubcommand(new FaceEnroll(shell, words))
        .addSubcommand(new FaceAuthenticate(shell, words))
        .addSubcommand(new FaceSearch(shell))
        .addSubcommand(new FaceErase(shell))
        .addSubcommand(new FaceEvaluate(shell))
        .addSubcommand(new FaceEvaluatePad(shell));
  }

  private static CommandLine keys(Shell shell) {
    return new CommandLine(new Group.SigningKeys())
        .addSubcommand(new KeyList(shell))
        .addSubcommand(new KeyRotate(shell))
        .addSubcommand(wordsWithDashes(new KeyRevoke(shell)))
        .addSubcommand(new KeyEpoch(shell));
  }

  /**
   * The words with {@code --server.port=9000}, or {@code --server.port 9000}, written as {@code
   * --set server.port=9000}: a setting can be given by its name wherever an option can.
   */
  public static String[] words(String... given) {
    Set<String> known = Configuration.descriptions().keySet();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      Matcher setting = SETTING.matcher(given[i]);
      Matcher alone = SETTING_ALONE.matcher(given[i]);
      if (setting.matches() && isSetting(setting.group(1), known)) {
        words.add("--set");
        words.add(setting.group(1) + "=" + setting.group(2));
      } else if (alone.matches() && isSetting(alone.group(1), known) && hasValue(given, i)) {
        i++;
        words.add("--set");
        words.add(alone.group(1) + "=" + given[i]);
      } else {
        words.add(given[i]);
      }
    }
    return words.toArray(String[]::new);
  }

  private static boolean hasValue(String[] given, int at) {
    return at + 1 < given.length && !given[at + 1].startsWith("-");
  }

  /** Whether that word is the name of a setting without a value. */
  static boolean lacksValue(String word) {
    Matcher alone = SETTING_ALONE.matcher(word);
    return alone.matches() && isSetting(alone.group(1), Configuration.descriptions().keySet());
  }

  private static boolean isSetting(String name, Set<String> known) {
    return !OPTIONS.contains(name) && (name.contains(".") || known.contains(name));
  }
}
