import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedClient, type GuardedClient } from '../../src/harvest/client.js';

describe('The guarded client', () => {
  let server: Server;
  let address: string;
  let client: GuardedClient;
  let answer: RequestListener = (_request, response) => void response.end('{}');

  before(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    client = createGuardedClient({ connectMs: 500, idleMs: 300, totalMs: 1000, answerBytes: 10_000, loopback: [address] });
  });
  after(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });

  it('reads an answer of the one loopback address it may reach', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"ก":1}');
    assert.deepEqual(await client.get(`http://${address}/`), { status: 200, contentType: 'application/json', body: '{"ก":1}' });
  });

  const refused = [
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://0.0.0.0/',
    'http://224.0.0.1/',
    'http://100.64.0.1/',
    'ftp://example.org/',
    'file:///etc/passwd',
  ];
  for (const url of refused) {
    it(`refuses ${url}`, async () => {
      await assert.rejects(client.get(url), /private or local network|addresses are not fetched/);
    });
  }

  it('refuses a redirect to a private address', async () => {
    answer = (_request, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    await assert.rejects(client.get(`http://${address}/`), /private or local network/);
  });

  it('follows at most five redirects', async () => {
    let hops = 0;
    answer = (_request, response) => {
      hops += 1;
      response.writeHead(302, { location: `/again${hops}` }).end();
    };
    await assert.rejects(client.get(`http://${address}/`), /more than 5 redirects/);
    assert.equal(hops, 6);
  });

  it('ends an answer larger than its bound, a slow drip, a silence, and a cut answer, naming the address', async () => {
    answer = (_request, response) => void response.end('x'.repeat(20_000));
    await assert.rejects(client.get(`http://${address}/large`), /\/large: the answer is larger than 10000 bytes/);
    answer = (_request, response) => {
      const drip = setInterval(() => response.write('x'), 100);
      response.on('close', () => clearInterval(drip));
    };
    await assert.rejects(client.get(`http://${address}/drip`), /\/drip: the answer was not complete within 1 s/);
    answer = () => undefined;
    await assert.rejects(client.get(`http://${address}/silent`), /\/silent: no answer within 0.3 s/);
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('half');
      setTimeout(() => response.destroy(), 50);
    };
    await assert.rejects(client.get(`http://${address}/cut`), /\/cut: .*(closed before|aborted|terminated)/);
  });
});
