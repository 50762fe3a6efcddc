// An identity provider (the certified npm package oidc-provider) and, before Insyn, a front as a
// municipality's own web server stands there. Both on loopback, on free ports. Prints one line of JSON:
// {issuer, origin}. The folder with node_modules stands in OIDC_PROVIDER.
//
// GET {issuer}/control?upstream=http://127.0.0.1:PORT   where the front leads
// GET {issuer}/control?spoil=signature|nonce|none       what is wrong with the next ID tokens

import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// Standard output is for the one line.
console.info = console.error;

const entry = path.join(process.env.OIDC_PROVIDER, 'node_modules/oidc-provider/lib/index.js');
const { default: Provider } = await import(pathToFileURL(entry));

let upstream;
let spoil = 'none';

const listening = (server) =>
  new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));

// Passes everything on with the name that the browser asked for.
const front = http.createServer((request, response) => {
  const onward = http.request(
    new URL(request.url, upstream),
    { method: request.method, headers: request.headers },
    (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.writeHead(502).end());
  request.pipe(onward);
});
const origin = `http://localhost:${await listening(front)}`;

const server = http.createServer();
const issuer = `http://127.0.0.1:${await listening(server)}`;

const client = (code) => ({
  client_id: `insyn-${code}`,
  client_secret: `only-for-tests-${code}`,
  redirect_uris: [`${origin}/sign-in/return/${code}`],
  post_logout_redirect_uris: [`${origin}/signed-out`],
});

const provider = new Provider(issuer, {
  clients: [client('staff'), client('guardians')],
  claims: { openid: ['sub'], profile: ['employee'], civic: ['personal_number'] },
  scopes: ['openid', 'profile', 'civic'],
  // Whatever is typed as login is the person.
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, employee: id, personal_number: id }),
  }),
  pkce: { required: () => true },
  cookies: { keys: ['only for tests'] },
});

const spoiled = (token) => {
  const [head, claims, signature] = token.split('.');
  const other = signature.startsWith('A') ? 'B' : 'A';
  return [head, claims, other + signature.slice(1)].join('.');
};

provider.use(async (context, next) => {
  if (spoil === 'nonce' && context.path === '/auth') {
    const asked = new URLSearchParams(context.querystring);
    asked.set('nonce', 'of-another-sign-in');
    context.querystring = asked.toString();
  }
  await next();
  if (spoil === 'signature' && context.path === '/token' && context.body?.id_token) {
    context.body.id_token = spoiled(context.body.id_token);
  }
});

const answer = provider.callback();
server.on('request', (request, response) => {
  const asked = new URL(request.url, issuer);
  if (asked.pathname !== '/control') return answer(request, response);
  upstream = asked.searchParams.get('upstream') ?? upstream;
  spoil = asked.searchParams.get('spoil') ?? spoil;
  return response.end();
});

console.log(JSON.stringify({ issuer, origin }));
