/** Facts about the registry itself, by key. */
export interface SettingStore {
  get(key: 'base-url' | 'former-bases'): Promise<string | undefined>;
  set(key: 'base-url' | 'former-bases', value: string): Promise<void>;
}
