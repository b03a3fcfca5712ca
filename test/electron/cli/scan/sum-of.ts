/** The bytes of the parts of a sum in a JSON report, of which those that are not known count nothing. */
export function sumOf(parts: Readonly<Record<string, number | null>>): number {
  return Object.values(parts).reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0)
}
