import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * What has a page of jsdom goes first and together: a worker goes on to the next file where that wants
 * the same environment; else another is started, which loads jsdom, React and Mantine anew.
 */
export class PagesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(hasPage), ...sorted.filter((file) => !hasPage(file))]
  }
}

function hasPage({ moduleId }: TestSpecification): boolean {
  return moduleId.endsWith('.tsx')
}
