import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { toProblem } from '../../../src/catalog/problem.js';
import type { Run, RunState } from '../../../src/catalog/run.js';
import type { RunDetails, RunEvent } from '../../../src/serve/api/cases.js';
import { createEvents, mostListeners } from '../../../src/serve/api/events.js';

const counts = { created: 0, changed: 0, unchanged: 0, 'set-aside': 0, missing: 0, hidden: 0, retired: 0 };

function details(state: RunState): RunDetails {
  const none = { endedAt: undefined, endedBy: undefined, cancelledBy: undefined, checkpoint: undefined, total: undefined };
  const said = { reason: undefined, reasonTh: undefined, result: undefined, marks: {}, advice: [] };
  const run: Run = { id: 7, sourceId: 1, state, startedAt: '2026-11-23T02:00:00Z', startedBy: 'test', mode: 'full', ...none, ...said };
  return { run, source: '99000001/ckan', agencyId: '99000001', counts, pairs: [] };
}

describe('Who listens to a run', () => {
  let server: Server;
  let port: number;
  let state: RunState = 'running';
  let tell: (event: RunEvent) => void = () => undefined;
  let stopped = 0;
  let looks = 0;
  const responses: ServerResponse[] = [];
  const sockets: Socket[] = [];
  const api: Parameters<typeof createEvents>[0] = {
    run: async () => {
      looks += 1;
      return details(state);
    },
    listen: (_, listener) => {
      tell = listener;
      return () => {
        stopped += 1;
      };
    },
  };
  const write = ({ run }: RunDetails): unknown => ({ state: run.state });
  const events = createEvents(api, write);
  const hasty = createEvents(api, write, { lookEvery: 1000, beatEvery: 30 });

  beforeEach(async () => {
    state = 'running';
    stopped = 0;
    const app = express();
    app.get('/', (request, response) => {
      responses.push(response);
      events.stream(request, response, details(state));
    });
    app.get('/hasty', (request, response) => {
      responses.push(response);
      hasty.stream(request, response, details(state));
    });
    app.use(((error, _request, response, _next) => {
      response.status(toProblem(error).status).end();
    }) satisfies ErrorRequestHandler);
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    responses.length = 0;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    await until(() => events.listeners === 0);
  });

  async function until(condition: () => boolean): Promise<void> {
    for (let tries = 0; !condition(); tries += 1) {
      assert.ok(tries < 400, 'it takes too long');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async function listen(path = '/'): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    return socket;
  }

  it('and does not read is told less: what is held for it does not grow, and the end still comes', async () => {
    const socket = await listen();
    socket.pause();
    await until(() => responses.length === 1);
    const [response] = responses;
    const kilobytes = 'x'.repeat(10_000);
    let held = 0;
    for (let count = 0; count < 20_000; count += 1) {
      tell({ kind: 'recordsApplied', facts: { kilobytes } });
      held = Math.max(held, response?.writableLength ?? 0);
      if (count % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    assert.ok(held < 200_000, `${held} bytes were held of 200 MB`);
    state = 'succeeded';
    await until(() => response?.writableEnded === true);
    let heard = '';
    socket.on('data', (bytes) => {
      heard += String(bytes);
    });
    socket.resume();
    await until(() => heard.includes('event: end\ndata: {"state":"succeeded"}'));
  });

  it('and never reads again gives its place to another, also after the end was told', async () => {
    for (const last of ['running', 'succeeded'] as const) {
      state = 'running';
      const socket = await listen('/hasty');
      socket.pause();
      await until(() => hasty.listeners === 1 && responses.length > 0);
      const response = responses.at(-1);
      // The kernel takes some megabytes before anything is left untaken.
      for (let count = 0; count < 100; count += 1) {
        tell({ kind: 'recordsApplied', facts: { megabyte: 'x'.repeat(1_000_000) } });
        await new Promise((resolve) => setImmediate(resolve));
      }
      assert.equal(response?.writableNeedDrain, true);
      state = last;
      await until(() => hasty.listeners === 0);
    }
  });

  it('and takes what it is told stays, however long the run', async () => {
    const socket = await listen('/hasty');
    let heard = '';
    socket.on('data', (bytes) => {
      heard += String(bytes);
    });
    await until(() => heard.split(': here').length > 10);
    assert.equal(hasty.listeners, 1);
    socket.destroy();
    await until(() => hasty.listeners === 0);
  });

  it('is let go of when it leaves', async () => {
    const socket = await listen();
    await until(() => events.listeners === 1);
    socket.destroy();
    await until(() => events.listeners === 0);
    assert.equal(stopped, 1);
    tell({ kind: 'pageStaged', facts: {} });
  });

  it('is told that a run is held, and then no more', async () => {
    state = 'held';
    const text = await fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());
    assert.match(text, /event: end\ndata: \{"state":"held"\}/);
  });

  it('is one of a bounded number', async () => {
    for (let count = 0; count < mostListeners; count += 1) await listen();
    await until(() => events.listeners === mostListeners);
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 503);
    assert.equal(events.listeners, mostListeners);
    looks = 0;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.ok(looks > 0 && looks <= 4, `${mostListeners} listeners of one run looked ${looks} times in 1.5 s`);
  });
});
