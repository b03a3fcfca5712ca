import { shellWord } from '../../findings/shell.ts'
import type { ScanOfPlan, Words } from './cleanup-guard.ts'

/** Said of what a step has moved aside: its inode has another time then, which is why the number is asked. */
export const MOVED = 'moved'

/** Comes after a removal: notes which files have lost a link by it. */
export const NOTE = 'cowscope_note'

/** The longest tick of Linux' clock in milliseconds: the times of files are behind by as much. */
const TICK = 10

/** Whether nothing of a file or folder has changed since the scan, as `guardLines` has it. */
export function unchangedLines(view: ScanOfPlan, words: Words): readonly string[] {
  return [...sinceLines(view), ...movedLines(view), ...linkLines(), ...sameLines(words)]
}

/** From when on what is newer has changed, by the clock of the folder that it is in. */
function sinceLines(view: ScanOfPlan): readonly string[] {
  const { newestMs, newestBeside = [] } = view
  const folders = [...newestBeside].sort((a, b) => b.path.length - a.path.length)
  const cases = folders.flatMap(({ path, atMs }) => {
    const word = shellWord(path)
    const below = path === '' ? '' : `${word}/`
    return word === undefined ? [] : [`    "$ROOT"/${below}*) ${sinceOf(view, atMs)} ;;`]
  })
  const usual = `    *) ${sinceOf(view, newestMs)} ;;`
  return ['cowscope_clock() {', '  case $1 in', ...cases, usual, '  esac', '}']
}

/** Whether a folder has been moved, or is another than was scanned. */
function movedLines(view: ScanOfPlan): readonly string[] {
  const root = shellWord(view.rootPath === '/' ? '' : view.rootPath) ?? "''"
  return [
    'cowscope_moved() {',
    `  [ -d "$1" ] && [ -n "$(LC_ALL=C find "$1" -prune -newerct "$cowscope_since" ! -newermt "$cowscope_since" -exec echo moved ';' 2>&1)" ]`,
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
 * remove: of a file that was found unchanged before, by its device and number, no time up to that of the removal
 * tells anything any more. That is the time of the folder that it was removed from, by the same clock; the kernel
 * may take the file's a tick later. Elsewhere than in one shell it is refused as ever.
 */
function linkLines(): readonly string[] {
  return [
    'cowscope_links=',
    'cowscope_linked() {',
    '  cowscope_of=$1',
    `  cowscope_pending=$(LC_ALL=C find -H "$1" -xdev ! -type d -links +1 -printf '%D:%i\\n' 2>/dev/null) || :`,
    '}',
    // Of what was not removed nothing is noted: a later step refuses then.
    `${NOTE}() {`,
    '  cowscope_tried=',
    '  [ -n "$cowscope_pending" ] || return 0',
    `  cowscope_at=$(LC_ALL=C find -H "\${cowscope_of%/*}" -prune -printf '%C@' 2>/dev/null) || return 0`,
    `  cowscope_at=$(($(cowscope_ns "$cowscope_at") + ${TICK}000000))`,
    // The newest comes first.
    `  cowscope_links=$(printf '%s\\n' "$cowscope_pending" | sed "s/\\$/ $cowscope_at/")$cowscope_line$cowscope_links`,
    '}',
    // Of find's seconds, which have ten places.
    `cowscope_ns() { cowscope_places=\${1#*.}0000000000; echo "\${1%%.*}$(printf '%.9s' "$cowscope_places")"; }`,
    // A folder may be a tree of a hundred thousand links: each list is gone through once. Times are compared as
    // text, as they have more digits than a number of awk.
    'cowscope_lost_links() {',
    `  printf '%s\\n' "$cowscope_links" = "$1" | LC_ALL=C awk '`,
    '    function ns(time, part) { split(time, part, "."); return part[1] substr(part[2] "000000000", 1, 9) }',
    '    !asked { if ($0 == "=") asked = 1; else if (NF == 2 && !($1 in lost)) lost[$1] = $2; next }',
    '    $1 != "links" || !($2 in lost) || ns($3) > (lost[$2] "") { other = 1; exit }',
    "    END { exit other }'",
    '}',
  ]
}

/** Whether nothing of it has changed since the scan. */
function sameLines({ changed, notKnown, notThere }: Words): readonly string[] {
  return [
    'cowscope_same() {',
    '  cowscope_clock "$1"',
    `  if [ ! -e "$1" ] && [ ! -L "$1" ]; then echo ${shellWord(notThere)} >&2; cowscope_print "$1"; return 1; fi`,
    `  if { [ "\${3-}" != ${MOVED} ] && cowscope_moved "$1"; } || cowscope_other "$@"; then echo ${shellWord(changed)} >&2; cowscope_print "$1"; return 1; fi`,
    `  if cowscope_said=$(LC_ALL=C find -H "$1" -xdev ! -type d '(' -newermt "$cowscope_since" -printf 'changed\\n' -o -newerct "$cowscope_since" -printf 'links %D:%i %C@\\n' ')' 2>&1) \\`,
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

/**
 * In seconds since 1970. Times of files are by the clock of whoever keeps them, which over a network may be
 * behind: nothing that the scan saw in the folder is newer than this then.
 */
function sinceOf({ startedAtMs }: ScanOfPlan, newestMs = Number.POSITIVE_INFINITY): string {
  const since = Math.min(startedAtMs - TICK, Math.ceil(newestMs)) / 1000
  return `cowscope_since='@${since.toFixed(3)}'`
}
