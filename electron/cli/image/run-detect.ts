import { dirname } from 'node:path'
import { roleInPlace } from '../../../shared/analysis/rows/image-context.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import { baseNameOf } from '../../../shared/files/paths.ts'
import type { ImageDetails } from '../../../shared/formats/details.ts'
import { inspectImage } from '../../../shared/formats/inspect.ts'
import type { ImageRole, Verdict } from '../../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../../shared/formats/verdict/verdict.ts'
import { bootFileFormat } from '../../../shared/nova/names.ts'
import { contentJson } from '../../../shared/report/json/content-json.ts'
import { verdictJson } from '../../../shared/report/json/verdict-json.ts'
import { contentText } from '../../../shared/report/text/content-text.ts'
import { verdictText } from '../../../shared/report/text/verdict-text.ts'
import { verdictWithoutSecrets } from '../../../shared/secrets/verdict-without-secrets.ts'
import { fileStamp } from '../../files/file-stamp.ts'
import { liveTree } from '../../files/live-tree.ts'
import type { CommandContext } from '../commands/command.ts'
import { doubtsOf } from '../disk/being-written.ts'
import { CliError, sentence } from '../error-text.ts'
import { type ExitCode, exitCodeOf } from '../exit-code.ts'
import { lookInRoot } from '../input/input-in-root.ts'
import { type Input, rootFolder } from '../input/inputs.ts'

export interface DetectRequest {
  readonly output: 'human' | 'json'
  /** An image, to be safe, where it is not told. */
  readonly role?: ImageRole
  readonly declared?: string
  readonly root?: string
}

/** Judges each file. For several files JSON is an array of what each alone would give. */
export function runDetect(
  files: readonly string[],
  request: DetectRequest,
  { terminal }: CommandContext,
): ExitCode {
  const root = request.root === undefined ? undefined : rootFolder(request.root)
  const judged = files.flatMap((file) => {
    try {
      const { notes, ...judged } = judge(file, root, request)
      for (const note of notes) terminal.complain(`${file}: ${note}`)
      return [{ file, ...judged }]
    } catch (error) {
      terminal.complain(sentence(file, error))
      return []
    }
  })
  if (request.output === 'human') {
    const texts = judged.map(
      ({ file, verdict, details }) =>
        verdictText(displayText(file), verdict) + contentText(details),
    )
    terminal.out(texts.join('\n'))
  } else if (judged.length > 0) {
    const results = judged.map(({ file, verdict, details, changed }) => ({
      ...verdictJson(file, verdict),
      ...contentJson(details),
      ...(changed && { changed }),
    }))
    const json = files.length === 1 ? results[0] : results
    terminal.out(`${JSON.stringify(json, undefined, 4)}\n`)
  }
  const isWhole = judged.length === files.length && judged.every(({ changed }) => !changed)
  return exitCodeOf([isWhole ? 'done' : 'partial'])
}

interface Judged {
  /** Sentences that are no part of the verdict. */
  readonly notes: readonly string[]
  /** The file was written to meanwhile. */
  readonly changed: boolean
  readonly verdict: Verdict
  readonly details: ImageDetails
}

/** `place` is what the file is where it lies, as a scan and the window judge it. */
function notesOf(
  { real }: Input,
  place: ImageRole,
  { role }: DetectRequest,
  changed: boolean,
): readonly string[] {
  const other = role === undefined ? placeNote(place) : undefined
  return [...(other === undefined ? [] : [other]), ...doubtsOf(changed, real)]
}

/** Who asks of a file that is in use may mean another question than who asks of an upload. */
function placeNote(place: ImageRole): string | undefined {
  const what = IN_USE[place]
  if (what === undefined) return undefined
  return `where it lies it is ${what}, and it is judged as an image that is to be taken in: --role ${place} judges it as what it is there`
}

const IN_USE: Readonly<Partial<Record<ImageRole, string>>> = {
  disk: "an instance's disk",
  base: 'a base file',
}

function judge(given: string, root: string | undefined, request: DetectRequest): Judged {
  const { role = 'image', declared } = request
  const input = lookInRoot(given, root)
  if (input.kind === 'folder') throw new CliError('it is a folder, not an image')
  const tree = liveTree(dirname(input.real))
  const path = baseNameOf(input.real)
  const { allocated } = tree.lstat(path)
  const before = fileStamp(tree, path)
  const file = tree.open(path)
  try {
    const details = inspectImage(file)
    // A kernel and a ramdisk in an instance's folder are known by their names, to Nova as well.
    const known = declared ?? (role === 'disk' ? bootFileFormat(baseNameOf(given)) : undefined)
    const declaredFormat = known === undefined ? {} : { declaredFormat: known }
    const fileName = baseNameOf(input.named)
    const context = { role, fileName, allocated, withTables: true, ...declaredFormat } as const
    const place = roleInPlace(liveTree(dirname(input.named)), fileName)
    // The report is Cowscope's own: what qemu-img prints of such a name `info` shows.
    const verdict = verdictWithoutSecrets(imageVerdict(file, context, details))
    const changed = fileStamp(tree, path) !== before
    return { notes: notesOf(input, place, request, changed), changed, details, verdict }
  } finally {
    file.close()
  }
}
