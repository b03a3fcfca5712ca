/**
 * A name as a key whose plain order is the one people count in: `web-2` before `web-10`, whatever
 * the case. Made once a row; a collator at each comparison takes several times as long.
 */
export function naturalKey(name: string): string {
  return name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(16, '0'))
}
