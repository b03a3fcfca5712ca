import { z } from 'zod'
import { vocabularyEn } from '../../vocabulary/en.ts'
import { bytes, count, time } from './schema-values.ts'

export const baseAccountingShape = {
  users: count.describe(
    'How many instances need it: folders of instances, leftovers too, that use it directly or ' +
      'through another image.',
  ),
  usersAreAtLeast: z
    .boolean()
    .describe(
      'Something that could not be read, or was not opened, may use it too: there may be more, and overlays.',
    ),
  exclusiveBytes: bytes.nullable().describe(vocabularyEn.freed.text),
  exclusiveIsAtLeast: z
    .boolean()
    .describe('Whether something else uses what the base stands on is not known: it may go along.'),
  amortisedShareBytes: bytes.nullable().describe(vocabularyEn.perUser.text),
  cacheState: z
    .enum([
      'in-use',
      'too-young',
      'removable',
      'unseen-only',
      'orphans-only',
      'leftovers-only',
      'kept',
      'invisible',
      'unknown',
    ])
    .nullable()
    .describe(vocabularyEn.cacheState.text),
  cache: z
    .strictObject({
      seenAs: z.enum(['original', 'resized', 'swap', 'ephemeral']).nullable(),
      usedBy: z.enum(['image', 'root-disk', 'swap-or-ephemeral']).nullable(),
      imageId: z.string().nullable(),
      removableAt: time
        .nullable()
        .describe('When it is old enough; of what is going to be removed.'),
      unseenUsers: count.describe('What needs it and the image cache manager does not look at.'),
      unknownBecause: z
        .enum(['unseen', 'database', 'resize', 'link', 'options', 'hosts'])
        .nullable()
        .describe(
          'Of what is unknown. `unseen`: something may stand on it that could not be looked into, see imageCache.doubts; also of what is needed for certain and Nova does not look at, where something more may need it. `database`: an instance may be made from it, which no file tells. `resize`: a copy stands on it that waits for its resize to be confirmed, which the database tells. `options`: an option of the image cache names one that is not read, so that it is not known when it goes. `hosts`: instances of other hosts on the storage may be made from it, see imageCache.otherHosts; also of what is needed and Nova does not look at.',
        ),
      log: z.array(z.string()).describe('What nova-compute logs of it in its next pass.'),
    })
    .nullable(),
}

export const imageCache = z.strictObject({
  path: z.string(),
  optionsFromConfiguration: z.boolean(),
  managerIntervalSeconds: z.int(),
  removeUnusedBaseImages: z.boolean(),
  originalMinimumAgeSeconds: z.int(),
  resizedMinimumAgeSeconds: z.int(),
  isReleaseAssumed: z
    .boolean()
    .describe(
      'Domains are known, and none of them tells the release of Nova: the newest is assumed, which also removes the bases of blank disks.',
    ),
  instancesWithoutImage: count.describe('A base may be theirs: only the database knows.'),
  doubts: z
    .array(
      z.strictObject({
        path: z.string(),
        reason: z.enum(['unreadable', 'configuration', 'link', 'below', 'hidden', 'header']),
        leavesOpen: z
          .enum(['images', 'blanks', 'all', 'named'])
          .describe(
            'Which bases may be used by it: copies of images, blank disks, all, or those that its header names.',
          ),
      }),
    )
    .describe('The first things of which nobody can tell what they stand on.'),
  doubtCount: count,
  otherHosts: z.array(z.string()).describe('Their instances may use a base too.'),
  differing: z
    .array(
      z.strictObject({
        option: z.string(),
        values: z.array(z.strictObject({ host: z.string(), value: z.string() })),
      }),
    )
    .describe(
      'Options that the opened hosts on this instances_path do not have alike; `?` is not known. The options above are the most careful of all.',
    ),
})
