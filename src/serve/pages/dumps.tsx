import type { Dump } from '../../catalog/dump.js';
import { Day, Empty, Facts } from './components.js';
import { type Language, type Page, readableNumber, readableSize, say } from './page.js';

/** Everything public in one file: how much, of when, and how to go on from it. */
export function dumpsPage(dump: (Dump & { href: string }) | undefined, language: Language): Page {
  const title = say(language, 'ข้อมูลทั้งหมดในไฟล์เดียว', 'Everything in one file');
  return {
    title,
    body: (
      <div class="stack">
        <section class="block">
          <h1>{title}</h1>
          <p class="prose">
            {say(
              language,
              'คำอธิบายข้อมูลที่เผยแพร่ทั้งหมดในรูปแบบ N-Quads โดยคงชื่อกราฟไว้ ไฟล์ระบุตำแหน่งที่ติดตามการเปลี่ยนแปลงต่อได้ทันที',
              'All published metadata as N-Quads, with the names of the graphs. The file tells the position from which the changes go on.',
            )}
          </p>
          {dump === undefined ? (
            <Empty what={say(language, 'กำลังเตรียมไฟล์', 'The file is being prepared.')}>
              {say(language, 'กรุณากลับมาใหม่ภายในไม่กี่นาที', 'It will be here in a few minutes.')}
            </Empty>
          ) : (
            <>
              <Facts
                language={language}
                facts={[
                  [say(language, 'ข้อมูล ณ', 'As of'), <Day day={dump.at} language={language} length="long" />],
                  [say(language, 'ขนาด', 'Size'), readableSize(dump.bytes)],
                  [say(language, 'จำนวนกราฟ', 'Graphs'), readableNumber(dump.graphs)],
                  ['SHA-256', <code class="breaking">{dump.sha256}</code>],
                  [
                    say(language, 'การเปลี่ยนแปลงหลังจากนั้น', 'What changed since'),
                    <a href={`/changes?after=${dump.seq}`}>{`/changes?after=${dump.seq}`}</a>,
                  ],
                ]}
              />
              <p class="actions">
                <a class="button main-action" href={dump.href} download>
                  {say(language, 'ดาวน์โหลด (N-Quads, gzip)', 'Download (N-Quads, gzip)')}
                </a>
              </p>
            </>
          )}
        </section>
      </div>
    ),
  };
}
