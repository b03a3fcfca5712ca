/**
 * Whether an extent's name is one of a file beside the descriptor. Every other name (absolute, with a
 * folder, `..`, a Windows path, a drive) is shown and never looked for: it could be any file of the
 * host (CVE-2022-47951).
 */
export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\:\0]/.test(name)
}
