/** Text within XML; what XML cannot hold at all is left out. */
export function escaped(value: string): string {
  return value.replace(/(?![\t\n\r\x7f-\x9f])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '').replace(/[&<>"\r]/g, (one) => `&#${one.charCodeAt(0)};`);
}
