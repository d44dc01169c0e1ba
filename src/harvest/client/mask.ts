const secretNames = /([?&;][^=&;#]*(?:key|token|secret|pass|pwd|auth|sig|code|session|credential)[^=&;#]*=)[^&;#]*/gi;

/** A text that may name addresses, with passwords and keys in them hidden, and without control characters. */
export function mask(given: string): string {
  const hidden = given
    // Control and formatting characters could turn a line of a log around.
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/((?:^|[a-z0-9+.-]:)[\\/]{2,})[^\\/?#\s]*@/gi, '$1***@')
    .replace(secretNames, '$1***');
  return hidden.length > 300 ? `${hidden.slice(0, 299)}…` : hidden;
}
