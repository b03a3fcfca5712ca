import type { NodeView } from '../../analysis/model.ts'
import { shellWord } from '../../findings/shell.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import type { Language } from '../../ipc/contract.ts'
import { unchangedLines } from './cleanup-unchanged.ts'

/** Tells whether nobody has a file open; a removal comes after `&&`, so that without it nothing is removed. */
export const UNUSED = 'cowscope_unused'

/** Tells whether nobody has a file open, where it is only looked at and nothing is removed. */
export const SEEN = 'cowscope_seen'

/** How many removals were refused by these, or were not done to the end. */
export const REFUSED = 'cowscope_refused'

/** Counts the removal that was last tried, where it has not come to its end. */
export const SETTLE = 'cowscope_settle'

/** Set while a removal is due: it comes after `&&`, and where it fails nothing else on its line says so. */
const TRIED = 'cowscope_tried'

/** Tells whether what stands on it has been removed before. */
export const GONE = 'cowscope_gone'

/** Moves a folder aside, where nothing is yet: a name alone changes. */
export const ASIDE = 'cowscope_aside'

/** Removes the folder of what was set aside once it is empty, and says nothing of one that is not. */
export const EMPTIED = 'cowscope_emptied'

/** Tells whether somebody could answer that. */
export const READY = 'cowscope_ready'

/** What a removal asks is told by the scan that it rests on. */
export type ScanOfPlan = Pick<
  NodeView,
  'rootPath' | 'opened' | 'nodes' | 'startedAtMs' | 'newestMs' | 'newestBeside'
>

/**
 * What every removal asks first. Only root sees the files that others have open, qemu's among them.
 * fuser (psmisc 23.6) exits with 0 for what is in use, and with 1 both for what is not and when it
 * could not tell, which it then says, also where it is silent otherwise; it takes no `--`. Of a folder
 * every file is asked of, on the file systems that `rm --one-file-system` goes to. That something has
 * `/` for its root shows that fuser sees processes at all; that it has to say something then, e.g. that
 * it may not look at what a process has open, that it does not see all: root in a container may be so.
 *
 * Before that, nothing of it may have changed since the scan: no content, and by the time of the inode
 * (`-newerct`) no other file in its place, whatever times that brought along. The times of folders may be
 * new: earlier steps remove what is in them. But a folder must not have been moved, as Nova does with that
 * of a resize, there and back, nor another have come to its name: that changes the time of its inode, and
 * not that of its content. What find cannot tell is not removed either.
 *
 * Another folder from which something was removed then has new times of both kinds, as one has that earlier
 * steps removed something from. So its inode must have the number that the scan saw, where that was told;
 * of files the times are enough. The number alone is compared: that of the device may be another after a
 * restart or another mount, while the inode's stays on all that does not make it up. Below another ROOT are
 * files of another machine or a copy, which have other numbers: there, and elsewhere, it is not asked.
 */
export function guardLines(view: ScanOfPlan, language: Language): readonly string[] {
  const words = planCatalogue(language).script
  return [
    ...COMMON,
    ...readyLines(words),
    ...unmountedLines(words),
    ...unchangedLines(view, words),
    ...unusedLines(words),
    ...goneLines(words),
    ...asideLines(words),
  ]
}

/** What awk ends with where something is mounted: no failure of its own, or of the shell, is that number. */
const MOUNTED = 3

export type Words = ReturnType<typeof planCatalogue>['script']

/** What the functions after it share. */
const COMMON: readonly string[] = [
  `${REFUSED}=0`,
  `${TRIED}=`,
  `${SETTLE}() { [ -z "$${TRIED}" ] || { ${TRIED}=; ${REFUSED}=$((${REFUSED} + 1)); }; }`,
  "cowscope_line='",
  "'",
  // A name may hold what a terminal obeys.
  `cowscope_print() { printf '  %s\\n' "$(printf '%s' "$1" | LC_ALL=C tr -c ' -~' '?')" >&2; }`,
]

/** Whether it is root who asks, and fuser sees all processes. */
function readyLines({ notRoot, noFuser, blind }: Words): readonly string[] {
  return [
    `${READY}() {`,
    `  [ "$(id -u)" = 0 ] || { echo ${shellWord(notRoot)} >&2; return 1; }`,
    `  cowscope_said=$(fuser -s / 2>&1) || { echo ${shellWord(noFuser)} >&2; return 1; }`,
    '  [ -z "$cowscope_said" ] && return 0',
    `  echo ${shellWord(blind)} >&2`,
    `  cowscope_print "\${cowscope_said%%"$cowscope_line"*}"`,
    '  return 1',
    '}',
  ]
}

