import { isAscii } from 'node:buffer';
import { Problem } from '../catalog/problem.js';
import { type Text, text } from '../catalog/text.js';
import { binaryProblem, declaredWithin, knownEncoding, looksThai, marks, readAs, thaiEncoding, widthByZeros } from './decode.js';
import { malformed, placeWords } from './read-limits.js';

/**
 * Bytes to text as they come, by the rules of `decode`. A document that nobody labelled is UTF-8 until a byte says otherwise;
 * what stood before that byte was ASCII then, and is the same in windows-874.
 */
export class StreamDecoder {
  readonly notes: Text[] = [];
  #charset: string | undefined;
  #decoder: TextDecoder | undefined;
  /** True while nothing has settled the encoding, so that windows-874 may still be it. */
  #isOpen = false;
  #line = 1;

  /** @param charset declared beside the document, as in Content-Type. */
  constructor(charset: string | undefined) {
    this.#charset = charset;
  }

  /**
   * The text of the next bytes. The first call needs the first kilobyte, or all there is.
   * @throws Problem for a file that is no text, and for bytes that are not in its encoding, naming the line.
   */
  decode(bytes: Uint8Array, isLast: boolean): string {
    const decoder = this.#decoder ?? this.#begin(bytes);
    const decoded = this.#isOpen ? this.#decodeOpen(bytes, isLast) : this.#decodeKnown(decoder, bytes, isLast);
    const nul = decoded.indexOf('\0');
    if (nul >= 0) throw this.#fault(decoded.slice(0, nul), 'NUL');
    for (let at = decoded.indexOf('\n'); at >= 0; at = decoded.indexOf('\n', at + 1)) this.#line += 1;
    return decoded;
  }

  #begin(head: Uint8Array): TextDecoder {
    const binary = binaryProblem(head);
    if (binary !== undefined) throw binary;
    const mark = marks.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte))?.encoding ?? widthByZeros(head);
    this.#charset = mark ?? knownEncoding(this.#charset ?? declaredWithin(head));
    // What is labelled otherwise is often UTF-8 all the same: the first bytes past ASCII tell.
    this.#isOpen = mark === undefined;
    this.#decoder = new TextDecoder(mark ?? 'utf-8', { fatal: true });
    return this.#decoder;
  }

  #decodeKnown(decoder: TextDecoder, bytes: Uint8Array, isLast: boolean): string {
    try {
      return decoder.decode(bytes, { stream: !isLast });
    } catch {
      throw this.#fault('', decoder.encoding);
    }
  }

  #decodeOpen(bytes: Uint8Array, isLast: boolean): string {
    if (isAscii(bytes)) return this.#decodeKnown(this.#decoder as TextDecoder, bytes, isLast);
    this.#isOpen = false;
    const declared = this.#charset;
    const isOther = declared !== undefined && declared !== 'utf-8';
    if (isUtf8(bytes, isLast)) {
      if (isOther) this.notes.push(readAs('UTF-8', declared));
    } else if (isOther) this.#decoder = new TextDecoder(declared, { fatal: true });
    else if (looksThai(bytes)) {
      this.#decoder = new TextDecoder(thaiEncoding, { fatal: true });
      this.notes.push(readAs('windows-874 (TIS-620)', declared));
    }
    return this.#decodeKnown(this.#decoder as TextDecoder, bytes, isLast);
  }

  #fault(before: string, what: string): Problem {
    const line = this.#line + before.split('\n').length - 1;
    return what === 'NUL'
      ? new Problem('malformed', text(`บรรทัดที่ ${line}: มีอักขระ NUL`, `There is a NUL character at line ${line}.`), {
          remedy: text('ลบอักขระ NUL หรือบันทึกไฟล์ใหม่เป็น UTF-8', 'Remove it, or save the file again as UTF-8.'),
        })
      : malformed(what, placeWords({ line }), `bytes that are not ${what}`);
  }
}

/** True for bytes that are UTF-8 as far as they go: a sequence may be cut at the end. */
function isUtf8(bytes: Uint8Array, isLast: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isLast });
    return true;
  } catch {
    return false; // the bytes themselves are the answer
  }
}
