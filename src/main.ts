#!/usr/bin/env node
import { Command } from 'commander';
import { agencyCommand } from './cli/agency.js';
import { candidatesCommand } from './cli/candidates.js';
import { confirmCommand } from './cli/confirm.js';
import { demoCommand } from './cli/demo.js';
import { doctorCommand } from './cli/doctor.js';
import { dumpCommand } from './cli/dump.js';
import { harvestCommand } from './cli/harvest.js';
import { keyCommand } from './cli/key.js';
import { noticesCommand } from './cli/notices.js';
import { rebaseCommand } from './cli/rebase.js';
import { reportCommand } from './cli/report.js';
import { reprocessCommand } from './cli/reprocess.js';
import { endQuietlyOnClosedOutput, failWith } from './cli/run.js';
import { runsCommand } from './cli/runs.js';
import { serveCommand } from './cli/serve.js';
import { sourceCommand } from './cli/source.js';
import { templateCommand } from './cli/template.js';
import { validateCommand } from './cli/validate.js';

const program = new Command('banchi')
  .description('ระบบบัญชีข้อมูลภาครัฐในรูปแบบข้อมูลเชื่อมโยง · A government data catalogue as linked data')
  .addHelpText(
    'after',
    '\nExit codes: 0 done; 1 something failed or was held; 2 wrong arguments or settings.\nSettings are environment variables, see README.md; BANCHI_DATA names the folder of the registry.',
  )
  .showHelpAfterError('(--help แสดงวิธีใช้ · shows how)')
  .exitOverride();

for (const command of [
  serveCommand,
  demoCommand,
  agencyCommand,
  sourceCommand,
  keyCommand,
  harvestCommand,
  runsCommand,
  reportCommand,
  validateCommand,
  templateCommand,
  noticesCommand,
  confirmCommand,
  candidatesCommand,
  reprocessCommand,
  rebaseCommand,
  dumpCommand,
  doctorCommand,
]) {
  program.addCommand(command());
}

endQuietlyOnClosedOutput();
program.parseAsync(process.argv).catch(failWith);
