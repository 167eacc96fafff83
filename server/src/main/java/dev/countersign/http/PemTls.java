package dev.countersign.http;

import dev.countersign.config.ServerSettings.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS from a certificate chain and a private key in PEM files. */
final class PemTls {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final List<String> KEY_KINDS = List.of("RSA", "EC", "Ed25519");
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");
  private static final byte[] SAMPLE = {1, 2, 3};
  private static final String NO_PASSWORD = "";

  /**
   * Those of TLS 1.3, and for TLS 1.2 those that RFC 9325 (BCP 195), section 4.2, recommends and no
   * others, as the security profile of FAPI 2.0 has it (section 5.2.1).
   */
  private static final String[] CIPHERS = {
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
  };

  private static final Logger log = LoggerFactory.getLogger(PemTls.class);

  private PemTls() {}

  static ServerConnector connector(Server server, HttpConfiguration http, Tls tls) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(keyStore(tls));
    context.setKeyStorePassword(NO_PASSWORD);
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    context.setIncludeCipherSuites(CIPHERS);
    context.setRenegotiationAllowed(false);
    HttpConfiguration secure = new HttpConfiguration(http);
    // Names are checked by the clients; the server answers under any, as proxies may rename it.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(
        server, new SslConnectionFactory(context, "http/1.1"), new HttpConnectionFactory(secure));
  }

  private static KeyStore keyStore(Tls tls) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      byte[] chain = Files.readAllBytes(tls.certificate());
      Certificate[] certificates =
          factory.generateCertificates(new ByteArrayInputStream(chain)).toArray(new Certificate[0]);
      if (certificates.length == 0) {
        throw new UnusableTls(tls.certificate() + " holds no certificate in PEM form", null);
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      PrivateKey key = key(tls.key());
      requirePair(tls, key, certificates[0].getPublicKey());
      store.setKeyEntry("server", key, NO_PASSWORD.toCharArray(), certificates);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new UnusableTls(
          "TLS cannot be set up from "
              + tls.certificate()
              + " and "
              + tls.key()
              + "; look whether both are whole, in PEM form and readable for this user",
          e);
    }
  }

  /** With the key of another certificate the server would start, and nobody could connect. */
  private static void requirePair(Tls tls, PrivateKey key, PublicKey certified)
      throws GeneralSecurityException {
    String signature = SIGNATURES.getOrDefault(key.getAlgorithm(), key.getAlgorithm());
    Signature signer = Signature.getInstance(signature);
    signer.initSign(key);
    signer.update(SAMPLE);
    if (!verifies(certified, signature, signer.sign())) {
      throw new UnusableTls(
          tls.key()
              + " is not the key of the certificate in "
              + tls.certificate()
              + "; name the one it was made with. The server's own certificate comes first in the"
              + " chain",
          null);
    }
  }

  private static boolean verifies(PublicKey certified, String signature, byte[] signed)
      throws GeneralSecurityException {
    try {
      Signature verifier = Signature.getInstance(signature);
      verifier.initVerify(certified);
      verifier.update(SAMPLE);
      return verifier.verify(signed);
    } catch (InvalidKeyException | SignatureException e) {
      // Of another kind, or another length.
      return false;
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    String pem = Files.readString(file, StandardCharsets.US_ASCII);
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new UnusableTls(
          file
              + " is not an unencrypted PKCS #8 key; convert it with: openssl pkcs8 -topk8 -nocrypt"
              + " -in KEY -out NEW",
          null);
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
    for (String kind : KEY_KINDS) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        log.debug("{} is not an {} key", file, kind);
      }
    }
    throw new UnusableTls(file + " is neither an RSA, an EC nor an Ed25519 key", null);
  }
}
