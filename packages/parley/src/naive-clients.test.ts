import { jest } from '@jest/globals'
import {
  endPrograms,
  hasPython,
  mutationsOf,
  names,
  rightProgram,
  rulesFound,
} from './testing/naive-programs.ts'

jest.setTimeout(300_000)

afterAll(endPrograms)

;(hasPython ? describe : describe.skip)('clients of students (python3)', () => {
  test.concurrent.each(names)('a right %s client breaks no MUST', async (name) => {
    const { outcomes } = await rightProgram(name, 'client')
    const failed = outcomes.filter(({ verdict }) => verdict === 'fail' || verdict === 'error')
    expect(outcomes.length).toBeGreaterThan(0)
    expect(failed.map(({ id, failure, reason }) => [id, failure?.why ?? reason])).toEqual([])
  })

  const rows = mutationsOf('client').map(([name, to, mutation], index) => {
    return [name, to, mutation, index] as const
  })
  test.concurrent.each(rows)(
    'a %s client with the line %j is found',
    async (name, _to, mutation, index) => {
      expect(await rulesFound(name, mutation, index)).not.toEqual([])
    },
  )
})
