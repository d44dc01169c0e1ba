import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Key, type Scope, scopes, unusable } from '../catalog/key.js';
import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { command, operator, print, printJson, withApp } from './run.js';

interface CreateOptions {
  centre?: boolean;
  scope: Scope[];
  name: string;
  days?: number;
  json?: boolean;
}

export function keyCommand(): Command {
  const group = command('key', 'กุญแจ API · API keys');
  group.addCommand(
    command('create', 'ออกกุญแจ API ให้หน่วยงานหรือศูนย์กลาง · Make an API key of an agency or of the centre')
      .argument('[agency]', 'agency whose key it is')
      .option('--centre', 'a key of the centre instead')
      .addOption(
        new Option(
          '--scope <scope...>',
          'what it is for: submit, confirm, manage of an agency; inspect, categorise, administer of the centre',
        )
          .choices(scopes)
          .makeOptionMandatory(),
      )
      .requiredOption('--name <name>', 'program or person that uses it')
      .option('--days <days>', 'how long it lives; 365 without it', days)
      .option('--json', 'as JSON')
      .addHelpText('after', '\nThe key is shown once. An agency’s first key with “submit” brings its source “push”.')
      .action((agency: string | undefined, options: CreateOptions) =>
        withApp(async ({ flow }) => {
          if ((agency === undefined) !== (options.centre === true))
            throw new Problem(
              'bad-request',
              text('โปรดระบุรหัสหน่วยงาน หรือใช้ --centre เพียงอย่างใดอย่างหนึ่ง', 'Name an agency, or give --centre, not both.'),
            );
          const { key, token } = await flow.createKey(
            { agencyId: agency, scopes: options.scope, name: options.name, ...(options.days === undefined ? {} : { days: options.days }) },
            operator,
          );
          if (options.json) return printJson({ ...shownKey(key), token });
          print(token);
          process.stderr.write(
            `กุญแจนี้แสดงเพียงครั้งเดียว โปรดเก็บไว้ในที่ปลอดภัย ใช้ได้ถึง ${key.expiresAt.slice(0, 10)}\nShown this once; keep it safe. Valid until ${key.expiresAt.slice(0, 10)}.\n`,
          );
        }),
      ),
  );
  group.addCommand(
    command('list', 'รายการกุญแจ · List keys')
      .argument('[agency]')
      .option('--json', 'as JSON')
      .action((agency: string | undefined, options: { json?: boolean }) =>
        withApp(async ({ flow }) => {
          const keys = await flow.keys(agency);
          if (options.json) return printJson(keys.map(shownKey));
          for (const key of keys)
            print(
              `${key.id}  ${key.agencyId ?? 'centre'}  ${key.scopes.join(',')}  ${key.name}  ${stateOf(key)}  used ${key.usedAt ?? 'never'}`,
            );
          if (keys.length === 0) print('ยังไม่มีกุญแจ · No key yet: banchi key create');
        }),
      ),
  );
  group.addCommand(
    command('revoke', 'เพิกถอนกุญแจ มีผลทันที · Revoke a key, at once')
      .argument('<id>', 'the key’s first part, such as bk_0123456789abcdef')
      .action((id: string) =>
        withApp(async ({ flow }) => {
          await flow.revokeKey(id, operator);
          print(`เพิกถอนแล้ว · revoked: ${id}`);
        }),
      ),
  );
  return group;
}

/** A key as people may see it. */
function shownKey({ hash: _, ...key }: Key): Omit<Key, 'hash'> {
  return key;
}

function stateOf(key: Key): string {
  const why = unusable(key, new Date().toISOString());
  return why === undefined ? `until ${key.expiresAt.slice(0, 10)}` : `${why.th} · ${why.en}`;
}

function days(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('must be a whole number of days, 1 or more.');
  return number;
}
