/** Pages of a portal whose address people copy in place of the portal's own; CKAN may put a language before them. */
const pages = /\/(?:[a-z]{2}(?:_[A-Z]{2})?\/)?(?:dataset|organization|group|api|user|dashboard|about)(?:\/.*)?$/;

/** The portal that an address belongs to: without the page, without a slash at the end. */
export function portalAddress(given: string): string {
  return given.replace(pages, '').replace(/\/+$/, '');
}

/** Whether a portal's key may go with requests to where it redirects: its own origin, or https on its own host. */
export function isSamePortal(from: string, to: string): boolean {
  const [here, there] = [new URL(from), new URL(to)];
  if (here.origin === there.origin) return true;
  return here.protocol === 'http:' && there.protocol === 'https:' && here.hostname === there.hostname && there.port === '';
}
