import type { Chain } from '../../../shared/analysis/chain/chain-model.ts'
import type { LocatedFiles } from '../../../shared/analysis/places/backing-places.ts'
import { pieces } from '../../../shared/report/pieces.ts'
import type { QemuInfo } from '../../../shared/report/qemu/qemu-info.ts'
import { qemuInfoLines } from '../../../shared/report/qemu/qemu-info-text.ts'
import { qemuJson } from '../../../shared/report/qemu/qemu-json.ts'
import type { GivenRoot } from '../../files/named-image.ts'
import type { CommandContext } from '../commands/command.ts'
import { sentence } from '../error-text.ts'
import { type ExitCode, exitCodeOf, type Outcome } from '../exit-code.ts'
import { plannedRoot, rootFolder } from '../input/inputs.ts'
import { locatedOf } from '../input/located-of.ts'
import { fileInfo } from './file-info.ts'
import type { ChainInfo } from './info-chain.ts'

export interface InfoRequest {
  readonly output: 'human' | 'json'
  readonly backingChain?: true
  readonly root?: string
  readonly locate?: readonly string[]
}

interface FileInfo {
  readonly outcome: Outcome
  /** Top first; only the image itself when its chain was not asked for. */
  readonly infos: readonly QemuInfo[]
  /** As it was found, where it was looked for. */
  readonly chain?: Chain
}

/** Shows each file's header. For several files JSON is an array of what each alone would give. */
export async function runInfo(
  files: readonly string[],
  request: InfoRequest,
  context: CommandContext,
): Promise<ExitCode> {
  const root = request.root === undefined ? undefined : await plannedRoot(rootFolder(request.root))
  const wholeChain = request.backingChain === true
  const located = await locatedOf(request, root?.real)
  const found: FileInfo[] = []
  for (const file of files) found.push(await infoOf(file, { root, located, wholeChain }, context))
  const shown = found.map(({ infos }) => infos).filter((infos) => infos.length > 0)
  for (const piece of pieces(infoText(shown, files.length, request))) {
    if (!context.terminal.out(piece)) break
  }
  const outcomes = found.map(({ outcome }) => outcome)
  if (located.size === 0) return exitCodeOf(outcomes)
  return exitCodeOf([...outcomes, await outcomeOfNames(located, found, context)])
}

/** What was located and no image names was not asked for as it was meant. */
async function outcomeOfNames(
  located: LocatedFiles,
  found: readonly FileInfo[],
  { terminal }: CommandContext,
): Promise<Outcome> {
  const { unusedNames } = await import('../chain/located-text.ts')
  const unused = unusedNames(
    located,
    found.flatMap(({ chain }) => chain ?? []),
  )
  if (unused === undefined) return 'done'
  terminal.complain(unused)
  return 'partial'
}

interface Asked {
  readonly root: GivenRoot | undefined
  readonly located: LocatedFiles
  readonly wholeChain: boolean
}

async function infoOf(
  file: string,
  { root, located, wholeChain }: Asked,
  { terminal }: CommandContext,
): Promise<FileInfo> {
  try {
    const asked = wholeChain || root !== undefined || located.size > 0
    const found = asked ? await chainOf(file, root, located) : { layers: [await fileInfo(file)] }
    if (found.layers[0]?.info.format === 'raw') await noReport(file)
    const complaints = complaintsOf(found, wholeChain)
    for (const complaint of complaints) terminal.complain(complaint)
    const wanted = (wholeChain ? found.layers : found.layers.slice(0, 1)).filter(isKnown)
    for (const { name, note } of wanted) {
      if (note !== undefined) terminal.complain(`${name}: ${note}`)
    }
    const { chain } = found
    const known = chain === undefined ? {} : { chain }
    const infos = wanted.map(({ info }) => info)
    if (infos.length === 0) return { ...known, outcome: 'failed', infos }
    return { ...known, outcome: complaints.length > 0 ? 'partial' : 'done', infos }
  } catch (error) {
    terminal.complain(sentence(file, error))
    return { outcome: 'failed', infos: [] }
  }
}

/** What looks for one is loaded only where nothing else is known of the file. */
async function noReport(file: string): Promise<void> {
  const { refuseReport } = await import('../input/not-a-report.ts')
  refuseReport(file)
}

/** What looks for backing files is loaded only where they were asked for. */
async function chainOf(
  file: string,
  root: GivenRoot | undefined,
  located: LocatedFiles,
): Promise<ChainInfo> {
  const { chainInfo } = await import('./info-chain.ts')
  return chainInfo(file, root, located)
}

/** An image whose header could not be understood has nothing to show. */
function isKnown({ info, fault }: ChainInfo['layers'][number]): boolean {
  return fault === undefined || info['virtual-size'] !== undefined
}

function complaintsOf({ layers, complaint }: ChainInfo, wholeChain: boolean): readonly string[] {
  const wanted = wholeChain || layers.length === 0 ? layers : layers.slice(0, 1)
  const faults = wanted.flatMap(({ name, fault }) =>
    fault === undefined ? [] : `${name}: ${fault}`,
  )
  if (faults.length > 0 || (!wholeChain && layers.length > 0)) return faults
  return complaint === undefined ? [] : [complaint]
}

function* infoText(
  shown: readonly (readonly QemuInfo[])[],
  asked: number,
  { output, backingChain }: InfoRequest,
): Generator<string> {
  if (shown.length === 0) return
  if (output === 'json') {
    const results = shown.map((infos) => (backingChain === true ? infos : infos[0]))
    yield* qemuJson(asked === 1 ? results[0] : results)
    return
  }
  for (const [index, info] of shown.flat().entries()) {
    if (index > 0) yield '\n'
    yield* qemuInfoLines(info)
  }
}
