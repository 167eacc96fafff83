package dev.countersign.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.168.1.128/25, 192.168.1.128, true",
    "192.168.1.128/25, 192.168.1.127, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "203.0.113.9/32, 203.0.113.9, true",
    "203.0.113.9/32, 203.0.113.8, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1/128, ::1, true",
    "::/0, 10.0.0.1, false"
  })
  void a_block_holds_the_addresses_that_share_its_prefix(
      String block, String address, boolean inside) {
    assertThat(Cidr.parse(block).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
  }

  @Test
  void an_ipv4_address_written_as_ipv6_counts_as_ipv4() throws UnknownHostException {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};
    InetAddress address = Inet6Address.getByAddress("", mapped, -1);

    assertThat(address.getAddress()).hasSize(16);
    assertThat(Cidr.parse("10.0.0.0/8").contains(address)).isTrue();
    assertThat(Cidr.parse("::/0").contains(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/8/8",
        "10.0.0.1/8",
        "10.0.0/8",
        "10.0.0.0./8",
        "010.0.0.0/8",
        "256.0.0.0/8",
        "::1/129",
        "::1/64",
        "fe80::%eth0/64",
        "::ffff:10.0.0.0/104",
        "example.com/32",
        ":::/0"
      })
  void anything_but_a_strict_block_is_refused(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_block_is_written_as_it_is_read() {
    assertThat(Cidr.parse("10.0.0.0/8")).hasToString("10.0.0.0/8");
    assertThat(Cidr.parse("2001:db8::/32")).isEqualTo(Cidr.parse("2001:DB8:0::/32"));
  }
}
