// openid-client as its users would use it: discovery, then the functions of its documentation.
import * as client from 'openid-client';
import { open, refused, run, say, settings } from './talk.mjs';

const insecure = { execute: [client.allowInsecureRequests] };

async function configuration() {
  return client.discovery(
    new URL(settings.issuer), settings.clientId, settings.metadata ?? {}, await authentication(), insecure);
}

async function authentication() {
  switch (settings.authentication) {
    case 'none': return client.None();
    case 'client_secret_post': return client.ClientSecretPost(settings.clientSecret);
    case 'client_secret_basic': return client.ClientSecretBasic(settings.clientSecret);
    case 'private_key_jwt': {
      const { alg, kid } = settings.privateJwk;
      const algorithm = alg === 'ES256'
        ? { name: 'ECDSA', namedCurve: 'P-256' }
        : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
      const key = await crypto.subtle.importKey('jwk', settings.privateJwk, algorithm, false, ['sign']);
      return client.PrivateKeyJwt({ key, kid });
    }
    default: throw new Error('authentication ' + settings.authentication);
  }
}

async function signIn(config, { par = false, dpop, more = {} } = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const parameters = {
    redirect_uri: settings.redirectUri,
    scope: settings.scope ?? 'openid profile email',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...settings.more,
    ...more,
  };
  const url = par
    ? await client.buildAuthorizationUrlWithPAR(config, parameters, dpop && { DPoP: dpop })
    : client.buildAuthorizationUrl(config, parameters);
  const arrived = await open(url);
  return client.authorizationCodeGrant(
    config, arrived, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
    undefined, dpop && { DPoP: dpop });
}

async function told(config, tokens, dpop) {
  const claims = tokens.claims();
  const user = await client.fetchUserInfo(config, tokens.access_token, claims.sub, dpop && { DPoP: dpop });
  return { claims, user, tokenType: tokens.token_type, scope: tokens.scope };
}

await run({
  /** Code with PKCE, userinfo, refresh, introspection, revocation. */
  async code() {
    const config = await configuration();
    const tokens = await signIn(config);
    const first = await told(config, tokens);
    let renewed;
    if (tokens.refresh_token) {
      renewed = await client.refreshTokenGrant(config, tokens.refresh_token);
    }
    const newest = renewed ?? tokens;
    let active;
    let after;
    if (settings.authentication !== 'none') {
      active = await client.tokenIntrospection(config, newest.access_token);
      await client.tokenRevocation(config, newest.access_token);
      after = await client.tokenIntrospection(config, newest.access_token);
    } else {
      await client.tokenRevocation(config, newest.refresh_token ?? newest.access_token);
    }
    const gone = await refused(client.fetchUserInfo(config, newest.access_token, tokens.claims().sub));
    return { ...first, renewed: Boolean(renewed), active, after, gone };
  },

  /** The same, pushed (RFC 9126). */
  async par() {
    const config = await configuration();
    return told(config, await signIn(config, { par: true }));
  },

  /** Tokens bound to a key (RFC 9449), refreshed and used with it; useless as bearer tokens. */
  async dpop() {
    const config = await configuration();
    const keys = await client.randomDPoPKeyPair(settings.dpopAlgorithm ?? 'ES256');
    const dpop = client.getDPoPHandle(config, keys);
    const tokens = await signIn(config, { par: settings.par ?? false, dpop });
    const first = await told(config, tokens, dpop);
    const stolen = await refused(client.fetchUserInfo(config, tokens.access_token, first.claims.sub));
    let renewed;
    if (tokens.refresh_token) {
      renewed = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP: dpop });
      await client.fetchUserInfo(config, renewed.access_token, first.claims.sub, { DPoP: dpop });
    }
    return { ...first, stolen, renewed: renewed?.token_type };
  },

  async credentials() {
    const config = await configuration();
    const tokens = await client.clientCredentialsGrant(config, { scope: settings.scope });
    const active = await client.tokenIntrospection(config, tokens.access_token);
    return { tokenType: tokens.token_type, scope: tokens.scope, active };
  },

  /** The person confirms in the browser while the device asks again and again (RFC 8628). */
  async device() {
    const config = await configuration();
    const answer = await client.initiateDeviceAuthorization(config, { scope: settings.scope ?? 'openid profile email' });
    await open(answer.verification_uri_complete ?? answer.verification_uri);
    const tokens = await client.pollDeviceAuthorizationGrant(config, answer);
    return { ...(await told(config, tokens)), userCode: answer.user_code };
  },

  async logout() {
    const config = await configuration();
    const tokens = await signIn(config);
    const sub = tokens.claims().sub;
    await client.fetchUserInfo(config, tokens.access_token, sub);
    const arrived = await open(client.buildEndSessionUrl(config, {
      post_logout_redirect_uri: settings.postLogoutRedirectUri, id_token_hint: tokens.id_token, state: 'bye',
    }));
    const gone = await refused(client.fetchUserInfo(config, tokens.access_token, sub));
    return { arrived: arrived.href, gone };
  },
});
