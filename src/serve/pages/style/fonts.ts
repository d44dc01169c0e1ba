/** Ranges of the two files of each weight, as their publisher cut them: a page without Thai fetches no Thai font. */
const ranges = {
  thai: 'U+02D7, U+0303, U+0331, U+0E01-0E5B, U+200C-200D, U+25CC',
  latin:
    'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD',
} as const;

type Script = keyof typeof ranges;

/** Address of a font file below /assets. */
export function fontPath(script: Script, weight: 400 | 600): string {
  return `/assets/ibm-plex-sans-thai-${script}-${weight}-normal.woff2`;
}

function face(script: Script, weight: 400 | 600): string {
  return `@font-face { font-family: 'IBM Plex Sans Thai'; font-style: normal; font-weight: ${weight}; font-display: swap; src: url('${fontPath(script, weight)}') format('woff2'); unicode-range: ${ranges[script]}; }`;
}

/** The four files that server.ts serves. */
export const fonts = `\n${[face('thai', 400), face('latin', 400), face('thai', 600), face('latin', 600)].join('\n')}\n`;
