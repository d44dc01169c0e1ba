import { type Command, InvalidArgumentError, Option } from 'commander';
import { Problem } from '../catalog/problem.js';
import { type Policy, policies, type SourceKind, sourceKinds, sourceName } from '../catalog/source.js';
import { text } from '../catalog/text.js';
import { readGiven } from './read-given.js';
import { command, operator, print, printJson, withApp } from './run.js';

interface AddOptions {
  kind: SourceKind;
  policy: Policy;
  registrar?: string;
  every?: number;
  queryFile?: string;
}

export function sourceCommand(): Command {
  const group = command('source', 'แหล่งข้อมูลที่รวบรวม · Sources to harvest');
  group.addCommand(
    command('add', 'ลงทะเบียนแหล่งข้อมูลของหน่วยงาน · Register a source of an agency')
      .argument('<agency/source>', 'agency and a short name for the source, such as 99070100/ckan')
      .argument('<url>', 'address of the portal, such as https://catalog.fisheries.example')
      .addOption(new Option('--kind <kind>', 'kind of source').choices(sourceKinds).default('ckan'))
      .addOption(new Option('--policy <policy>', 'how new versions are confirmed').choices(policies).default('manual'))
      .option('--registrar <account>', 'registrar who gives the standing confirmation; needed with --policy material or automatic')
      .option('--every <minutes>', 'minutes between harvests; without it the source is harvested by hand', minutes)
      .option(
        '--query-file <file>',
        'file with a SPARQL SELECT that binds ?dataset, for --kind sparql; without it every dcat:Dataset is read',
      )
      .action((name: string, url: string, options: AddOptions) =>
        withApp(async ({ flow }) => {
          const [agencyId = '', key = '', ...rest] = name.split('/');
          if (key === '' || rest.length > 0)
            throw new Problem(
              'bad-request',
              text(`“${name}” ต้องเขียนเป็น รหัสหน่วยงาน/ชื่อแหล่งข้อมูล`, `“${name}” must be written AGENCY/SOURCE.`),
            );
          const { kind, policy, registrar, every, queryFile } = options;
          const own = queryFile === undefined ? {} : { options: { query: (await readGiven(queryFile)).toString('utf8') } };
          const source = await flow.registerSource(
            { agencyId, key, kind, url, policy, policyBy: registrar, everyMinutes: every, ...own },
            operator,
          );
          print(`${sourceName(source)} ${source.url}`);
        }),
      ),
  );
  group.addCommand(
    command('list', 'รายการแหล่งข้อมูล · List sources')
      .argument('[agency]')
      .option('--json', 'as JSON')
      .action((agency: string | undefined, options: { json?: boolean }) =>
        withApp(async ({ flow }) => {
          const sources = await flow.sources(agency);
          if (options.json) return printJson(sources);
          for (const source of sources)
            print(`${sourceName(source)}  ${source.kind}  ${source.url}  ${source.policy}  ${source.nextRunAt ?? 'by hand'}`);
          if (sources.length === 0) print('ยังไม่มีแหล่งข้อมูล โปรดเพิ่มด้วยคำสั่ง banchi source add · No source yet: banchi source add');
        }),
      ),
  );
  return group;
}

function minutes(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('must be a whole number of minutes, 1 or more.');
  return number;
}
