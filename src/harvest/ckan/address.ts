/** Pages of a portal whose address people copy in place of the portal's own; CKAN may put a language before them. */
const pages = /\/(?:[a-z]{2}(?:_[A-Z]{2})?\/)?(?:dataset|organization|group|api|user|dashboard|about)(?:\/.*)?$/;

/** The portal that an address belongs to: without the page, without a slash at the end. */
export function portalAddress(given: string): string {
  return given.replace(pages, '').replace(/\/+$/, '');
}
