import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { jest } from '@jest/globals'
import { knownClass, knownRows, rowsOf, writeClass } from '../testing/known-class.ts'
import { ownPort } from '../testing/own-port.ts'
import { entry, Program } from '../testing/program.ts'
import { python } from '../testing/python.ts'

jest.setTimeout(60_000)

/** A port that nobody has. */
;(python === undefined ? test.skip : test)(
  'a class on one port gets the grades that it is known to get, though the run is killed',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-'))
    const all = knownClass({ size: 7, port: await ownPort() })
    // Those that take long, or are not on each machine, are in npm run class-of-120.
    const known = all.filter(({ kind }) => !/^(?:Java|C|Python, naive):/.test(kind))
    const { course, submissions } = writeClass(folder, known, {
      sandbox: 'none',
      parley: dirname(dirname(entry)),
    })
    const out = join(folder, 'out')
    const words = ['grade', course, submissions, '--out', out, '--parallel', '4', '--seed', '5']
    const state = () => readFileSync(join(out, 'state.ndjson'), 'utf8')

    const killed = new Program(words)
    await killed.says('1/4', 'stderr')
    killed.signal('SIGKILL')
    await killed.done
    const kept = state().match(/"kind":"result"/g)?.length

    const interrupted = new Program(words)
    await interrupted.says(`${Number(kept) + 1}/4`, 'stderr')
    interrupted.signal('SIGINT')
    const { status, stderr } = await interrupted.done
    expect(status).toBe(130)
    expect(stderr).toMatch(
      /\d of 4 submissions are graded; the same command goes on with the others/,
    )

    const { status: last } = await new Program(words).done
    expect(last).toBe(0)
    expect(rowsOf(readFileSync(join(out, 'grades.csv'), 'utf8'))).toEqual(knownRows(known))
    const ids = [...state().matchAll(/"kind":"result","id":"(\d+)"/g)].map(([, id]) => id)
    expect(ids.toSorted()).toEqual(known.map(({ id }) => id))
  },
)
