import type { Text } from '../../catalog/text.js';
import { codeOf } from '../../rdf/vocabulary.js';

/** File types whose label is longer than a chip, or not what people call them. */
const shortNames: Readonly<Record<string, string>> = {
  XLS: 'XLS',
  XLSX: 'XLSX',
  DOC: 'DOC',
  DOCX: 'DOCX',
  SHP: 'Shapefile',
  MPEG4: 'MP4',
  TXT: 'TXT',
  RTF: 'RTF',
  WMS_SRVC: 'WMS',
  WFS_SRVC: 'WFS',
};

/** A format by the short name people know it by, the same in both languages. */
export function formatName(format: string, label: Text | undefined): string {
  const code = codeOf(format);
  return shortNames[code] ?? label?.en ?? code;
}
