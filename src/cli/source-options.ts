import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Policy, policies, type SourceOptions } from '../catalog/source.js';
import { command, operator, print, withApp } from './run.js';

/** What may be said of reading a source, as options of a command. */
export interface ReadingOptions {
  userAgent?: string;
  pageSize?: number;
  fullEvery?: number;
  mediaType?: string;
}

interface SetOptions extends ReadingOptions {
  url?: string;
  every?: number;
  byHand?: boolean;
  policy?: Policy;
  registrar?: string;
}

/** Adds the options that say how a source is read. */
export function withReadingOptions(given: Command): Command {
  return given
    .option('--user-agent <text>', 'User-Agent for a server that refuses ours; it should still say who asks')
    .option('--page-size <records>', 'records asked for at a time', whole(1, 1000))
    .option(
      '--full-every <days>',
      'days after which everything is read again, 0 each time; between, only what changed is (CKAN)',
      whole(0, 365),
    )
    .option('--media-type <type>', 'read documents as this, whatever their server says');
}

/** The options that were given, and no others. */
export function readingOptions({ userAgent, pageSize, fullEvery, mediaType }: ReadingOptions): SourceOptions {
  return {
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(pageSize === undefined ? {} : { pageSize }),
    ...(fullEvery === undefined ? {} : { fullEveryDays: fullEvery }),
    ...(mediaType === undefined ? {} : { mediaType }),
  };
}

export function setCommand(): Command {
  return withReadingOptions(command('set', 'เปลี่ยนที่อยู่ กำหนดเวลา การยืนยัน หรือวิธีอ่านแหล่งข้อมูล · Change a source'))
    .argument('<agency/source>')
    .option('--url <url>', 'where it is now')
    .option('--every <minutes>', 'minutes between harvests', whole(1, 1_000_000))
    .option('--by-hand', 'harvest it by hand only')
    .addOption(
      new Option('--policy <policy>', 'how new versions are confirmed; a standing confirmation lasts a year from now').choices(policies),
    )
    .option('--registrar <account>', 'registrar who gives the standing confirmation')
    .action((given: string, options: SetOptions) =>
      withApp(async ({ flow }) => {
        const reading = readingOptions(options);
        const change = {
          url: options.url,
          everyMinutes: options.byHand === true ? null : options.every,
          policy: options.policy,
          policyBy: options.registrar,
          ...(Object.keys(reading).length === 0 ? {} : { options: reading }),
        };
        const { url, everyMinutes, policy, policyBy, policyUntil, options: kept } = await flow.changeSource(given, change, operator);
        print(JSON.stringify({ url, everyMinutes, policy, policyBy, policyUntil, options: kept }, undefined, 2));
      }),
    );
}

/** A whole number within bounds, for an option. */
export function whole(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (value.trim() === '' || !Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(`must be a whole number from ${least} to ${most}.`);
    return number;
  };
}
