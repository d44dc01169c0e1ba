const dayMs = 86_400_000;

/**
 * A day as Excel counts it, in ISO form, with the time when there is one; undefined for what is no day. Excel thinks that 1900
 * was a leap year. A year that was typed in Buddhist Era stays one: the mapping tells the eras apart.
 */
export function serialDay(serial: number, from1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 1 || serial >= 2_958_466) return undefined;
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const seconds = Math.round((serial * dayMs) / 1000);
  const iso = new Date(epoch + seconds * 1000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}
