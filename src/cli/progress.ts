import type { ProgressReporter } from '../catalog/progress.js';

type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Progress of a harvest and a confirmation; on stderr unless told otherwise, so that stdout stays what a program reads. */
export function consoleReporter(options: { quiet?: boolean; to?: Output } = {}): ProgressReporter {
  if (options.quiet === true) return {};
  const { step, end } = steps(options.to ?? process.stderr);
  const judged = { passed: 0, returned: 0 };
  return {
    pageStaged: ({ source, staged, total }) =>
      step('stage', `  รวบรวม harvest    ${source}: ${total === undefined ? staged : `${bar(staged, total)} ${staged}/${total}`}`),
    runDecided: ({ source, counts }) =>
      step(
        'decide',
        `  เปรียบเทียบ decide  ${source}: ใหม่ new ${counts.created}, เปลี่ยน changed ${counts.changed}, คงเดิม unchanged ${counts.unchanged}, ไม่รับเข้า set aside ${counts['set-aside']}, ไม่พบ missing ${counts.missing + counts.retired}`,
      ),
    recordsAssessed({ passed, returned }) {
      judged.passed += passed;
      judged.returned += returned;
    },
    recordsApplied: ({ source, applied, total }) =>
      step(
        'apply',
        `  ตรวจสอบ check     ${source}: ${bar(applied, total)} ${applied}/${total}, ผ่าน passed ${judged.passed}, ส่งกลับ returned ${judged.returned}`,
      ),
    runEnded() {
      Object.assign(judged, { passed: 0, returned: 0 });
      end();
    },
    recordsPublished({ agencyId, published, total }) {
      step('publish', `  เผยแพร่ publish    ${agencyId}: ${bar(published, total)} ${published}/${total}`);
      if (published >= total) end();
    },
  };
}

/** A terminal has the line of a step written over; anything else gets a line each time, so that a log can be read. */
function steps(to: Output) {
  let last: string | undefined;
  return {
    step(name: string, text: string): void {
      if (to.isTTY !== true) return void to.write(`${text}\n`);
      if (name === last) to.write(`\r\u001b[K${text}`);
      else to.write(`${last === undefined ? '' : '\n'}${text}`);
      last = name;
    },
    end(): void {
      if (last !== undefined) to.write('\n');
      last = undefined;
    },
  };
}

function bar(done: number, total: number): string {
  const width = 20;
  const filled = total === 0 ? width : Math.round((Math.min(done, total) / total) * width);
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
}
