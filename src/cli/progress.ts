import type { ProgressReporter } from '../catalog/progress.js';

/** Progress as lines; on stderr unless told otherwise, so that stdout stays what a program reads. */
export function consoleReporter(options: { quiet?: boolean; to?: NodeJS.WritableStream } = {}): ProgressReporter {
  if (options.quiet === true) return {};
  const line = (text: string): void => void (options.to ?? process.stderr).write(`${text}\n`);
  return {
    pageStaged: ({ source, staged, total }) =>
      line(`  รวบรวม harvest    ${source}: ${total === undefined ? staged : `${bar(staged, total)} ${staged}/${total}`}`),
    runDecided: ({ source, counts }) =>
      line(
        `  เปรียบเทียบ decide  ${source}: ใหม่ new ${counts.created}, เปลี่ยน changed ${counts.changed}, คงเดิม unchanged ${counts.unchanged}, ไม่รับเข้า set aside ${counts['set-aside']}, ไม่พบ missing ${counts.missing + counts.retired}`,
      ),
    recordsAssessed: ({ passed, returned }) => line(`  ตรวจสอบ map+check  ผ่าน passed ${passed}, ส่งกลับ returned ${returned}`),
    recordsApplied: ({ source, applied, total }) => line(`  บันทึก write      ${source}: ${bar(applied, total)} ${applied}/${total}`),
    recordsPublished: ({ agencyId, published, total }) =>
      line(`  เผยแพร่ publish    ${agencyId}: ${bar(published, total)} ${published}/${total}`),
  };
}

function bar(done: number, total: number): string {
  const width = 20;
  const filled = total === 0 ? width : Math.round((Math.min(done, total) / total) * width);
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
}
