import { codeOf } from '../../rdf/vocabulary.js';
import { type Language, say } from './page.js';

/**
 * What a licence asks of the user in plain words, from its ADMS licence types: the types' own labels ("viral effect") are
 * for lawyers. A licence that names no text, or states nothing, is said to be unclear rather than guessed at.
 */
export function licenceTerms(language: Language, types: readonly string[]): string[] {
  const codes = new Set(types.map(codeOf));
  const terms: string[] = [];
  if (codes.has('PublicDomain')) terms.push(say(language, 'ใช้ได้โดยไม่มีเงื่อนไข', 'Free to use without conditions'));
  if (codes.has('Attribution')) terms.push(say(language, 'ต้องแสดงที่มา', 'Credit the source'));
  if (codes.has('NonCommercialUseOnly')) terms.push(say(language, 'ห้ามใช้เพื่อการค้า', 'No commercial use'));
  if (codes.has('NoDerivativeWork')) terms.push(say(language, 'ห้ามดัดแปลง', 'No changed versions'));
  if (codes.has('ViralEffect-ShareAlike'))
    terms.push(say(language, 'งานดัดแปลงต้องใช้สัญญาอนุญาตแบบเดียวกัน', 'Share changes under the same licence'));
  if (terms.length > 0) return terms;
  return [say(language, 'ไม่ได้ระบุเงื่อนไขชัดเจน โปรดสอบถามผู้ติดต่อ', 'The terms are not stated clearly; ask the contact')];
}
