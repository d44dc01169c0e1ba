import assert from 'node:assert/strict';
import type { Request } from 'express';
import { clientOf } from '../../src/serve/client.js';

/** Each row: an address as the system tells it, and the client it stands for. */
const clients: readonly [string | undefined, string][] = [
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8:0:1::5', '2001:db8:0:1::/64'],
  ['2001:DB8::1:2:3:4:5', '2001:db8:0:1::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  [undefined, ''],
];

describe('A client', () => {
  for (const [ip, client] of clients) {
    it(`at ${ip} is ${client}`, () => assert.equal(clientOf({ ip } as Request), client));
  }
});
