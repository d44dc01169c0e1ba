import { type Text, text } from '../../catalog/text.js';

/** Characters of an identifier; longer ones are sentences or mistakes. */
export const mostCharacters = 200;

/** The identifier as it is kept: one form for the same characters, whichever way a program composes them. */
export function tidyIdentifier(identifier: string): string {
  return identifier.normalize('NFC').trim();
}

/** What is wrong with a tidied identifier, if anything is. */
export function identifierFault(identifier: string): Text | undefined {
  const length = [...identifier].length;
  if (length === 0) return text('รหัสชุดข้อมูลว่าง', 'the identifier is empty');
  if (length > mostCharacters)
    return text(
      `รหัสชุดข้อมูลยาว ${length} ตัวอักษร เกิน ${mostCharacters}`,
      `the identifier has ${length} characters, more than ${mostCharacters}`,
    );
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]/u.test(identifier)) return text('รหัสชุดข้อมูลมีอักขระควบคุม', 'the identifier has control characters');
  return undefined;
}
