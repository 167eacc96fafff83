package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.crypto.Secret;
import dev.countersign.http.dialect.iam.IamClient.Tokens;
import dev.countersign.signin.CustomerSignIn;
import dev.countersign.signin.SignInResult.SignedIn;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.token.TokenSubject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTokenTest extends IamServer {
  private static final List<String> CALLS =
      List.of(IamClient.STATUS, IamClient.VALIDATE, IamClient.DEVICES, "/v1/iam/auth/logout");

  @Test
  void itIsTakenFromEitherHeader() {
    Tokens tokens = client.signIn("alice");

    Answer byBearer = server.get(IamClient.VALIDATE, "Authorization", tokens.bearer());
    Answer byHeader = server.get(IamClient.VALIDATE, "x-access-token", tokens.access());
    Answer byBoth =
        server.get(
            IamClient.VALIDATE,
            "Authorization",
            "bearer " + tokens.access(),
            "X-Access-Token",
            tokens.access());
    assertThat(List.of(byBearer, byHeader, byBoth))
        .allMatch(answer -> answer.status() == 200 && answer.body().equals("{\"valid\":true}"));
  }

  // RFC 6750, section 2: "Clients MUST NOT use more than one method to transmit the token".
  @Test
  void twoDifferentTokensAreRefused() {
    Tokens one = client.signIn("alice");
    Tokens two = client.signIn("alice");

    Answer answer =
        server.get(
            IamClient.VALIDATE, "Authorization", one.bearer(), "x-access-token", two.access());
    assertThat(answer.body())
        .isEqualTo(
            """
            {"type":"tag:countersign.dev,2026:problem/invalid_request",\
            "title":"The request is malformed","status":400,\
            "detail":"The request carries two different credentials; send one",\
            "code":"invalid_request"}\
            """);
    for (String header : List.of("Authorization", "x-access-token")) {
      Answer twice = server.get(IamClient.VALIDATE, header, one.bearer(), header, two.bearer());
      assertThat(IamClient.code(twice)).as(header).isEqualTo("400 invalid_request");
    }
  }

  // RFC 6750, section 3.1: "the resource server SHOULD NOT include an error code".
  @Test
  void withoutATokenNothingIsSaidOfOne() {
    for (String call : CALLS) {
      Answer answer = server.get(call);
      assertThat(IamClient.code(answer)).as(call).isEqualTo("401 missing_token");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"countersign\"");
    }
    assertThat(IamClient.code(server.get(IamClient.VALIDATE + "?access_token=x")))
        .isEqualTo("401 missing_token");
  }

  @Test
  void nothingElseIsTakenForAnAccessToken() {
    Tokens tokens = client.signIn("alice");
    var request =
        new CustomerSignIn.Request(
            "acme",
            Secret.of(TestServer.PASSWORD),
            Duration.ofHours(1),
            new dev.countersign.domain.Origin("patrons", "", InetAddress.getLoopbackAddress()));
    var customers = (SignedIn<CustomerSignIn.Grant>) server.core().signIn.customers.signIn(request);
    String tampered = tokens.access().substring(0, tokens.access().length() - 4) + "AAAA";
    List<String> others =
        List.of(tokens.id(), tokens.refresh(), customers.grant().token().text(), tampered, "x", "");
    for (String call : CALLS) {
      for (String other : others) {
        Answer answer = server.get(call, "Authorization", "Bearer " + other);
        assertThat(IamClient.code(answer)).as(call).isEqualTo("401 invalid_token");
        assertThat(answer.header("WWW-Authenticate"))
            .isEqualTo(
                """
                Bearer realm="countersign", error="invalid_token", \
                error_description="The access token is unknown, expired, revoked or of another\
                 kind"\
                """);
      }
    }
    assertThat(IamClient.code(server.get(IamClient.VALIDATE, "Authorization", "Basic YTpi")))
        .isEqualTo("401 invalid_token");
    assertThat(client.status(tokens)).isEqualTo(200);
  }

  @Test
  void whoeverChecksIdTokensDoesNotTakeAnAccessTokenForOne() throws Exception {
    Tokens tokens = client.signIn("alice");
    // What OpenID Connect libraries demand of an ID token's type unless told otherwise.
    var idTokens = new DefaultJOSEObjectTypeVerifier<SecurityContext>(JOSEObjectType.JWT, null);

    idTokens.verify(SignedJWT.parse(tokens.id()).getHeader().getType(), null);
    JOSEObjectType access = SignedJWT.parse(tokens.access()).getHeader().getType();
    assertThatThrownBy(() -> idTokens.verify(access, null)).isInstanceOf(BadJOSEException.class);
    assertThat(client.verifiedClaims(tokens.id())).containsEntry("token_use", "id");
    assertThat(client.verifiedClaims(tokens.access())).containsEntry("token_use", "access");
  }

  @Test
  void aTokenOfTheTokenDialectIsAsGood() {
    client.signIn("alice");
    var session = server.core().store.read(tx -> tx.sessions().list(acme.id(), alice.id()));
    String plain =
        server
            .core()
            .signedTokens
            .plain(TokenSubject.of(session.getFirst()), Duration.ofHours(2))
            .text();

    Answer answer = server.get(IamClient.STATUS, "Authorization", "Bearer " + plain);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"accessToken":null,"expiresIn":7199,"tokenType":"Bearer","userName":"alice",\
            "emailVerified":false,"isMFAEnabled":false}\
            """);
  }
}
