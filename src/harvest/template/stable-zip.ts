/** Moment in all headers, as DOS writes it: 1980-01-01, 00:00. */
const date = 0x0021;

/**
 * The same zip with one moment for all files, so that equal content has equal bytes. Only for what we packed ourselves: it has
 * no comment and no more than 65,535 files.
 */
export function withoutTimes(zip: Buffer): Buffer {
  const end = zip.length - 22;
  if (zip.readUInt32LE(end) !== 0x06054b50) throw new Error('the zip does not end as we write it');
  const stable = Buffer.from(zip);
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    stable.writeUInt16LE(0, at + 12);
    stable.writeUInt16LE(date, at + 14);
    const header = zip.readUInt32LE(at + 42);
    stable.writeUInt16LE(0, header + 10);
    stable.writeUInt16LE(date, header + 12);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return stable;
}
