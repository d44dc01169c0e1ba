const words = new Intl.Segmenter('th', { granularity: 'word' });

/** The beginning of a text on one line, at most `longest` long; a Thai word or cluster is never cut inside. */
export function shorten(text: string, longest: number): string {
  const line = text.replace(/\s+/g, ' ');
  if (line.length <= longest) return line;
  let cut = '';
  // No word that fits ends later, so the rest need not be segmented.
  for (const { segment } of words.segment(line.slice(0, longest * 2))) {
    if (cut.length + segment.length > longest) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`;
}
