/** The style sheet: tokens, then elements, then the few components. */
export const style = `
:root { --ink: #1b2430; --soft: #55606e; --line: #d8dee6; --paper: #ffffff; --wash: #f4f6f9; --accent: #12507b; --radius: 6px; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf1; --soft: #a3afbd; --line: #36404d; --paper: #141a21; --wash: #1c242e; --accent: #7dbde8; } }
body { margin: 0; font-family: 'IBM Plex Sans Thai', system-ui, sans-serif; line-height: 1.65; color: var(--ink); background: var(--paper); }
`;
