import assert from 'node:assert/strict';
import type { FetchReason } from '../../../src/catalog/guarded-client.js';
import { createGuardedClient } from '../../../src/harvest/client/client.js';
import { because, fakeNetwork, httpServer, type LoopbackServer, publicAddress, settings } from '../../support/fetching.js';

/** An address that leads where it should not: how it is tried ($PORT is a listening server's), and why it must fail. */
interface Evasion {
  readonly name: string;
  readonly url: string;
  readonly reason: FetchReason;
}

const evasions: readonly Evasion[] = [
  { name: 'loopback by number', url: 'http://127.0.0.1:$PORT/', reason: 'refused-network' },
  { name: 'loopback by another number', url: 'http://127.8.9.1:$PORT/', reason: 'refused-network' },
  { name: 'loopback by name', url: 'http://localhost:$PORT/', reason: 'refused-name' },
  { name: 'loopback by name with a trailing dot', url: 'http://localhost.:$PORT/', reason: 'refused-name' },
  { name: 'a name below localhost', url: 'http://a.LOCALHOST:$PORT/', reason: 'refused-name' },
  { name: 'loopback in decimal', url: 'http://2130706433:$PORT/', reason: 'refused-network' },
  { name: 'loopback in hex, shortened', url: 'http://0x7f.1:$PORT/', reason: 'refused-network' },
  { name: 'loopback in octal', url: 'http://017700000001:$PORT/', reason: 'refused-network' },
  { name: 'loopback in dotted octal', url: 'http://0177.0.0.01:$PORT/', reason: 'refused-network' },
  { name: 'loopback in full-width digits', url: 'http://１２７．０．０．１:$PORT/', reason: 'refused-network' },
  { name: 'loopback in circled digits', url: 'http://①②⑦.⓪.⓪.①:$PORT/', reason: 'refused-network' },
  { name: 'loopback with ideographic full stops', url: 'http://127。0。0。1:$PORT/', reason: 'refused-network' },
  { name: 'loopback percent-encoded', url: 'http://%31%32%37.0.0.1:$PORT/', reason: 'refused-network' },
  { name: 'loopback with a trailing dot', url: 'http://127.0.0.1.:$PORT/', reason: 'refused-network' },
  { name: 'this host', url: 'http://0:$PORT/', reason: 'refused-network' },
  { name: 'IPv6 loopback', url: 'http://[::1]:$PORT/', reason: 'refused-network' },
  { name: 'IPv6 unspecified', url: 'http://[::]:$PORT/', reason: 'refused-network' },
  { name: 'IPv4-mapped loopback', url: 'http://[::ffff:127.0.0.1]:$PORT/', reason: 'refused-network' },
  { name: 'IPv4-mapped loopback in hex', url: 'http://[0:0:0:0:0:ffff:7f00:1]:$PORT/', reason: 'refused-network' },
  { name: 'IPv4-compatible loopback', url: 'http://[::127.0.0.1]:$PORT/', reason: 'refused-network' },
  { name: 'NAT64 of a private address', url: 'http://[64:ff9b::10.0.0.1]:$PORT/', reason: 'refused-network' },
  { name: 'local NAT64', url: 'http://[64:ff9b:1::808:808]:$PORT/', reason: 'refused-network' },
  { name: '6to4 of a private address', url: 'http://[2002:c0a8:101::1]:$PORT/', reason: 'refused-network' },
  { name: 'Teredo', url: 'http://[2001:0:4136:e378:8000:63bf:f5ff:fffe]:$PORT/', reason: 'refused-network' },
  { name: 'ISATAP', url: 'http://[2400:cb00::5efe:10.0.0.1]:$PORT/', reason: 'refused-network' },
  { name: 'a zone id', url: 'http://[fe80::1%25eth0]:$PORT/', reason: 'not-an-address' },
  { name: 'link-local', url: 'http://[fe80::1]:$PORT/', reason: 'refused-network' },
  { name: 'unique-local', url: 'http://[fd12:3456::1]:$PORT/', reason: 'refused-network' },
  { name: 'metadata of most clouds', url: 'http://169.254.169.254/latest/meta-data/', reason: 'refused-network' },
  { name: 'metadata over IPv6', url: 'http://[fd00:ec2::254]/latest/meta-data/', reason: 'refused-network' },
  { name: 'metadata of Alibaba', url: 'http://100.100.100.200/', reason: 'refused-network' },
  { name: 'metadata of Azure', url: 'http://168.63.129.16/', reason: 'refused-network' },
  { name: 'metadata by name', url: 'http://metadata.google.internal/', reason: 'refused-name' },
  { name: 'private 10/8', url: 'http://10.1.2.3:$PORT/', reason: 'refused-network' },
  { name: 'private 172.16/12', url: 'http://172.31.255.255:$PORT/', reason: 'refused-network' },
  { name: 'private 192.168/16', url: 'http://192.168.1.1:$PORT/', reason: 'refused-network' },
  { name: 'CGNAT', url: 'http://100.127.0.1:$PORT/', reason: 'refused-network' },
  { name: 'documentation', url: 'http://203.0.113.5:$PORT/', reason: 'refused-network' },
  { name: 'benchmarking', url: 'http://198.19.0.1:$PORT/', reason: 'refused-network' },
  { name: 'multicast', url: 'http://239.255.255.250:$PORT/', reason: 'refused-network' },
  { name: 'broadcast', url: 'http://255.255.255.255:$PORT/', reason: 'refused-network' },
  { name: 'reserved', url: 'http://250.0.0.1:$PORT/', reason: 'refused-network' },
  { name: 'a user name before the real host', url: 'http://public.example@127.0.0.1:$PORT/', reason: 'credentials' },
  { name: 'a password before a public host', url: 'http://me:hush@public.example:$PORT/', reason: 'credentials' },
  { name: 'a backslash that ends the host early', url: 'http://127.0.0.1:$PORT\\@public.example/', reason: 'refused-network' },
  { name: 'a tab within the host', url: 'http://127.0.\t0.1:$PORT/', reason: 'refused-network' },
  { name: 'slashes forgotten', url: 'http:127.0.0.1:$PORT/', reason: 'refused-network' },
  { name: 'a file', url: 'file:///etc/passwd', reason: 'scheme' },
  { name: 'ftp', url: 'ftp://public.example/', reason: 'scheme' },
  { name: 'gopher', url: 'gopher://127.0.0.1:6379/_FLUSHALL', reason: 'scheme' },
  { name: 'data', url: 'data:text/plain,x', reason: 'scheme' },
  { name: 'a port of mail', url: 'http://public.example:25/', reason: 'port' },
  { name: 'a port of a cache', url: 'http://public.example:6379/', reason: 'port' },
  { name: 'a name of a private address', url: 'http://private.example:$PORT/', reason: 'refused-network' },
  { name: 'a name of several addresses, one private', url: 'http://mixed.example:$PORT/', reason: 'refused-network' },
  { name: 'a name of a scoped link-local address', url: 'http://scoped.example:$PORT/', reason: 'refused-network' },
  { name: 'a name of a mapped private address', url: 'http://mapped.example:$PORT/', reason: 'refused-network' },
  { name: 'a name without address', url: 'http://empty.example:$PORT/', reason: 'unknown-host' },
];

