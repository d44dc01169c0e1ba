import { type Command, Option } from 'commander';
import { type Level, levels } from '../catalog/agency.js';
import { command, operator, print, printJson, withApp } from './run.js';

interface AddOptions {
  name: string;
  nameEn: string;
  level: Level;
  code?: string;
  ministry?: string;
  parent?: string;
  province?: string;
}

export function agencyCommand(): Command {
  const group = command('agency', 'หน่วยงาน · Agencies');
  group.addCommand(
    command('add', 'ลงทะเบียนหน่วยงาน · Register an agency')
      .argument('<id>', 'code at registration; becomes a part of every IRI and never changes, such as 99070100')
      .requiredOption('--name <thai>', 'name in Thai')
      .requiredOption('--name-en <english>', 'name in English')
      .addOption(new Option('--level <level>', 'level of government').choices(Object.keys(levels)).default('central'))
      .option('--code <code>', 'official code, when it differs from the id')
      .option('--ministry <name>', 'ministry it belongs to')
      .option('--parent <id>', 'agency it is a part of')
      .option('--province <name>', 'province it answers for')
      .action((id: string, options: AddOptions) =>
        withApp(async ({ flow }) => {
          const { name, nameEn, level, code, ministry, parent, province } = options;
          await flow.registerAgency(
            { id, code: code ?? id, name: { th: name, en: nameEn }, level, ministry, parentId: parent, province },
            operator,
          );
          print(`${id} ${name}`);
        }),
      ),
  );
  group.addCommand(
    command('list', 'รายชื่อหน่วยงาน · List agencies')
      .option('--json', 'as JSON')
      .action((options: { json?: boolean }) =>
        withApp(async ({ flow }) => {
          const agencies = await flow.agencies();
          if (options.json) return printJson(agencies);
          for (const agency of agencies) print(`${agency.id}  ${agency.name.th} · ${agency.name.en} (${levels[agency.level].th})`);
          if (agencies.length === 0) print('ยังไม่มีหน่วยงาน โปรดเพิ่มด้วยคำสั่ง banchi agency add · No agency yet: banchi agency add');
        }),
      ),
  );
  return group;
}
