import { shellWord } from '../../findings/shell.ts'

/**
 * The folder that the node's files are below, as the plan's commands write it: the shell refuses it
 * where it is empty, unless it is the machine's own root. Undefined where no word can be that folder.
 */
export function rootWord(rootPath: string): string | undefined {
  if (rootPath === '/') return '"$ROOT"/'
  return shellWord(rootPath) === undefined ? undefined : `"\${ROOT:?}"/`
}

/** Where the node's files are. Undefined where no word can be that folder. */
export function rootLines(rootPath: string): readonly string[] | undefined {
  if (rootPath === '/') return ["ROOT=''"]
  const word = shellWord(rootPath)
  return word === undefined ? undefined : [`ROOT=${word}`, `: "\${ROOT:?}"`]
}
