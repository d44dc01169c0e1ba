import type { Command } from 'commander';
import type { Mandate } from '../catalog/mandate.js';
import { Problem } from '../catalog/problem.js';
import { type Text, text } from '../catalog/text.js';
import { command, operator, print, withApp } from './run.js';

/** `banchi source mandate`: gives, lists and ends what lets a source carry another agency's records. */
export function mandateCommand(): Command {
  return command('mandate', 'มอบหมายให้แหล่งข้อมูลส่งข้อมูลแทนหน่วยงานอื่น · Let a source carry another agency’s records')
    .argument('<agency/source>')
    .argument('[agency]', 'agency that gives the mandate; without it, what was given is listed')
    .option('--confirms', 'the source’s standing confirmation holds for these records too')
    .option('--until <day>', 'last day, such as 2027-09-30 or 2570-09-30; without it until it is revoked')
    .option('--revoke', 'end the agency’s mandate')
    .action((given: string, agencyId: string | undefined, options: { confirms?: boolean; until?: string; revoke?: boolean }) =>
      withApp(async ({ flow }) => {
        if (options.revoke === true && agencyId === undefined) throw nobodyNamed();
        if (agencyId !== undefined && options.revoke === true) {
          const ended = await flow.revokeMandate(given, agencyId, operator);
          print(`ยกเลิกการมอบหมายแล้ว ${ended} รายการ · ${ended} mandates ended`);
        } else if (agencyId !== undefined)
          await flow.giveMandate(given, { agencyId, confirms: options.confirms === true, toDay: options.until }, operator);
        const names = new Map((await flow.agencies()).map((agency) => [agency.id, agency.name]));
        const mandates = await flow.mandates(given);
        for (const mandate of mandates) print(lineOf(mandate, names.get(mandate.agencyId)));
        if (mandates.length === 0) print('ยังไม่มีหน่วยงานใดมอบหมาย · No agency has given a mandate');
      }),
    );
}

function lineOf({ agencyId, fromDay, toDay, confirms, revokedAt }: Mandate, name: Text | undefined): string {
  const until = toDay === undefined ? 'ไม่มีกำหนดสิ้นสุด without end' : `ถึง until ${toDay}`;
  const scope = confirms ? '  รวมการยืนยัน confirming' : '';
  const ended = revokedAt === undefined ? '' : `  ยกเลิกแล้ว revoked ${revokedAt.slice(0, 10)}`;
  return `${agencyId}  ${name === undefined ? '' : `${name.th} · ${name.en}  `}ตั้งแต่ from ${fromDay} ${until}${scope}${ended}`;
}

function nobodyNamed(): Problem {
  return new Problem('bad-request', text('โปรดระบุหน่วยงานที่จะยกเลิกการมอบหมาย', 'Name the agency whose mandate is to end.'));
}
