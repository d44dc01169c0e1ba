import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Vault } from '../catalog/vault.js';

const cipher = 'aes-256-gcm';
const sizes = { key: 32, nonce: 12, tag: 16 };

/**
 * Seals with AES-256-GCM under a key kept in a file of its own, made at the first sealing and readable by its owner alone.
 * A sealed secret is base64 of nonce, tag and text.
 */
export function openVault(keyFile: string): Vault {
  let key: Buffer | undefined;
  const keyOf = (): Buffer => {
    key ??= readKey(keyFile);
    return key;
  };
  return {
    seal(secret) {
      if (!existsSync(keyFile)) writeKey(keyFile);
      const nonce = randomBytes(sizes.nonce);
      const sealing = createCipheriv(cipher, keyOf(), nonce);
      const text = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()]);
      return Buffer.concat([nonce, sealing.getAuthTag(), text]).toString('base64');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      const opening = createDecipheriv(cipher, keyOf(), bytes.subarray(0, sizes.nonce));
      opening.setAuthTag(bytes.subarray(sizes.nonce, sizes.nonce + sizes.tag));
      try {
        return Buffer.concat([opening.update(bytes.subarray(sizes.nonce + sizes.tag)), opening.final()]).toString('utf8');
      } catch (error) {
        throw new Error(`a source's secret cannot be opened with the key in ${keyFile}: restore that file, or set the secret anew`, {
          cause: error,
        });
      }
    },
  };
}

function readKey(file: string): Buffer {
  const key = existsSync(file) ? Buffer.from(readFileSync(file, 'utf8').trim(), 'base64') : Buffer.alloc(0);
  if (key.length !== sizes.key)
    throw new Error(`${file} does not hold a key of ${sizes.key} bytes: restore it, or set the sources' secrets anew`);
  return key;
}

/** Two processes that come at once end with one key: the second finds the file and reads it. */
function writeKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, `${randomBytes(sizes.key).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
