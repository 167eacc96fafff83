package dev.countersign.http.console.settings;

import dev.countersign.customer.Authority;
import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.DestinationRefused;
import dev.countersign.customer.OperatorsOnly;
import dev.countersign.customer.Setting;
import dev.countersign.customer.Setting.Kind;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.customer.SettingsCatalogue;
import dev.countersign.domain.InvalidInput;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.FormModel;
import dev.countersign.http.console.Input;
import dev.countersign.http.console.Input.Control;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.lifecycle.Webhooks;
import dev.countersign.matching.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings as a form, made from what is declared about them. Beside each input lies what stood in
 * it when the form was shown, so that only what somebody changed here is written.
 */
final class SettingsForm {
  /** What the names of the fields begin with that hold what was shown. */
  static final String WAS = "was.";

  private static final String WORDS = "console.settings.";
  private static final String THRESHOLD = "threshold";
  private static final double HUNDREDTHS = 100;
  private static final Pattern STORED = Pattern.compile("^(\\S+) must ");

  private SettingsForm() {}

  /** The area a setting belongs to. */
  static String area(Setting setting) {
    String name = setting.name();
    if (name.startsWith("account.webhook-")) {
      return "callback";
    }
    if (name.startsWith("account.mail.")) {
      return "mail";
    }
    int dot = name.indexOf('.');
    return dot < 0 ? "recognition" : name.substring(0, dot);
  }

  /** The settings of some areas with those values. */
  static List<InputGroup> of(
      ConsoleRequest request, Predicate<String> areas, Map<String, String> values) {
    return groups(request, areas, input -> input.holding(values.getOrDefault(input.name(), "")));
  }

  /** The same as they were sent. */
  static List<InputGroup> sent(ConsoleRequest request, Predicate<String> areas) {
    return groups(request, areas, input -> input.sent(request));
  }

  private static List<InputGroup> groups(
      ConsoleRequest request, Predicate<String> areas, UnaryOperator<Input> filled) {
    Messages words = request.words();
    boolean operator = request.visit().operator();
    Map<String, List<Input>> groups = new LinkedHashMap<>();
    for (Setting setting : SettingsCatalogue.all()) {
      String area = area(setting);
      if (areas.test(area)) {
        Input input = filled.apply(input(words, setting));
        groups
            .computeIfAbsent(area, _ -> new ArrayList<>())
            .add(setting.operatorsOnly() && !operator ? input.unchangeable() : input);
      }
    }
    return groups.entrySet().stream()
        .map(group ->
            new InputGroup(
                textOr(words, WORDS + "area." + group.getKey(), group.getKey()), group.getValue()))
        .toList();
  }

  /** The input for one setting. */
  static Input input(Messages words, Setting setting) {
    String standard = SettingsCatalogue.standard(setting.name());
    String hint = setting.meaning();
    if (setting.kind() != Kind.TEXT) {
      String shown = standard;
      if (setting.kind() == Kind.CHOICE) {
        shown = standard.isEmpty() ? called(words, setting, standard) : standard;
      }
      hint =
          shown.isEmpty()
              ? words.text("console.settings.hint", hint, setting.name())
              : words.text("console.settings.hint.standard", hint, shown, setting.name());
    }
    if (setting.kind() == Kind.NAMES) {
      List<String> events = Webhooks.events().stream().sorted().toList();
      return Input.boxes(setting.name(), textOr(words, WORDS + setting.name(), ""), events)
          .hinting(hint.strip());
    }
    Input input =
        new Input(
            control(setting.kind()),
            setting.name(),
            textOr(words, WORDS + setting.name(), setting.name()),
            "",
            hint.strip(),
            setting.choices().stream()
                .map(choice -> Map.entry(choice, called(words, setting, choice)))
                .toList(),
            false);
    return setting.name().equals(THRESHOLD) ? input.showing(usualThreshold()) : input;
  }

  /** What holds where nobody set one, and no precision is asked for. */
  private static String usualThreshold() {
    return Long.toString(
        Math.round(HUNDREDTHS * Threshold.usual(CustomerSettings.DEFAULT).score()));
  }

  private static Control control(Kind kind) {
    return switch (kind) {
      case LINE, NAMES -> Control.LINE;
      case NUMBER -> Control.NUMBER;
      case CHOICE -> Control.CHOICE;
      case LINES -> Control.LINES;
      case TEXT -> Control.TEXT;
    };
  }

  private static String called(Messages words, Setting setting, String choice) {
    String plain = choice.isEmpty() ? "no" : choice;
    String common = textOr(words, WORDS + "choice." + plain, plain);
    return textOr(words, WORDS + setting.name() + "." + plain, common);
  }

  private static String textOr(Messages words, String key, String otherwise) {
    return words.has(key) ? words.text(key) : otherwise;
  }

  /** What somebody changed in the form. */
  static Map<String, String> changes(ConsoleRequest request, List<InputGroup> sent) {
    Map<String, String> changes = new LinkedHashMap<>();
    for (Input input : FormModel.all(sent)) {
      String was = request.form().optionalText(WAS + input.name()).orElse("");
      if (!input.value().equals(was.replace("\r\n", "\n"))) {
        changes.put(input.name(), input.value());
      }
    }
    return changes;
  }

  /** On whose authority the form is sent. */
  static Authority authority(ConsoleRequest request) {
    return Authority.of(request.visit().operator());
  }

  /**
   * What is wrong with each of the changes.
   *
   * @param sent the form, which says what each setting is called
   */
  static Problems problems(
      SettingsAdministration settings,
      ConsoleRequest request,
      List<InputGroup> sent,
      Map<String, String> changes) {
    Map<String, String> labels =
        FormModel.all(sent).stream().collect(Collectors.toMap(Input::name, Input::label));
    Problems problems = Problems.NONE;
    for (Map.Entry<String, String> one : changes.entrySet()) {
      try {
        settings.check(
            request.customerId(), Map.of(one.getKey(), one.getValue()), authority(request));
      } catch (InvalidInput | DestinationRefused | OperatorsOnly e) {
        String why = called(labels, one.getKey(), String.valueOf(e.getMessage()));
        problems = problems.and(one.getKey(), why);
      }
    }
    return problems;
  }

  /** What is wrong, with the setting called as the page calls it and not as it is stored. */
  private static String called(Map<String, String> labels, String name, String why) {
    Matcher stored = STORED.matcher(why);
    if (stored.find()) {
      return labels.getOrDefault(name, name) + why.substring(stored.end(1));
    }
    return ConsoleRequest.sentence(why);
  }
}
