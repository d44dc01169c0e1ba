import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { FetchReason, GuardedClient } from '../../../src/catalog/guarded-client.js';
import { createGuardedClient } from '../../../src/harvest/client/client.js';
import { because, fakeNetwork, httpServer, publicAddress, rawServer, settings } from '../../support/fetching.js';

const names = { 'public.example': [[publicAddress]] };

/** Runs `work` with a client and the address of a server. */
async function withServer(
  start: ReturnType<typeof httpServer>,
  work: (client: GuardedClient, url: string) => Promise<void>,
  changes: Partial<typeof settings> = {},
): Promise<void> {
  const server = await start;
  const client = createGuardedClient({ ...settings, ...changes }, fakeNetwork(names));
  try {
    await work(client, `http://public.example:${server.port}/page`);
  } finally {
    await client.close();
    await server.end();
  }
}

/** Writes again and again until the other side has had enough. */
function flood(socket: Socket, head: string, piece: () => string, ms = 0): void {
  socket.write(head);
  const timer = setInterval(() => {
    if (ms > 0) return void socket.write(piece());
    for (let times = 0; times < 50; times += 1) socket.write(piece());
  }, ms);
  socket.on('close', () => clearInterval(timer));
}

interface Attack {
  readonly name: string;
  readonly attack: (socket: Socket) => void;
  readonly reason: FetchReason;
}

const ok = 'HTTP/1.1 200 OK\r\n';
const chunked = `${ok}transfer-encoding: chunked\r\n\r\n`;
const thousand = 'x'.repeat(1000);
const attacks: readonly Attack[] = [
  { name: 'silence', attack: () => undefined, reason: 'idle-timeout' },
  { name: 'headers drop by drop', attack: (socket) => flood(socket, `${ok}x-a: `, () => 'a', 50), reason: 'idle-timeout' },
  { name: 'a body drop by drop', attack: (socket) => flood(socket, chunked, () => '1\r\nx\r\n', 50), reason: 'total-timeout' },
  { name: 'a body that stops', attack: (socket) => void socket.write(`${ok}content-length: 10\r\n\r\nhalf`), reason: 'idle-timeout' },
  { name: 'endless headers', attack: (socket) => flood(socket, ok, () => `x-a: ${thousand}\r\n`), reason: 'headers-too-large' },
  { name: 'one endless header', attack: (socket) => flood(socket, `${ok}x-a: `, () => thousand), reason: 'headers-too-large' },
  { name: 'an endless status line', attack: (socket) => flood(socket, 'HTTP/1.1 200 ', () => thousand, 5), reason: 'idle-timeout' },
  { name: 'endless early hints', attack: (socket) => flood(socket, '', () => 'HTTP/1.1 103 Early\r\n\r\n', 5), reason: 'total-timeout' },
  { name: 'an endless chunked body', attack: (socket) => flood(socket, chunked, () => `3e8\r\n${thousand}\r\n`), reason: 'too-large' },
  {
    name: 'an endless body that ends with the connection',
    attack: (socket) => flood(socket, `${ok}\r\n`, () => thousand),
    reason: 'too-large',
  },
  {
    name: 'a length announced past the bound',
    attack: (socket) => void socket.write(`${ok}content-length: 100001\r\n\r\n`),
    reason: 'too-large',
  },
  {
    name: 'a length larger than what comes',
    attack: (socket) => void socket.end(`${ok}content-length: 10\r\n\r\nhalf`),
    reason: 'connection-cut',
  },
  { name: 'a length that is no number', attack: (socket) => void socket.end(`${ok}content-length: -1\r\n\r\n`), reason: 'not-http' },
  {
    name: 'two lengths that differ',
    attack: (socket) => void socket.end(`${ok}content-length: 1\r\ncontent-length: 2\r\n\r\nxy`),
    reason: 'connection-cut',
  },
  { name: 'another protocol', attack: (socket) => void socket.end('220 mail.example ESMTP\r\n'), reason: 'not-http' },
  { name: 'an end without a word', attack: (socket) => void socket.end(), reason: 'connection-cut' },
];

/** Content that packs very well, in one layer or two. */
const zeros = Buffer.alloc(4_000_000);
interface Packed {
  readonly name: string;
  readonly encoding: string;
  readonly body: Buffer;
  readonly reason: FetchReason;
  readonly changes?: Partial<typeof settings>;
}
const bombs: readonly Packed[] = [
  { name: 'a gzip bomb', encoding: 'gzip', body: gzipSync(zeros), reason: 'unpack-ratio' },
  { name: 'a brotli bomb', encoding: 'br', body: brotliCompressSync(zeros), reason: 'unpack-ratio' },
  { name: 'a deflate bomb', encoding: 'deflate', body: deflateRawSync(zeros), reason: 'unpack-ratio' },
  { name: 'nested gzip', encoding: 'gzip, gzip', body: gzipSync(gzipSync(zeros)), reason: 'unpack-ratio' },
  {
    name: 'more unpacked bytes than may be',
    encoding: 'gzip',
    body: gzipSync(zeros),
    reason: 'unpacked-too-large',
    changes: { unpackedBytes: 1_000_000, unpackRatio: 5000 },
  },
  { name: 'four layers', encoding: 'gzip, gzip, gzip, gzip', body: Buffer.from('x'), reason: 'unknown-encoding' },
  { name: 'an unknown encoding', encoding: 'compress', body: Buffer.from('x'), reason: 'unknown-encoding' },
  { name: 'an encoding named as a method of objects', encoding: 'constructor', body: Buffer.from('x'), reason: 'unknown-encoding' },
  { name: 'gzip that is none', encoding: 'gzip', body: Buffer.from('not gzip'), reason: 'broken-encoding' },
  { name: 'gzip cut short', encoding: 'gzip', body: gzipSync('x'.repeat(9000)).subarray(0, 20), reason: 'broken-encoding' },
  { name: 'brotli that is none', encoding: 'br', body: Buffer.alloc(50, 255), reason: 'broken-encoding' },
];

