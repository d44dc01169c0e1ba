import type { Audience } from '../../catalog/audience.js';
import type { Key } from '../../catalog/key.js';
import type { Conditions, PushedName, PushedView, PutOutcome, RecordToPut } from '../../catalog/pushed.js';
import type { Text } from '../../catalog/text.js';

/** The use cases behind /api; handed in by compose(). */
export interface ApiCases {
  authenticate(token: string): Promise<{ readonly state: 'known'; readonly key: Key } | { readonly state: 'refused'; readonly why: Text }>;
  putRecord(record: RecordToPut): Promise<PutOutcome>;
  pushedRecord(name: PushedName): Promise<PushedView>;
  withdrawRecord(name: PushedName & Conditions & { readonly by: string }): Promise<void>;
  confirmPushed(
    confirmation: PushedName & Pick<Conditions, 'ifMatch'> & { readonly audience: Audience | undefined; readonly by: string },
  ): Promise<void>;
}
