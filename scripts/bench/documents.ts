import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** DCAT documents of so many megabytes through the walker, each beside its parser alone. */
export async function benchDocuments(megabytes: number): Promise<void> {
  const server = spawn(process.execPath, [file('document-server.js')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [address] = (await once(server.stdout, 'data')) as [Buffer];
  for (const name of ['n-quads', 'rdf-xml'])
    for (const what of ['floor', 'walk']) {
      const size = String(megabytes * 1024 * 1024);
      const phase = spawn(process.execPath, ['--enable-source-maps', file('document-phase.js'), what, name, String(address).trim(), size], {
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      const [code] = await once(phase, 'exit');
      if (code !== 0) process.exitCode = 1;
    }
  server.stdin.end();
}

function file(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
