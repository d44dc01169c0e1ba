import { isOle, isZip } from './zip.js';

/** What spreadsheets are called: by Excel, by browsers, by their names. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const types = /^application\/(?:vnd\.openxmlformats-officedocument\.spreadsheetml|vnd\.ms-excel|vnd\.oasis\.opendocument\.spreadsheet)/i;
const endings = /\.(?:xlsx|xlsm|xlsb|xls|ods)$/i;

/** True for a workbook by its bytes, and for what is sent as one: reading it then says what it is instead. */
export function isWorkbook(bytes: Uint8Array, { mediaType, name }: { mediaType?: string | undefined; name?: string | undefined }): boolean {
  return isZip(bytes) || isOle(bytes) || types.test(mediaType ?? '') || endings.test(name ?? '');
}
