import { expect, test } from 'vitest'
import { stateText } from '../../../shared/report/state-text.ts'

const MOVING = {
  state: 'paused',
  reason: 'migration',
  job: 'migration in',
  blockJobs: ['active-commit vda'],
}

test("a domain's state is libvirt's own words in English, and Chinese in Chinese", () => {
  expect(stateText(MOVING)).toBe('paused (migration); migration in; active-commit vda')
  expect(stateText(MOVING, 'zh-CN')).toBe('已暂停（迁移）；正在迁入；提交活动层 vda')
  expect(stateText({ state: 'running', reason: 'booted' }, 'zh-CN')).toBe('运行中（已启动）')
})

test('a word that nobody knows stays as it is', () => {
  expect(stateText({ state: 'frozen', blockJobs: ['swap vdb'] }, 'zh-CN')).toBe('frozen；swap vdb')
})
