import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where this machine has a Chromium; undefined where it has none, and then the browser's tests are left out. */
export const chromiumPath = places.find((path) => existsSync(path));

/** What a suite says of itself when it is left out. */
export const leftOut = chromiumPath === undefined ? ' (left out: no Chromium here; .ci/run installs it)' : '';

/** A headless browser that talks to loopback alone. */
export function openBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('there is no Chromium here');
  const quiet = ['no-first-run', 'disable-background-networking', 'disable-component-update', 'disable-sync', 'disable-quic'];
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', ...quiet.map((flag) => `--${flag}`)] });
}
