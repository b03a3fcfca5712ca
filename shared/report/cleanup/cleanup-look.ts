import { sharedStorages } from '../../analysis/cleanup/looked-on.ts'
import type { NodeView } from '../../analysis/model.ts'
import { displayText } from '../../bytes/text.ts'
import { shellWord } from '../../findings/shell.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import { joinNames } from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'
import { REFUSED, SEEN, SETTLE } from './cleanup-guard.ts'
import { rootWord } from './cleanup-root.ts'

/** Tells on one of several hosts with the same storage whether anything has it open there. */
export const LOOK = 'cowscope_look'

/** Tells whether a folder is the storage of these hosts, by what each of them writes there. */
export const SHARED_BY = 'cowscope_shared_by'

/** Tells whether somebody has said that each of these hosts was looked on. */
export const LOOKED = 'cowscope_looked'

/** Names those hosts, with spaces between them. */
const LOOKED_ON = 'COWSCOPE_LOOKED_ON'

type ScanOfLook = Pick<NodeView, 'rootPath' | 'nodes'>

/** Where the storage is that several hosts share, by its place among those of the view. */
export function storageWord(at: number): string {
  return `"\${${storageName(at)}:?}"`
}

function storageName(at: number): string {
  return at === 0 ? 'COWSCOPE_INSTANCES_PATH' : `COWSCOPE_INSTANCES_PATH_${at + 1}`
}

/**
 * Where shared storage is, which each host may have elsewhere, and which hosts were looked on: both may be
 * told by the environment, as the same script runs on all of them. Empty where nothing is shared.
 */
export function sharedLines(view: ScanOfLook, language: Language): readonly string[] {
  const { storage, lookedOn } = planCatalogue(language).script
  const lines = sharedStorages(view).flatMap(({ instancesPath, hosts }, at) => {
    const word = shellWord(instancesPath)
    const root = rootWord(view.rootPath)
    if (word === undefined || root === undefined) return []
    const name = storageName(at)
    const text = fill(storage, { hosts: displayText(joinNames(hosts, language)) })
    return [`# ${text}`, `[ -n "\${${name}-}" ] || ${name}=${root}${word}`]
  })
  if (lines.length === 0) return []
  return [...lines, `# ${lookedOn}`, `${LOOKED_ON}=\${${LOOKED_ON}-}`]
}

/**
 * What is asked besides of storage that several hosts have: fuser sees only what is open on the one that
 * it runs on. So a person looks on each of them, and says so by their names; no host can be asked from
 * another. What has changed since the scan is seen on any. As each has the storage elsewhere, another's
 * may be there where it is looked for, with a base of the same name.
 */
export function lookLines(view: ScanOfLook, language: Language): readonly string[] {
  if (sharedStorages(view).length === 0) return []
  const { idle, notLooked, notStorage } = planCatalogue(language).script
  return [
    `${LOOK}() { ${SEEN} "$@" && echo ${shellWord(idle)} && cowscope_print "$1" 2>&1; }`,
    `${SHARED_BY}() {`,
    `  ${SETTLE}`,
    '  cowscope_folder=$1',
    '  shift',
    '  for cowscope_host in "$@"; do',
    '    grep -qF -e "\\"$cowscope_host\\"" -- "$cowscope_folder/compute_nodes" 2>/dev/null && continue',
    `    echo ${shellWord(notStorage)} >&2; cowscope_print "$cowscope_folder"`,
    '    cowscope_refuse; return 1',
    '  done',
    '}',
    `${LOOKED}() {`,
    '  for cowscope_host in "$@"; do',
    `    case " $${LOOKED_ON} " in`,
    '      *" $cowscope_host "*) ;;',
    `      *) echo ${shellWord(notLooked)} >&2; cowscope_print "$cowscope_host"`,
    '        cowscope_refuse; return 1 ;;',
    '    esac',
    '  done',
    '}',
  ]
}

/** What looks at all steps, and removes nothing: the script on each host that has the storage. */
export function lookMode(looks: readonly string[], language: Language): readonly string[] {
  const { looking, nothingOpen, someOpen } = planCatalogue(language).script
  return [
    `# ${looking}`,
    'if [ "$COWSCOPE_PLAN" = look ]; then',
    ...looks.map((line) => `  { ${line}; } || :`),
    `  if [ "$${REFUSED}" != 0 ]; then echo ${shellWord(someOpen)} "$${REFUSED}" >&2; exit 1; fi`,
    `  echo ${shellWord(nothingOpen)}`,
    '  exit 0',
    'fi',
  ]
}