/** Where a public server redirects to, and why it must not be followed. */
const redirects: readonly Evasion[] = [
  { name: 'a file', url: 'file:///etc/passwd', reason: 'scheme' },
  { name: 'metadata', url: 'http://169.254.169.254/', reason: 'refused-network' },
  { name: 'a private name', url: 'http://private.example:$PORT/', reason: 'refused-network' },
  { name: 'loopback, protocol-relative', url: '//127.0.0.1:$PORT/', reason: 'refused-network' },
  { name: 'loopback, with backslashes', url: '\\\\127.0.0.1:$PORT\\', reason: 'refused-network' },
  { name: 'a user name and password', url: 'http://me:hush@public.example:$PORT/', reason: 'credentials' },
  { name: 'a port of mail', url: 'http://public.example:25/', reason: 'port' },
  { name: 'what is no address', url: 'http://[', reason: 'broken-redirect' },
  { name: 'itself for ever', url: '/', reason: 'too-many-redirects' },
];

describe('The guarded client against evasions', () => {
  let server: LoopbackServer;
  let reached = 0;
  let location = '/';
  const network = () =>
    fakeNetwork({
      'public.example': [[publicAddress]],
      'private.example': [['10.0.0.1']],
      'mixed.example': [[publicAddress, '192.168.0.1']],
      'scoped.example': [['fe80::1%eth0']],
      'mapped.example': [['::ffff:10.0.0.1']],
      'empty.example': [[]],
      'rebinding.example': [[publicAddress], ['127.0.0.1']],
    });

  before(async () => {
    server = await httpServer((_request, response) => {
      reached += 1;
      response.writeHead(302, { location }).end();
    });
  });
  after(() => server.end());

  for (const { name, url, reason } of evasions) {
    it(`refuses ${name}: ${JSON.stringify(url)}`, async () => {
      const asked = network();
      const client = createGuardedClient(settings, asked);
      reached = 0;
      await assert.rejects(client.get(url.replace('$PORT', String(server.port))), because(reason));
      assert.deepEqual([reached, asked.dialled], [0, []]);
      await client.close();
    });
  }

  for (const { name, url, reason } of redirects) {
    it(`does not follow a redirect to ${name}: ${url}`, async () => {
      const asked = network();
      const client = createGuardedClient(settings, asked);
      location = url.replace('$PORT', String(server.port));
      await assert.rejects(client.get(`http://public.example:${server.port}/`), because(reason));
      assert.deepEqual(new Set(asked.dialled), new Set([publicAddress]));
      await client.close();
    });
  }

  it('connects to the address that was checked, not to a second answer of the name', async () => {
    const asked = network();
    const client = createGuardedClient({ ...settings, redirects: 0 }, asked);
    const url = `http://rebinding.example:${server.port}/`;
    await assert.rejects(client.get(url), because('too-many-redirects'));
    assert.deepEqual([asked.resolved, asked.dialled], [['rebinding.example'], [publicAddress]]);
    await client.close();
    const again = createGuardedClient(settings, asked);
    await assert.rejects(again.get(url), because('refused-network', /127\.0\.0\.1 \(loopback\)/));
    assert.deepEqual(asked.dialled, [publicAddress]);
    await again.close();
  });

  it('reads a backslash as browsers do: the host ends there', async () => {
    const asked = network();
    const client = createGuardedClient({ ...settings, redirects: 0 }, asked);
    await assert.rejects(client.get(`http://public.example:${server.port}\\@127.0.0.1/`), because('too-many-redirects'));
    assert.deepEqual(asked.dialled, [publicAddress]);
    await client.close();
  });

  it('lets the loopback exception lead to its host and port, and only to loopback', async () => {
    const other = await httpServer((_request, response) => void response.end('other'));
    const client = createGuardedClient(
      { ...settings, loopback: [`127.0.0.1:${server.port}`, `trap.example:${server.port}`] },
      {
        ...network(),
        resolve: async () => [{ address: '10.0.0.1', family: 4 }],
      },
    );
    location = `http://127.0.0.1:${other.port}/`;
    await assert.rejects(client.get(`http://127.0.0.1:${server.port}/`), because('refused-network', /redirected to/));
    await assert.rejects(client.get(`http://trap.example:${server.port}/`), because('refused-network'));
    await client.close();
    await other.end();
  });

  it('judges an address without the network in the words that fetching gives', async () => {
    const client = createGuardedClient(settings, network());
    for (const { url, reason } of evasions.filter(({ url }) => !url.includes('.example:$PORT') || url.includes('@'))) {
      const given = url.replace('$PORT', '8080');
      const judged = client.judge(given);
      assert.equal(judged?.reason, reason, given);
      await assert.rejects(client.get(given), (error: Error) => error.message === judged?.detail.en);
      assert.ok(judged?.detail.th !== judged?.detail.en && /[ก-๙]/.test(judged?.remedy.th ?? ''));
    }
    assert.equal(client.judge('https://catalog.example.go.th/'), undefined);
    assert.doesNotMatch(client.judge('http://me:hush@public.example/')?.detail.en ?? '', /hush/);
    assert.doesNotMatch(client.judge('http://10.0.0.1/?api_key=hush&q=1')?.detail.en ?? '', /hush/);
    await client.close();
  });
});
