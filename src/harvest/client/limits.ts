/** Bounds on what one request may take; all are settings. */
export interface ClientLimits {
  readonly connectMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
  /** As received, still packed. */
  readonly answerBytes: number;
  readonly unpackedBytes: number;
  /** Unpacked bytes for each byte received. */
  readonly unpackRatio: number;
  readonly redirects: number;
  /** `host:port` pairs on loopback that may be reached. */
  readonly loopback: readonly string[];
}

export interface ClientSettings extends ClientLimits {
  /** HTTP proxy that every connection but those to loopback goes through. */
  readonly proxy: string | undefined;
  /** Where a source's operator learns who is asking; part of the User-Agent. */
  readonly contact: string;
}

/** Largest block of response headers. */
export const headerBytes = 16 * 1024;

/** Unpacked sizes below this are never held against the ratio: small texts of one character pack very well. */
export const ratioFloor = 1024 * 1024;
