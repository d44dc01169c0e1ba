import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { toProblem } from '../../src/catalog/problem.js';
import { admission } from '../../src/serve/admission.js';

describe('Documents that are let in', () => {
  const sockets: Socket[] = [];
  const servers: Server[] = [];
  let errors: unknown[] = [];

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
    errors = [];
  });

  async function serve(most: number, patience: number): Promise<number> {
    const app = express();
    const refuse: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
      errors.push(error);
      response.status(toProblem(error).status).end();
    };
    app.post('/', admission({ most, patience, read: express.raw({ type: () => true }) }), (_request, response) => {
      response.end('judged');
    });
    app.use(refuse);
    const server = createServer(app).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  /** Sends the beginning of a document and leaves it at that. */
  async function begin(port: number): Promise<{ socket: Socket; answered: Promise<string> }> {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    const answered = once(socket, 'data').then(([bytes]) => String(bytes));
    answered.catch(() => undefined);
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/turtle\r\nContent-Length: 1000\r\n\r\n<a> ');
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { socket, answered };
  }

  function post(port: number): Promise<Response> {
    return fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '<a> <b> <c> .', headers: { 'content-type': 'text/turtle' } });
  }

  it('give way, the longest first, when they arrive too slowly and another waits', async () => {
    const port = await serve(2, 10);
    const first = await begin(port);
    const second = await begin(port);
    assert.equal((await post(port)).status, 200);
    const answer = await first.answered;
    assert.match(answer, /^HTTP\/1\.1 408 /);
    assert.match(answer, /^Connection: close\r$/m);
    await once(first.socket, 'close');
    assert.equal(errors.length, 1);
    assert.equal((await post(port)).status, 200);
    second.socket.write('x'.repeat(996));
    assert.match(await second.answered, /^HTTP\/1\.1 200 /);
  });

  it('keep their place while they arrive in time; the next is told when to come again', async () => {
    const port = await serve(1, 60_000);
    await begin(port);
    assert.equal((await post(port)).status, 503);
    assert.equal(toProblem(errors[0]).retryAfter, 10);
  });
});
