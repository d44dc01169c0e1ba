/** Where a link leads, as a reader can judge it. */
export function hostOf(href: string): string {
  return URL.canParse(href) ? new URL(href).host : href;
}

/** What to call a link that has no title: its file's name, else its host. */
export function nameOf(href: string): string {
  if (!URL.canParse(href)) return href;
  const { pathname, host } = new URL(href);
  const last = pathname.split('/').filter(Boolean).at(-1);
  if (last === undefined) return host;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
