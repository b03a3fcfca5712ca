import type { Problem, ProblemCode } from '../analysis/model.ts'
import { formatSize } from './size.ts'

type Params = Problem['params']

/** One English sentence for each code, for reports; windows have their own words. */
const sentences: Readonly<Record<ProblemCode, (params: Params) => string>> = {
  'missing-backing-file': ({ name }) => `The backing file ${name} is not there.`,
  'backing-loop': ({ name }) => `Backing file '${name}' creates an infinite loop.`,
  'backing-outside-root': ({ name }) =>
    `The backing file ${name} lies outside of what was opened and was not read.`,
  'backing-protocol': ({ name, protocol }) =>
    `The backing file is named by the protocol ${protocol}, which is never followed: ${name}`,
  'chain-too-deep': ({ limit }) => `The backing chain has more than ${limit} layers.`,
  unreadable: ({ name, reason, errno }) =>
    `${name === undefined ? 'It' : `The backing file ${name}`} cannot be read: ${reasonText(reason, errno)}.`,
  'image-fault': ({ name, reason }) => `The header of ${name} is not sound: ${reason}`,
  'format-mismatch': ({ declared, detected, source, name }) =>
    source === 'disk.info'
      ? `disk.info declares the format ${declared}, but the content is ${detected}.`
      : `The backing file ${name} is declared ${declared}, but its content is ${detected}.`,
  'backing-format-missing': ({ name }) =>
    `No format is recorded for the backing file ${name}: whoever opens it has to guess.`,
  'external-data-file': ({ name }) =>
    `The image keeps its data in an external file${name === '' ? '' : `: ${name}`}.`,
  'unused-base': ({ allocated }) => `No disk stands on this base; it takes ${size(allocated)}.`,
  'leftover-resize': ({ allocated }) =>
    `The copy that a resize keeps until it is confirmed or reverted takes ${size(allocated)}.`,
  'leftover-del': ({ allocated }) => `An interrupted delete has left ${size(allocated)}.`,
  'leftover-part': ({ allocated }) =>
    `A download that did not end, or has not yet, takes ${size(allocated)}.`,
  'symlink-leaves-root': ({ target }) =>
    `The symlink leads out of what was opened and was not followed: ${target}`,
  'text-fault': ({ reason }) => `The text cannot be understood: ${reason}`,
}

/** What a problem means, in one English sentence; names stand as they are recorded. */
export function problemText({ code, params }: Problem): string {
  return sentences[code](params)
}

const reasons: Readonly<Record<string, string>> = {
  'not-found': 'it is gone',
  permission: 'permission denied',
  'not-a-directory': 'it is no directory',
  'not-a-file': 'it is no regular file',
  'outside-root': 'it lies outside of what was opened',
  loop: 'its symlinks lead in a circle',
  'name-too-long': 'its name is too long',
  'not-responding': 'the file system does not answer',
  io: 'the file system reports an error',
}

/** The code of a `TreeFault` in words, with the system's own name for it. */
export function reasonText(code: unknown, errno: unknown): string {
  const words = reasons[String(code)] ?? String(code)
  return typeof errno === 'string' && errno !== '' ? `${words} (${errno})` : words
}

function size(bytes: string | number | undefined): string {
  return typeof bytes === 'number' ? formatSize(bytes) : 'an unknown amount'
}
