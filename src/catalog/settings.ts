/** Facts about the registry itself, by key. */
export interface SettingStore {
  get(key: 'base-url' | 'former-bases' | 'log-forgotten-to'): Promise<string | undefined>;
  set(key: 'base-url' | 'former-bases' | 'log-forgotten-to', value: string): Promise<void>;
}
