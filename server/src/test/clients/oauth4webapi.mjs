// oauth4webapi, the strict library below openid-client, used by itself.
import * as oauth from 'oauth4webapi';
import { open, refused, run, settings } from './talk.mjs';

const insecure = { [oauth.allowInsecureRequests]: true };
const issuer = new URL(settings.issuer);
const client = { client_id: settings.clientId, ...settings.metadata };

async function server(algorithm = 'oidc') {
  const response = await oauth.discoveryRequest(issuer, { algorithm, ...insecure });
  return oauth.processDiscoveryResponse(issuer, response);
}

async function authentication() {
  switch (settings.authentication) {
    case 'none': return oauth.None();
    case 'client_secret_post': return oauth.ClientSecretPost(settings.clientSecret);
    case 'client_secret_basic': return oauth.ClientSecretBasic(settings.clientSecret);
    case 'private_key_jwt': {
      const { kid } = settings.privateJwk;
      const key = await crypto.subtle.importKey(
        'jwk', settings.privateJwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
      return oauth.PrivateKeyJwt({ key, kid });
    }
    default: throw new Error('authentication ' + settings.authentication);
  }
}

async function code({ pushed, bound }) {
  const as = await server();
  const clientAuth = await authentication();
  const keys = bound && (await oauth.generateKeyPair('ES256'));
  const DPoP = keys && oauth.DPoP(client, keys);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const parameters = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: settings.redirectUri,
    response_type: 'code',
    scope: settings.scope ?? 'openid',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const url = new URL(as.authorization_endpoint);
  if (pushed) {
    const response = await oauth.pushedAuthorizationRequest(as, client, clientAuth, parameters, { DPoP, ...insecure });
    const answer = await oauth.processPushedAuthorizationResponse(as, client, response);
    url.searchParams.set('client_id', client.client_id);
    url.searchParams.set('request_uri', answer.request_uri);
  } else {
    parameters.forEach((value, name) => url.searchParams.set(name, value));
  }
  const arrived = await open(url);
  const answered = oauth.validateAuthResponse(as, client, arrived, state);
  const grant = () => oauth.authorizationCodeGrantRequest(
    as, client, clientAuth, answered, settings.redirectUri, verifier, { DPoP, ...insecure });
  const result = await oauth.processAuthorizationCodeResponse(as, client, await grant(), {
    expectedNonce: nonce, requireIdToken: true });
  const claims = oauth.getValidatedIdTokenClaims(result);
  const response = await oauth.userInfoRequest(as, client, result.access_token, { DPoP, ...insecure });
  const user = await oauth.processUserInfoResponse(as, client, claims.sub, response);
  const again = await refused((async () => oauth.processAuthorizationCodeResponse(as, client, await grant()))());
  const dead = await oauth.userInfoRequest(as, client, result.access_token, { DPoP, ...insecure });
  return { claims, user, tokenType: result.token_type, again, dead: dead.status, issuer: as.issuer };
}

await run({
  /** Code with PKCE, then the code a second time, which kills what its first use gave. */
  code: () => code({}),
  /** The FAPI 2 security profile's way: pushed, key-authenticated, sender-constrained. */
  fapi: () => code({ pushed: true, bound: true }),
  async metadata() {
    const oidc = await server('oidc');
    const oauth2 = await server('oauth2');
    return { oidc, oauth2 };
  },
});
