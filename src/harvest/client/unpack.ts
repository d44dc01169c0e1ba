import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { Failure } from './failure.js';
import { type ClientLimits, ratioFloor } from './limits.js';

type Bytes = AsyncIterable<Buffer>;
type UnpackLimits = Pick<ClientLimits, 'answerBytes' | 'unpackedBytes' | 'unpackRatio'>;
type Unpacker = (packed: Bytes) => Bytes;

/** Encodings on one answer; nobody packs twice in earnest, and each layer multiplies. */
const mostLayers = 3;

const gunzip: Unpacker = (packed) => through(packed, zlib.createGunzip());

const unpackers: Readonly<Record<string, Unpacker>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: inflate,
  br: (packed) => through(packed, zlib.createBrotliDecompress()),
  ...zstd(),
};

/** What may be asked of a server. */
export const acceptEncoding = Object.keys(unpackers)
  .filter((name) => !name.startsWith('x-'))
  .join(', ');

/**
 * The body as it was before its encodings, bounded in bytes received, in bytes of every layer unpacked, and in their ratio.
 * @throws Failure `unknown-encoding` before anything is read; the bounds' failures while it is read.
 */
export function unpack(body: Bytes, encodings: string, limits: UnpackLimits): Bytes {
  const received = { bytes: 0 };
  const layers = encodings
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (layers.length > mostLayers) throw new Failure('unknown-encoding', encodings);
  let bytes = count(body, received, limits);
  for (const layer of layers.reverse()) {
    const unpacker = Object.hasOwn(unpackers, layer) ? unpackers[layer] : undefined;
    if (unpacker === undefined) throw new Failure('unknown-encoding', encodings);
    bytes = bound(unpacker(bytes), received, limits);
  }
  return bytes;
}

async function* count(body: Bytes, received: { bytes: number }, limits: UnpackLimits): Bytes & AsyncGenerator<Buffer> {
  for await (const chunk of body) {
    received.bytes += chunk.length;
    if (received.bytes > limits.answerBytes) throw new Failure('too-large');
    yield chunk;
  }
}

async function* bound(unpacked: Bytes, received: { bytes: number }, limits: UnpackLimits): Bytes & AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of unpacked) {
    size += chunk.length;
    if (size > limits.unpackedBytes) throw new Failure('unpacked-too-large');
    if (size > ratioFloor && size > received.bytes * limits.unpackRatio) throw new Failure('unpack-ratio');
    yield chunk;
  }
}

async function* through(packed: Bytes, decoder: Transform): Bytes & AsyncGenerator<Buffer> {
  const fed = pipeline(packed, decoder);
  // The pipeline destroys the decoder with its error, which the loop then throws; awaited below, so nothing is lost.
  fed.catch(() => undefined);
  yield* decoder as Bytes;
  await fed;
}

/** “deflate” is zlib's format by the standard and bare deflate from some servers: the first two bytes tell. */
async function* inflate(packed: Bytes): Bytes & AsyncGenerator<Buffer> {
  const rest = packed[Symbol.asyncIterator]();
  try {
    let head = Buffer.alloc(0);
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      head = Buffer.concat([head, next.value]);
      if (head.length >= 2) break;
    }
    const [first = 0, second = 0] = head;
    const wrapped = (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
    async function* whole(): AsyncGenerator<Buffer> {
      yield head;
      yield* { [Symbol.asyncIterator]: () => rest };
    }
    yield* through(whole(), wrapped ? zlib.createInflate() : zlib.createInflateRaw());
  } finally {
    await rest.return?.();
  }
}

/** Node has zstd from 22.15 on. */
function zstd(): Readonly<Record<string, Unpacker>> {
  const create = (zlib as { createZstdDecompress?: () => Transform }).createZstdDecompress;
  return create === undefined ? {} : { zstd: (packed) => through(packed, create()) };
}
