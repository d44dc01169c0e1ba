import type { Server } from 'node:http';
import type { Express } from 'express';

/** Serves on a port with bounds on slow clients. @throws Error when the port is taken. */
export function listen(app: Express, config: { readonly port: number; readonly host: string }): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(config.port, config.host, (error?: Error) => {
      if (error === undefined) return resolve(server);
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      reject(taken ? new Error(`port ${config.port} is in use: stop the other program, or set PORT`) : error);
    });
    server.requestTimeout = 60_000;
    server.headersTimeout = 20_000;
    server.keepAliveTimeout = 10_000;
  });
}

/** Takes no new requests, and cuts those that are not answered within two seconds. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
  });
}
