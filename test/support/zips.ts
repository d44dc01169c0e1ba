import { crc32, deflateRawSync } from 'node:zlib';

/** A file for a zip; sizes as the directory states them may lie. */
export interface ZipFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly statedSize?: number;
  readonly encrypted?: boolean;
}

/** A zip made byte by byte, so that its directory can say what a test needs. */
export function zipOf(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, statedSize = content.length, encrypted = false } of files) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(encrypted ? 1 : 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(statedSize, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, tail, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

/** The files of a workbook with one sheet, made by hand. */
export function rawBook(sheet: string, more: readonly ZipFile[] = []): ZipFile[] {
  const file = (name: string, content: string): ZipFile => ({ name, content: Buffer.from(content) });
  return [
    file('[Content_Types].xml', '<Types/>'),
    file('xl/workbook.xml', '<workbook><sheets><sheet name="Temp2_Meta_Record" r:id="r1" xmlns:r="r"/></sheets></workbook>'),
    file('xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'),
    file('xl/worksheets/sheet1.xml', sheet),
    ...more,
  ];
}
