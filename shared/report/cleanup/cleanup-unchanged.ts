import { shellWord } from '../../findings/shell.ts'
import type { ScanOfPlan, Words } from './cleanup-guard.ts'

/** Said of what a step has moved aside: it is another folder by the time of its inode, which is why its number is asked. */
export const MOVED = 'moved'

/** Whether nothing of a file or folder has changed since the scan, as `guardLines` has it. */
export function unchangedLines(view: ScanOfPlan, words: Words): readonly string[] {
  const since = `'@${scannedSeconds(view)}'`
  return [...movedLines(view, since), ...linkLines(), ...sameLines(words, since)]
}

/** Whether a folder has been moved, or is another than was scanned. */
function movedLines(view: ScanOfPlan, since: string): readonly string[] {
  const root = shellWord(view.rootPath === '/' ? '' : view.rootPath) ?? "''"
  return [
    'cowscope_moved() {',
    `  [ -d "$1" ] && [ -n "$(LC_ALL=C find "$1" -prune -newerct ${since} ! -newermt ${since} -exec echo moved ';' 2>&1)" ]`,
    '}',
    'cowscope_other() {',
    '  case $1 in "$ROOT"/*) ;; *) return 1 ;; esac',
    `  [ -n "\${2-}" ] && [ -d "$1" ] && [ "$ROOT" = ${root} ] \\`,
    `    && [ -n "$(LC_ALL=C find -H "$1" -prune ! -inum "$2" -exec echo other ';' 2>&1)" ]`,
    '}',
  ]
}

/**
 * A link that a step removes gives the file a new time of its inode at its other links, which later steps may
 * remove: of a file that was found unchanged before, by its device and number, that time tells nothing any more.
 * Elsewhere than in one shell it is refused as ever.
 */
function linkLines(): readonly string[] {
  return [
    "cowscope_links=' '",
    'cowscope_note() {',
    '  cowscope_noted=$cowscope_links',
    `  cowscope_links="$cowscope_links$(LC_ALL=C find -H "$1" -xdev ! -type d -links +1 -printf '%D:%i ' 2>/dev/null)" || :`,
    '}',
    'cowscope_lost_links() {',
    `  printf '%s\\n' "$1" | (`,
    '    while IFS= read -r cowscope_file; do',
    '      case $cowscope_file in "links "*) ;; *) exit 1 ;; esac',
    `      case $cowscope_links in *" \${cowscope_file#links } "*) ;; *) exit 1 ;; esac`,
    '    done',
    '  )',
    '}',
  ]
}

/** Whether nothing of it has changed since the scan. */
function sameLines({ changed, notKnown, notThere }: Words, since: string): readonly string[] {
  return [
    'cowscope_same() {',
    `  if [ ! -e "$1" ] && [ ! -L "$1" ]; then echo ${shellWord(notThere)} >&2; cowscope_print "$1"; return 1; fi`,
    `  if { [ "\${3-}" != ${MOVED} ] && cowscope_moved "$1"; } || cowscope_other "$@"; then echo ${shellWord(changed)} >&2; cowscope_print "$1"; return 1; fi`,
    `  if cowscope_said=$(LC_ALL=C find -H "$1" -xdev ! -type d '(' -newermt ${since} -printf 'changed\\n' -o -newerct ${since} -printf 'links %D:%i\\n' ')' 2>&1) \\`,
    '    && { [ -z "$cowscope_said" ] || cowscope_lost_links "$cowscope_said"; }; then return 0; fi',
    '  case $cowscope_said in',
    `    changed|"links "*|changed"$cowscope_line"*) echo ${shellWord(changed)} >&2; cowscope_print "$1" ;;`,
    `    *) echo ${shellWord(notKnown)} >&2; cowscope_print "$1"`,
    `      cowscope_print "\${cowscope_said%%"$cowscope_line"*}" ;;`,
    '  esac',
    '  return 1',
    '}',
  ]
}

/** The longest tick of Linux' clock in milliseconds: the times of files are behind by as much. */
const TICK = 10

/**
 * Seconds since 1970, from which on what is newer has changed. Times of files are by the clock of whoever
 * keeps them, which over a network may be behind: nothing that the scan saw is newer than this then.
 */
function scannedSeconds({ startedAtMs, newestMs = Number.POSITIVE_INFINITY }: ScanOfPlan): string {
  return (Math.min(startedAtMs - TICK, Math.ceil(newestMs)) / 1000).toFixed(3)
}
