package dev.countersign.http.web.account;

import dev.countersign.domain.Profile;
import dev.countersign.domain.ProfileField;
import dev.countersign.http.FormBody;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.http.web.account.ProfileModel.Group;
import dev.countersign.user.ProfileRules;
import dev.countersign.user.ProfileRules.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in the profile's form.
 *
 * @param fullName the name as the person writes it
 * @param phone the telephone number
 * @param details what else they tell; the empty string where they tell nothing
 */
record ProfileForm(String fullName, String phone, Map<ProfileField, String> details) {
  static final String FULL_NAME = "full-name";
  static final String PHONE = "phone";
  private static final String TEXT = "profile.";
  private static final String FAULT = "profile.fault.";

  /** What browsers fill in for each (HTML, section 4.10.18.7); nothing where they know nothing. */
  private static final Map<ProfileField, String> AUTOCOMPLETE =
      Map.ofEntries(
          Map.entry(ProfileField.GIVEN_NAME, "given-name"),
          Map.entry(ProfileField.MIDDLE_NAME, "additional-name"),
          Map.entry(ProfileField.FAMILY_NAME, "family-name"),
          Map.entry(ProfileField.NICKNAME, "nickname"),
          Map.entry(ProfileField.GENDER, "sex"),
          Map.entry(ProfileField.LOCALE, "language"),
          Map.entry(ProfileField.WEBSITE, "url"),
          Map.entry(ProfileField.PICTURE, "photo"),
          Map.entry(ProfileField.STREET_ADDRESS, "street-address"),
          Map.entry(ProfileField.LOCALITY, "address-level2"),
          Map.entry(ProfileField.REGION, "address-level1"),
          Map.entry(ProfileField.POSTAL_CODE, "postal-code"),
          Map.entry(ProfileField.COUNTRY, "country-name"));

  static ProfileForm of(Profile profile) {
    return new ProfileForm(profile.fullName(), profile.phoneNumber(), profile.details().values());
  }

  /** What was sent; a field that did not come along is left as it is. */
  static ProfileForm of(FormBody form) {
    Map<ProfileField, String> details = new EnumMap<>(ProfileField.class);
    for (ProfileField field : ProfileField.values()) {
      form.optionalText(field.word())
          .ifPresent(value -> details.put(field, value.replace("\r\n", "\n").strip()));
    }
    return new ProfileForm(
        form.optionalText(FULL_NAME).orElse("").strip(),
        form.optionalText(PHONE).orElse("").strip(),
        details);
  }

  /** What has to be put right. */
  Problems problems(Messages words) {
    Problems problems = Problems.NONE;
    if (fullName.length() > 255 || fullName.chars().anyMatch(Character::isISOControl)) {
      problems = problems.and(FULL_NAME, words.text("profile.full-name.unusable"));
    }
    for (Map.Entry<ProfileField, String> one : details.entrySet()) {
      ProfileField field = one.getKey();
      String label = words.text(TEXT + field.word());
      Optional<Fault> fault = ProfileRules.fault(field, one.getValue());
      if (fault.isPresent()) {
        problems = problems.and(field.word(), words.text(FAULT + word(fault.get()), label));
      }
    }
    return problems;
  }

  private static String word(Fault fault) {
    return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The lines, by what they are about. */
  List<Group> groups(Messages words) {
    Field name = Field.text(FULL_NAME, words.text("profile.full-name"), "name", fullName);
    Field number = Field.text(PHONE, words.text("profile.phone"), "tel-national", phone);
    return List.of(
        group(
            words,
            "names",
            List.of(name.optional()),
            ProfileField.GIVEN_NAME,
            ProfileField.MIDDLE_NAME,
            ProfileField.FAMILY_NAME,
            ProfileField.NICKNAME),
        group(
            words,
            "person",
            List.of(number.typed("tel").optional()),
            ProfileField.BIRTHDATE,
            ProfileField.GENDER,
            ProfileField.LOCALE,
            ProfileField.ZONEINFO),
        group(
            words,
            "web",
            List.of(),
            ProfileField.WEBSITE,
            ProfileField.PROFILE,
            ProfileField.PICTURE),
        group(
            words,
            "address",
            List.of(),
            ProfileField.STREET_ADDRESS,
            ProfileField.POSTAL_CODE,
            ProfileField.LOCALITY,
            ProfileField.REGION,
            ProfileField.COUNTRY,
            ProfileField.FORMATTED));
  }

  private Group group(Messages words, String title, List<Field> first, ProfileField... others) {
    List<Field> fields = new ArrayList<>(first);
    for (ProfileField field : others) {
      fields.add(line(words, field));
    }
    return new Group(words.text("profile.group." + title), fields);
  }

  private Field line(Messages words, ProfileField field) {
    String label = TEXT + field.word();
    String fills = AUTOCOMPLETE.getOrDefault(field, "off");
    String value = details.getOrDefault(field, "");
    Field line = Field.text(field.word(), words.text(label), fills, value).optional();
    if (field.lines()) {
      line = line.typed("textarea");
    }
    if (words.has(label + ".hint")) {
      line = line.hinting(words.text(label + ".hint"));
    }
    return line;
  }
}