describe('The guarded client and what it is answered', () => {
  for (const { name, attack, reason } of attacks) {
    it(`ends ${name}`, () =>
      withServer(rawServer(attack), async (client, url) => {
        await assert.rejects(client.get(url), because(reason, /^http:\/\/public\.example:\d+\/page: /));
      }));
  }

  for (const { name, encoding, body, reason, changes } of bombs) {
    it(`ends ${name}`, () =>
      withServer(
        httpServer((_request, response) => void response.writeHead(200, { 'content-encoding': encoding }).end(body)),
        async (client, url) => assert.rejects(client.get(url), because(reason)),
        changes,
      ));
  }

  const text = '{"ก":1}'.repeat(3000);
  const packings: readonly (readonly [string, Buffer])[] = [
    ['identity', Buffer.from(text)],
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate, br', brotliCompressSync(deflateSync(text))],
  ];
  for (const [index, [encoding, body]] of packings.entries()) {
    it(`unpacks ${encoding} (${index + 1})`, () =>
      withServer(
        httpServer((_request, response) => void response.writeHead(200, { 'content-encoding': encoding }).end(body)),
        async (client, url) => assert.equal((await client.get(url)).body, text),
      ));
  }

  it('takes no more than the announced length', () =>
    withServer(
      rawServer((socket) => void socket.write(`${ok}content-length: 4\r\n\r\nfour and more`)),
      async (client, url) => assert.equal((await client.get(url)).body, 'four'),
    ));

  it('goes by the name that a source asks for, in whatever case it is written', () =>
    withServer(
      httpServer(({ headers }, response) => response.end(headers['user-agent'])),
      async (client, url) => {
        for (const name of ['user-agent', 'User-Agent'])
          assert.equal((await client.get(url, { headers: { [name]: 'Banchi of the centre' } })).body, 'Banchi of the centre');
      },
    ));

  it('says who asks, what it reads and what it has, and passes 304 through', () =>
    withServer(
      httpServer(({ headers }, response) => {
        assert.equal(headers['user-agent'], 'Banchi/0.1 (+https://catalogue.test/contact)');
        assert.match(headers['accept-encoding'] ?? '', /^gzip, deflate, br/);
        assert.deepEqual([headers.accept, headers['if-modified-since']], ['text/turtle', 'Mon, 23 Nov 2026 00:00:00 GMT']);
        const same = headers['if-none-match'] === '"1"';
        response.writeHead(same ? 304 : 200, { etag: '"1"', 'content-encoding': 'gzip' }).end();
      }),
      async (client, url) => {
        const { status, headers, bytes } = await client.open(url, {
          accept: 'text/turtle',
          ifNoneMatch: '"1"',
          ifModifiedSince: 'Mon, 23 Nov 2026 00:00:00 GMT',
        });
        assert.deepEqual([status, headers.etag], [304, '"1"']);
        for await (const chunk of bytes) assert.fail(`a body of ${chunk.length} bytes`);
      },
    ));

  it('streams bytes of any charset with the final address, and a reader may leave early', () =>
    withServer(
      httpServer((request, response) => {
        if (request.url === '/page') return void response.writeHead(301, { location: '/there#part' }).end();
        response.writeHead(200, { 'content-type': 'text/plain; charset=tis-620' }).write(Buffer.from([0xa1, 0xa2]));
      }),
      async (client, url) => {
        const answer = await client.open(url);
        assert.match(answer.url, /\/there#part$/);
        for await (const chunk of answer.bytes) {
          assert.deepEqual([...chunk], [0xa1, 0xa2]);
          break;
        }
        (await client.open(url)).discard();
      },
    ));

  it('lets a request have bounds of its own and end when its caller says so', () =>
    withServer(
      httpServer((_request, response) => void response.end('x'.repeat(150_000))),
      async (client, url) => {
        await assert.rejects(client.get(url), because('too-large', /larger than 100,000 bytes/));
        assert.equal((await client.get(url, { answerBytes: 200_000 })).body.length, 150_000);
        await assert.rejects(client.get(url, { signal: AbortSignal.abort() }), because('cancelled'));
      },
    ));

  it('says when a host is unknown or refuses the connection', async () => {
    const server = await httpServer(() => undefined);
    await server.end();
    const client = createGuardedClient(settings, fakeNetwork(names));
    await assert.rejects(client.get(`http://public.example:${server.port}/`), because('connection-refused'));
    await assert.rejects(client.get('http://nobody.example/'), because('unknown-host'));
    await client.close();
  });
});
