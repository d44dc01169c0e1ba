import { type Command, Option } from 'commander';
import { Problem } from '../catalog/problem.js';
import { type Policy, policies, type Source, type SourceKind, sourceKinds, sourceName } from '../catalog/source.js';
import { text } from '../catalog/text.js';
import type { Flow } from '../flow.js';
import { readSecret, type SecretOptions } from './headers.js';
import { readGiven } from './read-given.js';
import { command, operator, print, printJson, withApp } from './run.js';
import { mandateCommand } from './source-mandate.js';
import { splitName } from './source-name.js';
import { type ReadingOptions, readingOptions, setCommand, whole, withReadingOptions } from './source-options.js';
import { stepsOf } from './source-steps.js';

interface AddOptions extends SecretOptions, ReadingOptions {
  kind: SourceKind;
  policy: Policy;
  registrar?: string;
  every?: number;
  replaces?: string;
  queryFile?: string;
}

const name = '<agency/source>';

export function sourceCommand(): Command {
  const group = command('source', 'แหล่งข้อมูลที่รวบรวม · Sources to harvest');
  for (const sub of [
    addCommand,
    listCommand,
    approveCommand,
    pauseCommand,
    resumeCommand,
    consentCommand,
    setCommand,
    secretCommand,
    retireCommand,
    mandateCommand,
  ])
    group.addCommand(sub());
  return group;
}

function addCommand(): Command {
  return withReadingOptions(command('add', 'ลงทะเบียนแหล่งข้อมูลของหน่วยงาน · Register a source of an agency; it waits for approval'))
    .argument(name, 'agency and a short name for the source, such as 99070100/ckan')
    .argument('[url]', 'address of the portal, workbook, document or endpoint; none for what is uploaded or pushed')
    .addOption(new Option('--kind <kind>', 'kind of source').choices(sourceKinds).default('ckan'))
    .addOption(new Option('--policy <policy>', 'how new versions are confirmed').choices(policies).default('manual'))
    .option('--registrar <account>', 'registrar who gives the standing confirmation; needed with --policy material or automatic')
    .option('--every <minutes>', 'minutes between harvests; without it the source is harvested by hand', whole(1, 527_040))
    .option('--headers-file <file>', 'secret headers for fetching, one “Name: value” a line, such as “Authorization: …”; - reads stdin')
    .option('--token-file <file>', 'file with the API token of a CKAN portal, sent as Authorization; - reads stdin')
    .option('--replaces <source>', 'name of the agency’s source that this one takes the place of')
    .option('--query-file <file>', 'SPARQL SELECT that binds ?dataset, for --kind sparql; without it every dcat:Dataset is read')
    .action((given: string, url: string | undefined, options: AddOptions) =>
      withApp(async ({ flow }) => {
        const { kind, policy, registrar, every, replaces, queryFile } = options;
        const source = await flow.registerSource(
          {
            ...splitName(given),
            kind,
            url: url ?? '',
            policy,
            policyBy: registrar,
            everyMinutes: every,
            replaces,
            headers: readSecret(options),
            options: {
              ...readingOptions(options),
              ...(queryFile === undefined ? {} : { query: (await readGiven(queryFile)).toString('utf8') }),
            },
          },
          operator,
        );
        print(`${sourceName(source)} ${source.url} · ${states[source.state]}`);
        if (url !== undefined && source.url !== url.replace(/\/+$/, ''))
          print(`ใช้ที่อยู่ของระบบแทนหน้าที่ระบุ · the portal's address is used in place of the page's: ${source.url}`);
        for (const step of stepsOf(source)) print(step);
      }),
    );
}

const states: Readonly<Record<Source['state'], string>> = {
  pending: 'รออนุมัติ pending',
  active: 'ใช้งาน active',
  paused: 'หยุดชั่วคราว paused',
  retiring: 'กำลังเลิกใช้ retiring',
  retired: 'เลิกใช้แล้ว retired',
};

function listCommand(): Command {
  return command('list', 'รายการแหล่งข้อมูล · List sources')
    .argument('[agency]')
    .option('--json', 'as JSON')
    .action((agency: string | undefined, options: { json?: boolean }) =>
      withApp(async ({ flow }) => {
        const sources = await flow.sources(agency);
        if (options.json) return printJson(sources);
        for (const source of sources)
          print(
            `${sourceName(source)}  ${source.kind}  ${states[source.state]}  ${source.url || '-'}  ${source.policy}  ${source.nextRunAt ?? 'สั่งเอง by hand'}${source.options.consent === undefined ? '' : `  ยินยอมแล้วโดย consent of ${source.options.consent.by}`}`,
          );
        if (sources.length === 0) print('ยังไม่มีแหล่งข้อมูล โปรดเพิ่มด้วยคำสั่ง banchi source add · No source yet: banchi source add');
      }),
    );
}

