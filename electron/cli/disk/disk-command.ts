import { FormatError } from '../../../shared/bytes/errors.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import type { CutWatch } from '../../../shared/formats/disk/cut-watch.ts'
import { isNotHere } from '../../../shared/formats/disk/disk.ts'
import { NO_DESCRIPTOR } from '../../../shared/formats/vmdk/extent-alone.ts'
import type { GivenRoot } from '../../files/named-image.ts'
import { openDiskAt } from '../../files/open-disk.ts'
import type { DiskGap, OpenedDisk } from '../../files/opened-disk.ts'
import { chainComplaint, refusal } from '../chain/chain-text.ts'
import { cutBelow } from '../chain/cut-partition.ts'
import { locatedNotes, locatedParts, unknownNames } from '../chain/located-text.ts'
import { lostHint } from '../chain/lost-hint.ts'
import { readAsVpc } from '../chain/read-as-vpc.ts'
import type { CommandContext } from '../commands/command.ts'
import { CliError, OutputError, sentence, UsageError } from '../error-text.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { lookInRoot } from '../input/input-in-root.ts'
import { type Input, plannedRoot, rootFolder } from '../input/inputs.ts'
import { locatedFiles } from '../input/located-files.ts'
import type { Terminal } from '../output/terminal.ts'
import { overlaysBeside } from './overlays-beside.ts'
import { anotherInstances, headerOwner, refuse } from './whose-data.ts'

/** What the commands over a guest's disk have in common. */
export interface DiskRequest {
  readonly root?: string
  /** Each NAME=FILE: the file that is read for what is recorded as that name. */
  readonly locate?: readonly string[]
  readonly snapshot?: string
  /** Of the image itself: `raw` whatever it begins with, and otherwise what it must be. */
  readonly format?: string
}

export interface DiskWork extends OpenedDisk {
  readonly input: Input
  /** Real path of `--root`. */
  readonly givenRoot?: string
}

/** Whether what is lacking is said before the disk is read, or after that, where failing says it. */
type Saying = 'first' | 'when-done'

/**
 * Opens the disk of `file`, hands it to `use` and closes it whatever happens. What is wrong with the
 * input is one sentence and `failed`; a chain with gaps, one that was cut or one that changed is `partial`
 * at best.
 */
export async function withDisk(
  file: string,
  request: DiskRequest,
  { terminal }: CommandContext,
  use: (work: DiskWork) => Promise<ExitCode>,
  saying: Saying = 'first',
): Promise<ExitCode> {
  let opened: OpenedDisk | undefined
  let lacking: readonly string[] = []
  try {
    const root = await rootOf(request)
    const givenRoot = root?.real
    const input = lookInRoot(file, givenRoot)
    if (input.kind === 'folder') throw new CliError('it is a folder, not an image')
    const located = locatedFiles(request.locate ?? [], givenRoot)
    opened = openDiskAt(input, {
      located,
      ...(root !== undefined && { givenRoot: root }),
      ...(request.snapshot !== undefined && { snapshot: request.snapshot }),
      ...(request.format !== undefined && { format: request.format }),
    })
    const unknown = unknownNames(located, [opened.chain])
    if (unknown !== undefined) throw new CliError(unknown)
    const whose = headerOwner(opened, input, root, request)
    const others = anotherInstances(opened, input, request, located)
    const above = overlaysBeside(input)
    lacking = opened.gaps.map((gap) => gapText(gap, input, givenRoot))
    if (saying === 'when-done') refuse(opened, others, lacking)
    const pointedAt = [
      ...locatedNotes(opened.chain, input),
      ...locatedParts(opened, located, input),
    ]
    const said = [whose, others, above, snapshotSize(opened, request)]
      .flatMap((one) => one ?? [])
      .concat(pointedAt, lacking)
    const cut = cutBelow(opened)
    const beside = cut === undefined ? vpcNotes(opened) : [...vpcNotes(opened), cut]
    const notes = [...said.map((text) => `${file}: ${text}`), ...beside]
    if (saying === 'first') complainOf(notes, terminal)
    const before = opened.revision()
    const code = await use({ ...opened, input, ...(givenRoot !== undefined && { givenRoot }) })
    if (saying === 'when-done') complainOf(notes, terminal)
    const changed = opened.revision() !== before
    if (changed)
      terminal.complain(`${file}: changed while reading; the result may not be of one moment`)
    const isWhole = !changed && cut === undefined && opened.gaps.length === 0
    return code === EXIT.done && !isWhole ? EXIT.partial : code
  } catch (error) {
    if (error instanceof UsageError) throw error
    const why = saying === 'when-done' && isNotHere(error) ? `: ${lacking.join('; ')}` : ''
    terminal.complain(failure(file, error) + why)
    return EXIT.failed
  } finally {
    opened?.close()
  }
}

