import { createServer, type Server } from 'node:net';
import { startApp, type TestApp, type TestOptions } from './app.js';

/** A test app whose public base is the address it listens on, for clients that follow links. */
export async function startPublicApp(options: TestOptions = {}): Promise<{ test: TestApp; base: string }> {
  // Held until the app's own portal has its port, so that it does not get this one.
  const { server, port } = await holdPort();
  const base = `http://127.0.0.1:${port}`;
  try {
    return { test: await startApp({ ...options, config: { ...options.config, port, baseUrl: base } }), base };
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

function holdPort(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });
}