/** A command that takes a source's name, does one thing and tells the source's state. */
function stateCommand(word: string, description: string, act: (flow: Flow, source: string) => Promise<Source>): Command {
  return command(word, description)
    .argument(name)
    .action((given: string) =>
      withApp(async ({ flow }) => {
        const source = await act(flow, given);
        print(`${sourceName(source)} · ${states[source.state]}`);
      }),
    );
}

function approveCommand(): Command {
  return command('approve', 'อนุมัติแหล่งข้อมูลใหม่ · Approve a new source')
    .argument(name)
    .action((given: string) =>
      withApp(async ({ flow }) => {
        const source = await flow.approveSource(given, operator);
        print(`${sourceName(source)} · ${states[source.state]}`);
        for (const step of stepsOf(source)) print(step);
      }),
    );
}

function pauseCommand(): Command {
  return stateCommand('pause', 'หยุดรวบรวมชั่วคราว · Harvest it no more for now', (flow, source) => flow.pauseSource(source, operator));
}

function resumeCommand(): Command {
  return stateCommand('resume', 'กลับมารวบรวมต่อ · Harvest it again', (flow, source) => flow.resumeSource(source, operator));
}

function consentCommand(): Command {
  return stateCommand(
    'consent',
    'ยินยอมให้รวบรวมรายการที่ไม่มีช่องยินยอม เช่น แบบฟอร์ม Excel · Consent to the harvest of records without a flag, such as the Excel template’s',
    (flow, source) => flow.giveConsent(source, operator),
  );
}

function retireCommand(): Command {
  return command('retire', 'เลิกใช้แหล่งข้อมูล และยุติการเผยแพร่ชุดข้อมูลจากแหล่งนี้ · End a source and take its records down')
    .argument(name)
    .option('--keep', 'leave what is published as it is')
    .option('--yes', 'this cannot be undone; without it nothing is done but told')
    .action((given: string, options: { keep?: boolean; yes?: boolean }) =>
      withApp(async ({ flow }) => {
        if (options.yes !== true) throw notSure(await flow.source(given));
        const taken = await flow.retireSource(given, operator, options.keep === true);
        print(`เลิกใช้ ${given} แล้ว ยุติการเผยแพร่ ${taken} ชุดข้อมูล · ${given} is retired, ${taken} datasets taken down`);
      }),
    );
}

function secretCommand(): Command {
  return command('secret', 'ตั้งรหัสลับสำหรับเข้าถึงต้นทาง · Keep the headers that fetching takes, sealed; never shown again')
    .argument(name)
    .option('--headers-file <file>', 'one “Name: value” a line; - reads stdin')
    .option('--token-file <file>', 'the API token of a CKAN portal alone; - reads stdin')
    .option('--forget', 'forget them')
    .action((given: string, options: SecretOptions & { forget?: boolean }) =>
      withApp(async ({ flow }) => {
        const headers = options.forget === true ? undefined : (readSecret(options) ?? readSecret({ headersFile: '-' }));
        await flow.setSecret(given, headers, operator);
        print(headers === undefined ? `ลบแล้ว · forgotten` : `เก็บแล้ว · kept: ${Object.keys(headers).join(', ')}`);
      }),
    );
}

function notSure(source: Source): Problem {
  const named = sourceName(source);
  return new Problem(
    'bad-request',
    text(
      `การเลิกใช้ ${named} ยกเลิกภายหลังไม่ได้ ชุดข้อมูลจากแหล่งนี้จะยุติการเผยแพร่ทั้งหมด เว้นแต่ระบุ --keep`,
      `Retiring ${named} cannot be undone, and all that came from it is taken down unless --keep is given.`,
    ),
    {
      remedy: text(
        `หากแน่ใจ โปรดใช้ banchi source retire ${named} --yes หากต้องการหยุดเพียงชั่วคราว โปรดใช้ banchi source pause ${named}`,
        `If you are sure: “banchi source retire ${named} --yes”. To stop for a while only: “banchi source pause ${named}”.`,
      ),
    },
  );
}
