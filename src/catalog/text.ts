/** A sentence or label in both languages of the product. */
export interface Text {
  readonly th: string;
  readonly en: string;
}

export type Language = keyof Text;

/** `{ th, en }` in one call, Thai first as everywhere a person reads. */
export function text(th: string, en: string): Text {
  return { th, en };
}
