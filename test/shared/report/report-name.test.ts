import { expect, test } from 'vitest'
import { subjectName } from '../../../shared/report/report-name.ts'
import { viewOfTree } from '../../helpers/scan/node-view.ts'
import { directory, file, memoryTree, nested } from '../../helpers/trees/memory-tree.ts'

const node = nested('etc/nova/nova.conf', file('[DEFAULT]\nhost = cmp-042\n'))
const ofHost = viewOfTree(memoryTree(node))
const ofFolder = { ...viewOfTree(memoryTree(directory())), rootPath: '/mnt' }

test('a report is of its host, where the configuration tells it', () => {
  expect(subjectName(ofHost)).toBe('cmp-042')
})

test('or else of what was opened, in characters that every file system takes', () => {
  const named = (rootPath: string) => subjectName({ ...ofFolder, rootPath })
  expect(named('/mnt/compute-07')).toBe('compute-07')
  expect(named('/mnt/a b:c/.. odd \n名')).toBe('odd')
  expect(named('/')).toBe('')
  expect(named(`/${'n'.repeat(255)}`)).toHaveLength(60)
  const opened = [
    { path: 'a/instances', kind: 'folder' },
    { path: 'b/images', kind: 'folder' },
  ] as const
  expect(subjectName({ ...ofFolder, opened })).toBe('instances+images')
})

test('or of all hosts that were opened together', () => {
  const nodes = [{ label: 'cmp-042' }, { label: '/mnt/second' }]
  expect(subjectName({ ...ofFolder, nodes })).toBe('cmp-042+second')
  const many = Array.from({ length: 12 }, (_, at) => ({ label: `compute-${at + 1}` }))
  expect(subjectName({ ...ofFolder, nodes: many })).toBe(
    'compute-1+compute-2+compute-3+compute-4+compute-5+compute-6+6-more',
  )
})