async function rootOf({ root }: DiskRequest): Promise<GivenRoot | undefined> {
  return root === undefined ? undefined : plannedRoot(rootFolder(root))
}

function complainOf(texts: readonly string[], terminal: Terminal): void {
  for (const text of texts) terminal.complain(text)
}

/** A snapshot from before a resize is as long as its disk was then. */
function snapshotSize(opened: OpenedDisk, { snapshot }: DiskRequest): string | undefined {
  const now = opened.chain.layers[0]?.image.virtualSize
  const { size } = opened.disk
  if (snapshot === undefined || now === undefined || now === size) return undefined
  return `the disk had ${size} bytes in the snapshot, and so long is what is read of it; it has ${now} now, the length that qemu-img convert -l gives it`
}

function vpcNotes({ chain }: OpenedDisk): readonly string[] {
  return chain.layers.flatMap((layer) => {
    const note = readAsVpc(layer)
    return note === undefined ? [] : [`${layer.displayPath}: ${note}`]
  })
}

function gapText(gap: DiskGap, input: Input, givenRoot: string | undefined): string {
  switch (gap.kind) {
    case 'backing':
      return chainComplaint(gap.state, input, givenRoot) ?? 'its chain is not whole'
    case 'part':
      return `${gap.path} has ${NO_DESCRIPTOR}`
    case 'layer':
      return `${gap.path} cannot be read: ${gap.reason}`
    case 'extent':
      return `the extent '${displayText(gap.name)}' of ${gap.path} is not here, or was not granted`
    case 'identity':
      return `${gap.below} is not what ${gap.path} was made on: it has the id ${gap.found}, not ${gap.expected}`
    case 'format':
      return `${gap.below} is recorded as ${displayText(gap.expected)} in ${gap.path}, and its content is ${gap.found}: QEMU does not open it`
    case 'data-file': {
      const { state } = gap
      if (state.kind === 'refused') return `the external data file ${refusal(state)}`
      const why = state.kind === 'standalone' ? 'no name is recorded' : state.kind
      const hint = lostHint(input, state, givenRoot)
      const where = hint === undefined ? '' : `: ${hint}`
      return `the external data file of ${gap.path} is not here (${why})${where}`
    }
  }
}

/** What an image holds is the user's business, not a fault of this program. */
function failure(file: string, error: unknown): string {
  if (error instanceof OutputError) return error.message
  return error instanceof FormatError ? `${file}: ${error.message}` : sentence(file, error)
}

/** Says what was lost by a cut, in one line; such a result is `partial`. */
export function complainOfCuts(
  file: string,
  watch: CutWatch,
  { disk }: OpenedDisk,
  terminal: Terminal,
): ExitCode {
  if (!watch.isCut) return EXIT.done
  const { lost, tables } = watch
  const parts = [lost > 0 && `${lost} bytes of what it maps`, tables && 'tables that it names']
  const what = parts.filter((part) => part !== false).join(' and ')
  const isOverOthers = tables && disk.layers.length > 1
  const instead = isOverOthers ? 'what lies below, or zeros, stands' : 'zeros stand'
  terminal.complain(`${file}: the file ends before ${what}; ${instead} for what is lost`)
  return EXIT.partial
}

/** Says which layers' holes nobody has looked for, of those at `depths` that show data. */
export function complainOfHoles(
  { disk, files }: OpenedDisk,
  depths: ReadonlySet<number>,
  terminal: Terminal,
  hint: string,
): void {
  disk.layers.forEach((layer, depth) => {
    if ('missing' in layer || !depths.has(depth) || layer.holesKnown) return
    const path = files[depth]?.path ?? ''
    terminal.complain(`${path}: its holes were not looked for, so they are shown as data${hint}`)
  })
}
