/** A registry's own name: by it a store elsewhere tells whose it is. */
export const identity: readonly string[] = [`INSERT INTO settings (key, value) VALUES ('registry', lower(hex(randomblob(16))))`];