/** Whether nobody has a file of it open, and how many removals were refused. */
function unusedLines({ inUse, notKnown }: Words): readonly string[] {
  return [
    `cowscope_refuse() { ${TRIED}=; ${REFUSED}=$((${REFUSED} + 1)); return 1; }`,
    `${SEEN}() { cowscope_idle "$@" || cowscope_refuse; }`,
    `${UNUSED}() { ${SETTLE}; ${SEEN} "$@" && cowscope_linked "$1" && ${TRIED}=1; }`,
    'cowscope_idle() {',
    `  ${READY} && cowscope_unmounted "$1" && cowscope_same "$@" || return 1`,
    `  if cowscope_said=$(LC_ALL=C find -H "$1" -xdev ! -type d ! -type l -exec sh -c '`,
    '    fuser -s "$@"',
    '    case $? in 0) echo in-use ;; 1) ;; *) echo failed ;; esac',
    `  ' sh {} + 2>&1) && [ -z "$cowscope_said" ]; then return 0; fi`,
    '  case $cowscope_said in',
    `    in-use|*"$cowscope_line"in-use) echo ${shellWord(inUse)} >&2; cowscope_print "$1" ;;`,
    `    *) echo ${shellWord(notKnown)} >&2; cowscope_print "$1"`,
    `      cowscope_print "\${cowscope_said%%"$cowscope_line"*}" ;;`,
    '  esac',
    '  return 1',
    '}',
  ]
}

/**
 * Whether nothing is mounted on a folder or in it: what is mounted from its own file system, as by `mount
 * --bind`, neither find nor rm tells from the rest, and a deletion of Nova's that stopped may have stopped
 * there. The kernel writes blanks, line ends and backslashes of a path as octal numbers. Of awk's exits only
 * its own two say anything: without awk, or a table of mounts, nobody can tell.
 */
function unmountedLines({ isMounted, notKnown }: Words): readonly string[] {
  return [
    'cowscope_unmounted() {',
    '  [ -d "$1" ] && [ ! -L "$1" ] || return 0',
    '  cowscope_said=$(cd -P -- "$1" && pwd -P && echo .) || cowscope_said=',
    `  cowscope_mounted=0; COWSCOPE_IN=\${cowscope_said%"$cowscope_line".} LC_ALL=C awk '`,
    '    function octal(text, at, one, all) {',
    '      for (at = 1; at <= length(text); at++) {',
    '        one = substr(text, at, 1)',
    '        all = all (one == "\\\\" ? "\\\\134" : one == " " ? "\\\\040" : one == "\\t" ? "\\\\011" : one == "\\n" ? "\\\\012" : one)',
    '      }',
    '      return all',
    '    }',
    '    BEGIN { folder = octal(ENVIRON["COWSCOPE_IN"]) }',
    '    $5 == folder || index($5, folder "/") == 1 { found = 1 }',
    `    END { exit NR == 0 || folder == "" ? 2 : found ? ${MOUNTED} : 0 }`,
    "  ' /proc/self/mountinfo || cowscope_mounted=$?",
    '  case $cowscope_mounted in',
    '    0) return 0 ;;',
    `    ${MOUNTED}) echo ${shellWord(isMounted)} >&2 ;;`,
    `    *) echo ${shellWord(notKnown)} >&2 ;;`,
    '  esac',
    '  cowscope_print "$1"',
    '  return 1',
    '}',
  ]
}

/** Whether nothing is at the paths any more. */
function goneLines({ notGone }: Words): readonly string[] {
  return [
    `${GONE}() {`,
    '  for cowscope_path in "$@"; do',
    '    if [ -e "$cowscope_path" ] || [ -L "$cowscope_path" ]; then',
    `      echo ${shellWord(notGone)} >&2; cowscope_print "$cowscope_path"; `,
    '      cowscope_refuse; return 1',
    '    fi',
    '  done',
    '}',
  ]
}

/**
 * Moves a folder aside. Nothing may be there by its name: mv would leave it where it is and be content, or
 * move it deeper (`-T` of GNU's mv).
 */
function asideLines({ notAside }: Words): readonly string[] {
  return [
    `${ASIDE}() {`,
    `  cowscope_folder=\${2%/*}`,
    '  if [ ! -L "$cowscope_folder" ] && mkdir -p -- "$cowscope_folder" && [ ! -e "$2" ] && [ ! -L "$2" ] \\',
    `    && mv -n -T -- "$1" "$2" && [ ! -e "$1" ]; then ${TRIED}=; return 0; fi`,
    `  echo ${shellWord(notAside)} >&2; cowscope_print "$1"`,
    // Being the last of its line, by its status it would end the script before the steps that come after.
    '  cowscope_refuse || :',
    '}',
    `${EMPTIED}() { rmdir -- "$1" 2>/dev/null || :; }`,
  ]
}
