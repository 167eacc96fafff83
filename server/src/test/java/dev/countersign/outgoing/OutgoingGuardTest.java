package dev.countersign.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.config.HostPort;
import dev.countersign.config.OutgoingSettings;
import dev.countersign.outgoing.OutgoingRefused.Reason;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingGuardTest {
  private static final OutgoingSettings ANY = settings(List.of("*"), true);

  @Test
  void nothingMayBeCalledUntilAHostIsListed() {
    OutgoingSettings none = settings(List.of(), false);
    assertThat(refusal(guard(none, "93.184.215.14"), "https://hooks.example/"))
        .isEqualTo(Reason.HOST_NOT_ALLOWED);
  }

  @Test
  void listedHostsMayBeCalledAndNoOthers() throws Exception {
    OutgoingGuard guard = guard(settings(List.of("hooks.example"), false), "93.184.215.14");
    Target target = guard.check("https://HOOKS.example/a?b=c#d", List.of());
    assertThat(target.host()).isEqualTo("hooks.example");
    assertThat(target.port()).isEqualTo(443);
    assertThat(target.path()).isEqualTo("/a?b=c");
    assertThat(target.addresses()).containsExactly(InetAddress.ofLiteral("93.184.215.14"));
    assertThat(refusal(guard, "https://other.example/")).isEqualTo(Reason.HOST_NOT_ALLOWED);
    assertThat(refusal(guard, "https://sub.hooks.example/")).isEqualTo(Reason.HOST_NOT_ALLOWED);
  }

  @Test
  void aCustomersOwnListAddsToTheServers() throws Exception {
    OutgoingGuard guard = guard(settings(List.of(), false), "93.184.215.14");
    assertThat(guard.check("https://hooks.example", List.of("hooks.example")).path())
        .isEqualTo("/");
    assertThat(guard.check("https://hooks.example", List.of("*")).host())
        .isEqualTo("hooks.example");
    assertThat(refusal(guard, "https://hooks.example")).isEqualTo(Reason.HOST_NOT_ALLOWED);
    OutgoingGuard inside = guard(settings(List.of(), false), "10.0.0.5");
    for (List<String> hosts : List.of(List.of("*"), List.of("hooks.example"))) {
      assertThatExceptionOfType(OutgoingRefused.class)
          .isThrownBy(() -> inside.check("https://hooks.example", hosts))
          .matches(refused -> refused.reason() == Reason.ADDRESS_NOT_PUBLIC);
    }
  }

  @Test
  void plainHttpNeedsItsOwnPermission() throws Exception {
    OutgoingGuard strict = guard(settings(List.of("*"), false), "93.184.215.14");
    assertThat(refusal(strict, "http://hooks.example/")).isEqualTo(Reason.SCHEME);
    assertThat(guard(ANY, "93.184.215.14").check("HTTP://hooks.example/", List.of()).port())
        .isEqualTo(80);
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://hooks.example/, SCHEME",
    "file:///etc/passwd, SCHEME",
    "gopher://hooks.example/, SCHEME",
    "//hooks.example/, SCHEME",
    "hooks.example, SCHEME",
    "https:hooks.example, NOT_A_URL",
    "https:///path, NOT_A_URL",
    "https://hooks example/, NOT_A_URL",
    "https://hooks.example./, NOT_A_URL",
    "https://hooks%2eexample/, NOT_A_URL",
    "https://höks.example/, NOT_A_URL",
    "https://hooks.example\\@10.0.0.1/, NOT_A_URL",
    "https://-a.example/, NOT_A_URL",
    "https://hooks.example:/, NOT_A_URL",
    "https://user@hooks.example/, USERINFO",
    "https://user:secret@hooks.example/, USERINFO",
    "https://@hooks.example/, USERINFO",
    "https://hooks.example:8443/, PORT",
    "https://hooks.example:80/, PORT",
    "http://hooks.example:443/, PORT",
    "https://hooks.example:0/, PORT",
    "https://hooks.example:65536/, PORT",
    "http://hooks.example:22/, PORT",
    "http://2130706433/, ADDRESS_NOTATION",
    "http://0x7f000001/, ADDRESS_NOTATION",
    "http://0x7f.0.0.1/, ADDRESS_NOTATION",
    "http://127.0.0.0x1/, ADDRESS_NOTATION",
    "http://0177.0.0.1/, ADDRESS_NOTATION",
    "http://127.1/, ADDRESS_NOTATION",
    "http://127.0.1/, ADDRESS_NOTATION",
    "http://127.0.0.1.5/, ADDRESS_NOTATION",
    "http://127.0.0.256/, ADDRESS_NOTATION",
    "http://[::ffff:93.184.215.14]/, ADDRESS_NOTATION",
    "http://[::ffff:5db8:d70e]/, ADDRESS_NOTATION",
    "http://[fe80::1%25eth0]/, ADDRESS_NOTATION",
    "http://[fe80::1%eth0]/, ADDRESS_NOTATION",
  })
  void whatIsNotAPlainUrlOfAHostIsRefused(String url, Reason reason) {
    assertThat(refusal(guard(ANY, "93.184.215.14"), url)).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::5db8:d70e",
        "64:ff9b::a00:1",
        "64:ff9b::5db8:d70e",
        "64:ff9b:1::1",
        "100::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001::1",
        "2001:2::1",
        "2001:10::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "2002:5db8:d70e::1",
        "3fff::1",
        "4000::1",
        "5f00::1"
      })
  void addressesThatAreNotPublicAreRefusedHoweverTheyAreNamed(String address) {
    assertThat(refusal(guard(ANY, address), "https://hooks.example/"))
        .isEqualTo(Reason.ADDRESS_NOT_PUBLIC);
    String literal = address.contains(":") ? "[" + address + "]" : address;
    assertThat(refusal(guard(ANY, "93.184.215.14"), "https://" + literal + "/"))
        .isEqualTo(Reason.ADDRESS_NOT_PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1", "93.184.215.14", "100.63.255.255", "100.128.0.1", "172.15.255.255",
        "172.32.0.1", "192.0.1.1", "198.17.255.255", "198.20.0.1", "223.255.255.254",
        "2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888"
      })
  void publicAddressesMayBeCalled(String address) throws Exception {
    Target byName = guard(ANY, address).check("https://hooks.example/", List.of());
    assertThat(byName.addresses()).containsExactly(InetAddress.ofLiteral(address));
    String literal = address.contains(":") ? "[" + address + "]" : address;
    Target byAddress = guard(ANY, "10.0.0.1").check("https://" + literal + "/", List.of());
    assertThat(byAddress.addresses()).containsExactly(InetAddress.ofLiteral(address));
  }

  @Test
  void onePrivateAddressAmongPublicOnesIsEnoughToRefuse() {
    assertThat(refusal(guard(ANY, "93.184.215.14", "10.0.0.1"), "https://hooks.example/"))
        .isEqualTo(Reason.ADDRESS_NOT_PUBLIC);
    assertThat(refusal(guard(ANY, "::1", "2606:4700::1111"), "https://hooks.example/"))
        .isEqualTo(Reason.ADDRESS_NOT_PUBLIC);
  }

  @Test
  void anAddressMappedIntoIpv6CountsAsWhatItStandsFor() throws Exception {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    mapped[12] = 127;
    mapped[15] = 1;
    InetAddress loopback = Inet6Address.getByAddress(null, mapped, -1);
    assertThat(loopback).isInstanceOf(Inet6Address.class);
    OutgoingGuard guard = new OutgoingGuard(ANY, name -> List.of(loopback));
    assertThat(refusal(guard, "https://hooks.example/")).isEqualTo(Reason.ADDRESS_NOT_PUBLIC);
  }

  @Test
  void aPrivateServiceMayBeCalledAtTheListedPortAlone() throws Exception {
    OutgoingSettings settings =
        new OutgoingSettings(
            List.of(), false, List.of(new HostPort("box", 8443), new HostPort("fd00::5", 443)));
    OutgoingGuard guard = guard(settings, "10.0.0.5");
    assertThat(guard.check("https://box:8443/", List.of()).addresses())
        .containsExactly(InetAddress.ofLiteral("10.0.0.5"));
    assertThat(guard.check("https://[fd00:0:0::5]/", List.of()).port()).isEqualTo(443);
    assertThat(refusal(guard, "https://box:8444/")).isEqualTo(Reason.PORT);
    assertThat(refusal(guard, "https://box/")).isEqualTo(Reason.HOST_NOT_ALLOWED);
    assertThat(refusal(guard, "http://box:8443/")).isEqualTo(Reason.SCHEME);
  }

  @Test
  void aNameWithoutAddressIsRefused() {
    Resolver nothing =
        name -> {
          throw new UnknownHostException(name);
        };
    assertThat(refusal(new OutgoingGuard(ANY, nothing), "https://hooks.example/"))
        .isEqualTo(Reason.NOT_RESOLVED);
  }

  @Test
  void whoeverGaveTheUrlLearnsNothing() {
    var refused =
        catchThrowableOfType(
            OutgoingRefused.class,
            () -> guard(ANY, "10.0.0.1").check("https://hooks.example/", List.of()));
    assertThat(refused).hasMessage("The address could not be called");
  }

  private static OutgoingSettings settings(List<String> hosts, boolean http) {
    return new OutgoingSettings(hosts, http, List.of());
  }

  private static OutgoingGuard guard(OutgoingSettings settings, String... addresses) {
    List<InetAddress> answer = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    return new OutgoingGuard(settings, name -> answer);
  }

  private static Reason refusal(OutgoingGuard guard, String url) {
    return catchThrowableOfType(OutgoingRefused.class, () -> guard.check(url, List.of())).reason();
  }
}
