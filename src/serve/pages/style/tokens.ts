/**
 * Every colour, space, size and radius of the pages, named once, so that a page is changed here and not in forty rules.
 * The green is a ledger's; each pair of ink and ground used below has a contrast of 4.5 or more in both schemes.
 */
export const tokens = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --wash: #f3f6f2; --ink: #17221c; --soft: #515f57;
  --line: #d6ded8; --edge: #7d8d83;
  --accent: #14603f; --accent-strong: #0d4a30; --on-accent: #ffffff; --accent-wash: #e5f0e8;
  --caution: #7a4900; --alarm: #a3211b;
  --masthead: #0f4a31; --on-masthead: #ffffff; --masthead-soft: #cfe3d6;

  --space-1: 0.25rem; --space-2: 0.5rem; --space-3: 0.75rem; --space-4: 1rem; --space-5: 1.5rem; --space-6: 2rem; --space-7: 3rem;
  --text-s: 0.875rem; --text-m: 1rem; --text-l: 1.125rem; --text-xl: 1.3125rem; --text-2xl: clamp(1.5rem, 1.25rem + 1.1vw, 1.9375rem);
  --leading: 1.65;
  --radius: 4px; --radius-l: 8px;
  --measure: 44rem; --page: 72rem;
  --sans: 'IBM Plex Sans Thai', 'Noto Sans Thai', 'Leelawadee UI', Thonburi, system-ui, sans-serif;
  --mono: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #101713; --wash: #18211c; --ink: #e5ece7; --soft: #a8b6ad;
    --line: #2d3a33; --edge: #6d7e74;
    --accent: #82d3a5; --accent-strong: #a5e3c0; --on-accent: #07150d; --accent-wash: #1b3126;
    --caution: #f2c67c; --alarm: #ffa8a0;
    --masthead: #0b2a1d; --on-masthead: #f0f6f2; --masthead-soft: #a9c6b5;
  }
}
`;
