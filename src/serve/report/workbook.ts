/** Media type of an .xlsx. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Name of the workbook that is given back: the one that was sent, with a word more. */
export function checkedName(name: string): string {
  const stem = name
    .replace(/^.*[/\\]/, '')
    .replace(/\.\w{1,5}$/, '')
    .replace(/[\p{Cc}"<>|:*?]/gu, '')
    .slice(0, 100);
  return `${stem === '' ? 'banchi-template' : stem}-checked.xlsx`;
}
