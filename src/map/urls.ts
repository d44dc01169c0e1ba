/** A web address in standard form. `mended` tells whether it had to change. */
export interface Url {
  readonly href: string;
  readonly mended: boolean;
}

/** A URL brought into standard form, or undefined for what is no web address. */
export function readUrl(value: string): Url | undefined {
  const trimmed = value.trim();
  const complete = /^www\./i.test(trimmed) ? `https://${trimmed}` : trimmed;
  if (!/^https?:\/\//i.test(complete) || !URL.canParse(complete)) return undefined;
  // The URL standard leaves these in a query; an IRI must not hold them.
  const href = new URL(complete).href.replace(/[<>"{}|\\^`\s]/g, (character) => encodeURIComponent(character));
  return { href, mended: href !== value && href !== `${value}/` };
}

/** The address without a user and password before its host. */
export function withoutUser(href: string): string {
  const url = new URL(href);
  if (url.username === '' && url.password === '') return href;
  url.username = '';
  url.password = '';
  return url.href;
}

/** The extension of the file a URL's path names, in lower case, or undefined. */
export function extensionOf(href: string): string | undefined {
  const name = new URL(href).pathname.split('/').at(-1) ?? '';
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase();
}

/** Whether a URL names a file to fetch: pages made by a program, and version numbers, have extensions too. */
export function namesFile(href: string): boolean {
  const extension = extensionOf(href);
  return extension !== undefined && !/^(?:php\d?|aspx?|jspx?|do|cgi|s?html?|\d+)$/.test(extension);
}
