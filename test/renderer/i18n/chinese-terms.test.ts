import { expect, test } from 'vitest'
import { zhCN } from '../../../renderer/i18n/zh-CN.ts'
import { hostSpaceZhCn } from '../../../shared/i18n/host-space.zh-CN.ts'
import { nativeZhCn } from '../../../shared/i18n/native.zh-CN.ts'
import { planZhCn } from '../../../shared/i18n/plan.zh-CN.ts'
import { FAULT_PLACES } from '../../../shared/phrases/catalogue/fault-places.ts'
import { PHRASES } from '../../../shared/phrases/catalogue/phrases.ts'

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

const texts = textsOf([zhCN, hostSpaceZhCn, nativeZhCn, planZhCn, PHRASES, FAULT_PLACES])

/** What a thing is called, and other words for it that a reader would take for another thing. */
test.each([
  ['镜像头', /文件头|写入头部|(?:qcow2|format\}\}) 头/],
  ['增量盘', /叠加镜像|覆盖层/],
  ['系统盘', /根磁盘/],
  ['卷', /云硬盘(?!）)/],
  ['表项', /表条目|L[12] 条目/],
  ['区段', /数据段文件/],
  ['尾部', /页脚/],
  ['名称', /名字/],
  ['计划', /方案/],
  ['用量', /使用报告|使用情况/],
  ['调整规格', /调整大小|调整过大小/],
  ['文件夹', /不是目录|实例目录|镜像目录/],
  ['OpenStack’s 格式检查器, which is not this program’s 查看器', /(?<!格式)检查器/],
])('%s has no second name', (_, second) => {
  expect(texts.filter((text) => second.test(text))).toEqual([])
})

test('what uses or opens a file is a program, of which no sentence speaks as of a person', () => {
  const person = /打开者|检查者|有人使用|无人使用|没有人找|谁也/
  expect(texts.filter((text) => person.test(text))).toEqual([])
})

test('all of them have the marks and blanks of Chinese, those of reports and plans too', () => {
  const marks =
    /[\u4e00-\u9fff](?:[,;?!]|:(?!\w)|\.\s)|[\u4e00-\u9fff，。：；、（）] [\u4e00-\u9fff，。：；、（）]/
  const brackets = /[\u4e00-\u9fff]\(|\)[\u4e00-\u9fff]/
  // Formulas, functions' names and the letters of menus are written as such.
  const formula = /[×÷−+] |\w+\(\d\)|\(&\w\)/
  const sentences = texts.filter((text) => !formula.test(text))
  expect(sentences.filter((text) => marks.test(text) || brackets.test(text))).toEqual([])
})
