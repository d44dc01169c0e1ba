/** Seals secrets of sources, so that neither the registry's file nor a backup of it tells them. */
export interface Vault {
  seal(secret: string): string;
  /** @throws Error when it was sealed with another key. */
  open(sealed: string): string;
}
