import type { FetchReason } from '../../catalog/guarded-client.js';
import { type Text, text } from '../../catalog/text.js';

/** A reason found inside the client, on its way to be put in words; `about` is what the words tell, such as a network. */
export class Failure extends Error {
  readonly reason: FetchReason;
  readonly about: Text;

  constructor(reason: FetchReason, about: Text | string = '') {
    const words = typeof about === 'string' ? text(about, about) : about;
    super(`${reason} ${words.en}`.trim());
    this.name = 'Failure';
    this.reason = reason;
    this.about = words;
  }
}
