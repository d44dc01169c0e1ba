/** A ledger with its double rule: the brand's mark, and as a data URI the icon of the tab. */
export function LedgerMark() {
  return (
    <svg width="26" height="26" viewBox="0 0 26 26" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
      <rect x="4" y="2" width="18" height="22" rx="2" />
      <path d="M9 2v22M12.5 8H19M12.5 12H19M12.5 17H19M12.5 20H19" />
    </svg>
  );
}

const tabIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 26"><rect width="26" height="26" rx="5" fill="#0f4a31"/><path d="M8 4v18M11.5 8H20M11.5 12H20M11.5 17H20M11.5 20H20" stroke="#fff" stroke-width="2"/></svg>`;

/** Address of the tab's icon; the security policy allows images as data. */
export const tabIconHref = `data:image/svg+xml,${encodeURIComponent(tabIcon)}`;

/** A padlock, open or shut, beside the words that say the same. */
export function Padlock({ open }: { open: boolean }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.75" aria-hidden="true">
      <rect x="2.5" y="7" width="11" height="7.5" rx="1.5" />
      <path d={open ? 'M5 7V4.5a3 3 0 0 1 5.8-1' : 'M5 7V4.5a3 3 0 0 1 6 0V7'} />
    </svg>
  );
}
