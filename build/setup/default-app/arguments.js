/**
 * What `electron [options] PATH [arguments]` asks for. Options of Chromium are left alone.
 * @param {readonly string[]} args without the executable
 */
export function readArguments(args) {
  /** @type {string[]} */
  const modules = []
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (arg === '--version' || arg === '-v') return { modules, version: true, path: undefined }
    if (arg === '-r' || arg === '--require') {
      at += 1
      modules.push(args[at] ?? '')
    } else if (!arg.startsWith('-')) return { modules, version: false, path: arg }
  }
  return { modules, version: false, path: undefined }
}
