import { type Command, InvalidArgumentError } from 'commander';
import type { SourceOptions } from '../catalog/source.js';
import { command, operator, print, withApp } from './run.js';

/** What may be said of reading a source, as options of a command. */
export interface ReadingOptions {
  userAgent?: string;
  pageSize?: number;
  fullEvery?: number;
  mediaType?: string;
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
  return withReadingOptions(command('set', 'กำหนดวิธีอ่านแหล่งข้อมูล · Say how a source is read; the next harvest reads everything'))
    .argument('<agency/source>')
    .action((given: string, options: ReadingOptions) =>
      withApp(async ({ flow }) => {
        const source = await flow.setOptions(given, readingOptions(options), operator);
        print(JSON.stringify(source.options));
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
