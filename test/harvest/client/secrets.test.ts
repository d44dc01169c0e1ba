import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { createGuardedClient } from '../../../src/harvest/client/client.js';
import { because, fakeNetwork, httpServer, httpsServer, listening, publicAddress, settings } from '../../support/fetching.js';

const names = { 'public.example': [[publicAddress]], 'other.example': [['2606:4700::1111', '93.184.215.15']] };
const key = { authorization: 'Bearer hush' };

describe('The guarded client with keys, TLS and a proxy', () => {
  it('sends a source’s headers within its origin, and never again once a redirect left it', async () => {
    const seen: string[] = [];
    const server = await httpServer(({ headers, url }, response) => {
      seen.push(`${headers.host?.split(':')[0]}${url} ${headers.authorization ?? 'without'}`);
      const next = { '/1': '/2', '/2': `http://other.example:${server.port}/3`, '/3': `http://public.example:${server.port}/4` }[url ?? ''];
      response.writeHead(next === undefined ? 200 : 307, next === undefined ? {} : { location: next }).end();
    });
    const client = createGuardedClient(settings, fakeNetwork(names));
    await client.get(`http://public.example:${server.port}/1`, { headers: key });
    assert.deepEqual(seen, [
      'public.example/1 Bearer hush',
      'public.example/2 Bearer hush',
      'other.example/3 without',
      'public.example/4 without',
    ]);
    await client.close();
    await server.end();
  });

  it('follows https to http without a key, and refuses it with one', async () => {
    const plain = await httpServer(({ headers }, response) => void response.end(`plain ${headers['user-agent']}`));
    const secure = await httpsServer((_request, response) => {
      response.writeHead(302, { location: `http://public.example:${plain.port}/` }).end();
    });
    const client = createGuardedClient(settings, fakeNetwork(names));
    const url = `https://public.example:${secure.port}/`;
    assert.match((await client.get(url)).body, /^plain Banchi/);
    assert.equal((await client.get(url, { headers: { 'user-agent': 'Centre' } })).body, 'plain Centre');
    await assert.rejects(client.get(url, { headers: key }), because('insecure-redirect'));
    await client.close();
    await plain.end();
    await secure.end();
  });

  it('refuses a certificate of another name or of nobody it trusts', async () => {
    const server = await httpsServer((_request, response) => void response.end());
    const network = fakeNetwork({ ...names, 'wrong.example': [[publicAddress]] });
    const client = createGuardedClient(settings, network);
    await assert.rejects(client.get(`https://wrong.example:${server.port}/`), because('certificate'));
    await client.close();
    const { ca: _, ...untrusting } = network;
    const wary = createGuardedClient(settings, untrusting);
    await assert.rejects(wary.get(`https://public.example:${server.port}/`), because('certificate'));
    await wary.close();
    await server.end();
  });

  for (const name of ['Host', 'content-length', 'Transfer-Encoding', 'proxy-authorization', 'bad name', 'x']) {
    const value = name === 'x' ? 'a\r\nhost: b' : 'a';
    it(`refuses ${JSON.stringify({ [name]: value })} as a source’s header`, async () => {
      const client = createGuardedClient(settings, fakeNetwork(names));
      await assert.rejects(client.get('http://public.example/', { headers: { [name]: value } }), because('request-header'));
      await client.close();
    });
  }

  it('goes through a proxy to the checked address, under the name for Host and TLS, and only to what may be fetched', async () => {
    const tunnels: string[] = [];
    let asked: IncomingHttpHeaders = {};
    const proxyServer = createServer((_request, response) => void response.writeHead(500).end());
    proxyServer.on('connect', ({ url = '', headers }, socket) => {
      tunnels.push(url);
      asked = headers;
      if (url.startsWith('[')) return void socket.end('HTTP/1.1 502 No IPv6\r\n\r\n');
      const onward = connect({ host: '127.0.0.1', port: Number(url.split(':').at(-1)) }, () => {
        socket.write('HTTP/1.1 200 Connected\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      for (const end of [onward, socket]) end.on('error', () => end.destroy());
    });
    const proxy = await listening(proxyServer);
    const hosts: string[] = [];
    const plain = await httpServer(({ headers }, response) => void response.end(hosts.push(headers.host ?? '') && 'plain'));
    const secure = await httpsServer(({ headers }, response) => void response.end(hosts.push(headers.host ?? '') && 'secure'));
    const network = fakeNetwork({ ...names, 'private.example': [['10.0.0.1']] });
    const through = { ...settings, proxy: `http://us%40er:hush@127.0.0.1:${proxy.port}`, loopback: [`127.0.0.1:${plain.port}`] };
    const client = createGuardedClient(through, network);

    assert.equal((await client.get(`http://public.example:${plain.port}/`)).body, 'plain');
    assert.equal((await client.get(`https://other.example:${secure.port}/`)).body, 'secure');
    assert.deepEqual(tunnels, [`${publicAddress}:${plain.port}`, `[2606:4700::1111]:${secure.port}`, `93.184.215.15:${secure.port}`]);
    assert.deepEqual(hosts, [`public.example:${plain.port}`, `other.example:${secure.port}`]);
    assert.equal(asked['proxy-authorization'], `Basic ${Buffer.from('us@er:hush').toString('base64')}`);
    await assert.rejects(client.get(`http://private.example:${plain.port}/`), because('refused-network'));
    assert.equal((await client.get(`http://127.0.0.1:${plain.port}/`)).body, 'plain', 'the loopback exception needs no proxy');
    assert.equal(tunnels.length, 3);
    await client.close();

    await proxy.end();
    const without = createGuardedClient(through, network);
    await assert.rejects(without.get(`http://public.example:${plain.port}/`), because('proxy'));
    await without.close();
    await plain.end();
    await secure.end();
  });
});
