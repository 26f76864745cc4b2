import { jest } from '@jest/globals'
import type { Check, ServerStage } from '@parley/contract'
import { checkId } from './check-id.ts'
import { chosenOf } from './chosen.ts'
import { escapeBytes } from './escape-bytes.ts'
import type { Findings } from './findings.ts'
import { runChecks } from './run.ts'
import { CommonStage } from './stage.ts'
import { cut, type EchoFrame, echoed, greeted } from './testing/echo.ts'
import { answering, echoJob, right, tried } from './testing/tried.ts'
import { AdaptiveTimeouts } from './timeouts.ts'

type Server = Check<ServerStage<EchoFrame, object>>

function verdicts({ outcomes }: Findings) {
  return outcomes.map(({ id, verdict }) => `${verdict} ${id}`)
}

function failures({ outcomes }: Findings) {
  return outcomes.map(({ failure }) => {
    if (failure === undefined) return undefined
    const { rule, expected, came, at, why } = failure
    return [rule.id, expected, came && escapeBytes(came), at, why]
  })
}

test('a right server passes, whole and cut', async () => {
  const findings = await tried([greeted, echoed, cut], right)
  expect(verdicts(findings)).toEqual(['pass echo-1.1', 'pass echo-1.2', 'pass echo-2.1'])
  expect(findings.outcomes.map(({ ending }) => ending)).toEqual(
    Array(3).fill({ verdict: 'pass', how: 'closed after the kit had' }),
  )
  expect([findings.state, findings.total, findings.token]).toEqual(['whole', 3, '1'])
})

test('a goodbye that a check says when it is known what comes of it stands behind that', async () => {
  const polite: Server = {
    ...greeted,
    run: async (stage) => {
      const wire = await stage.connect()
      try {
        await wire.say('I ann\n')
        await wire.hear('HELLO ann\n')
      } finally {
        await stage.pass(5)
        await wire.say('BYE\n')
      }
    },
  }
  const { outcomes } = await tried(
    [polite],
    answering(() => 'HALLO ann\n'),
  )
  const [{ log = [], judgedAt = -1 } = {}] = outcomes
  const sent = log.flatMap((one) =>
    one.kind === 'sent' ? [[escapeBytes(one.bytes), one.time <= judgedAt]] : [],
  )
  expect(sent).toEqual([
    ['I ann\\n', true],
    ['BYE\\n', false],
  ])
})

test.each([
  ['says nothing', () => '', undefined, undefined, 'nothing came in time'],
  ['says another word', () => 'HALLO ann\n', 'HALLO ann\\n', 1, 'other bytes came'],
  [
    'ends the line wrong',
    (name: string) => `HELLO ${name}\r\n`,
    undefined,
    15,
    'you end lines with \\r\\n; they are read as if they ended with \\n from here on',
    /^Here a line ends with/,
  ],
  [
    'forgets the end',
    (name: string) => `HELLO ${name}`,
    undefined,
    undefined,
    'you end no line with \\n: whoever reads lines still waits for the end',
    /^TCP has no messages;/,
  ],
])('a server that %s fails', async (_what, answer, came, at, why, hint = /^Say HELLO\.$/) => {
  const act = answering((line) => answer(line.slice(3)))
  const { outcomes } = await tried([greeted], act)
  const [{ verdict, failure, hint: told, command, log } = {}] = outcomes
  expect([verdict, failure?.why, failure?.at, told, command]).toEqual([
    'fail',
    why,
    at,
    expect.stringMatching(hint),
    'check echo-1.1 1',
  ])
  expect(failure?.expected).toMatch(/^HELLO ann\w{6}\\n$/)
  if (came !== undefined) expect(failure?.came && escapeBytes(failure.came)).toBe(came)
  expect(log?.map(({ kind, wire }) => `${wire} ${kind}`).slice(0, 1)).toEqual(['A sent'])
})

test('what a SHOULD asks for is a warning', async () => {
  const act = answering((line) =>
    line.startsWith('HI') ? `HELLO ${line.slice(3)}\n` : 'SAID so\n',
  )
  const findings = await tried([echoed], act)
  expect(verdicts(findings)).toEqual(['warn echo-1.2'])
  expect(failures(findings)).toEqual([['echo-1.2', 'SAID grüße', 'SAID so\\n', 5, 'another text']])
})

test('a rule that is broken is said once; what needs it is skipped', async () => {
  const findings = await tried(
    [greeted, echoed],
    answering(() => 'NO\n'),
  )
  expect(verdicts(findings)).toEqual(['fail echo-1.1', 'skip echo-1.2'])
  expect(findings.outcomes[1]?.reason).toBe('needs echo-1.1, which this server breaks')
})

test('what no program can be tried on is skipped for that reason, whatever it breaks', async () => {
  const untried = () => 'no limit was said'
  const { outcomes } = await tried(
    [greeted, { ...echoed, untried }],
    answering(() => 'NO\n'),
  )
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['fail', 'skip'])
  expect([outcomes[1]?.reason, outcomes[1]?.blockedBy]).toEqual(['no limit was said', undefined])
})

test('a step of another rule that fails is a failure of that rule, once', async () => {
  const alone: Server = { ...echoed, needs: [] }
  const findings = await tried(
    [alone, { ...alone, variant: 'again' }],
    answering(() => 'NO\n'),
  )
  expect(verdicts(findings)).toEqual(['fail echo-1.2', 'skip echo-1.2.again'])
  expect(findings.outcomes[0]?.failure?.rule.id).toBe('echo-1.1')
  expect(findings.outcomes[0]?.rule.id).toBe('echo-1.2')
  expect(findings.outcomes[1]?.blockedBy).toBe('echo-1.1')
  expect(findings.outcomes[1]?.rule.id).toBe('echo-1.2')
})

test('a step of a rule that is kept elsewhere is a failure of the check’s own rule', async () => {
  const alone: Server = { ...echoed, needs: [] }
  const findings = await tried(
    [greeted, alone, { ...alone, variant: 'again' }],
    answering((line) => (line === 'HI ann' ? 'NO\n' : `HELLO ${line.slice(3)}\n`)),
  )
  expect(verdicts(findings)).toEqual(['pass echo-1.1', 'warn echo-1.2', 'warn echo-1.2.again'])
  expect(findings.outcomes[1]?.failure?.rule.id).toBe('echo-1.2')
  expect(findings.outcomes[1]?.hint).toBe('Say it again.')
})

test('a step of a rule that is kept no longer is a failure of that rule', async () => {
  const alone: Server = { ...echoed, needs: [] }
  let greetings = 0
  const findings = await tried(
    [greeted, alone],
    answering((line) => {
      greetings += 1
      return greetings > 1 ? 'NO\n' : `HELLO ${line.slice(3)}\n`
    }),
  )
  expect(verdicts(findings)).toEqual(['pass echo-1.1', 'fail echo-1.2'])
  expect(findings.outcomes[1]?.failure?.rule.id).toBe('echo-1.1')
})

test('a server that takes one read for one message fails when it is cut', async () => {
  const findings = await tried([cut], (socket) => {
    socket.setNoDelay(true)
    socket.on('data', (bytes) => {
      const text = String(bytes).trimEnd()
      socket.write(text.startsWith('HI ') ? `HELLO ${text.slice(3)}\n` : `SAID ${text.slice(4)}\n`)
    })
    socket.on('end', () => socket.end())
  })
  const [{ verdict, title, command, failure } = {}] = findings.outcomes
  expect([verdict, failure?.rule.id]).toEqual(['fail', 'echo-2.1'])
  expect(title).toBe('cut anywhere (each byte on its own)')
  expect(command).toBe('check echo-2.1 1-bytes')
  expect(failure?.recognised).toEqual([expect.stringMatching(/^You took one read for one message/)])
})

test('a check that resets no connection says nothing of a server that a reset harms', async () => {
  let isHarmed = 'no'
  const findings = await tried([cut], (socket) => {
    const answer = answering((line) => {
      if (isHarmed === 'yes') return 'WHAT\n'
      return line.startsWith('HI') ? 'HELLO ann\n' : `SAID ${line.slice(4)}\n`
    })
    answer(socket)
    socket.on('error', () => {
      isHarmed = 'yes'
    })
  })
  expect(verdicts(findings)).toEqual(['pass echo-2.1'])
})

test('a token runs one segmentation alone', async () => {
  const lines: string[] = []
  const act = answering((line) => {
    lines.push(line)
    return line.startsWith('HI') ? 'HELLO ann\n' : `SAID ${line.slice(4)}\n`
  })
  await tried([cut], act, { segmentation: 'cut3' })
  expect(lines).toEqual(['HI ann', 'SAY grüße'])
})

test('the kit’s own errors are not counted against anybody', async () => {
  const broken: Server = {
    ...greeted,
    run: async () => {
      throw new Error('oh')
    },
  }
  const findings = await tried([broken], right)
  expect(verdicts(findings)).toEqual(['error echo-1.1'])
  expect([findings.outcomes[0]?.reason, findings.outcomes[0]?.failure]).toEqual(['oh', undefined])
})

test.each([
  [['echo-1.1'], ['echo-1.1']],
  [['echo-1'], ['echo-1.1', 'echo-1.2', 'echo-1.2.loud']],
  [['echo-1.2.loud'], ['echo-1.2.loud']],
  [[], ['echo-1.1', 'echo-1.2', 'echo-1.2.loud']],
])('of %j run %j', async (only, ids) => {
  const loud: Server = { ...echoed, variant: 'loud' }
  const findings = await tried([greeted, echoed, loud], right, { only })
  expect(findings.outcomes.map(({ id }) => id)).toEqual(ids)
})

test.each([
  ['core', ['echo-1.1']],
  ['original', ['echo-1.1', 'echo-1.1.old']],
  ['extended', ['echo-1.1', 'echo-1.1.new']],
] as const)('%s runs %j', async (scope, ids) => {
  const added: Server = { ...greeted, variant: 'new', scope: 'extension' }
  const old: Server = { ...greeted, variant: 'old', scope: 'original' }
  const findings = await tried([greeted, added, old], right, { scope })
  expect(findings.outcomes.map(({ id }) => id)).toEqual(ids)
})

test('findings are told before and after each check, and once more at the end', async () => {
  const reported: string[] = []
  const tell = ({ state, outcomes }: Findings) => reported.push(`${state} ${outcomes.length}`)
  await tried([greeted, echoed], right, {}, { onProgress: tell })
  expect(reported).toEqual(['running 0', 'running 1', 'running 2', 'whole 2'])
})

test('names are the same for the same seed, and others for another', async () => {
  const names = async (seed: number) => {
    const said: string[] = []
    const act = answering((line) => {
      said.push(line)
      return `HELLO ${line.slice(3)}\n`
    })
    await tried([greeted], act, { seed })
    return said
  }
  expect(await names(1)).toEqual(await names(1))
  expect(await names(1)).not.toEqual(await names(2))
})

test('a peer of another dialect is recognised', async () => {
  const { outcomes } = await tried(
    [greeted],
    answering(() => 'WHAT\n'),
  )
  expect(outcomes[0]?.failure?.recognised).toEqual([
    'This looks like shout: you spoke shout on a echo port.',
  ])
})

test('a person who types has more time for a check than a program', async () => {
  class Persons extends AdaptiveTimeouts {
    override get answer(): number {
      return 120_000
    }
  }
  jest.useFakeTimers()
  try {
    const pass = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time))
    const slow = { ...greeted, run: () => pass(90_000) }
    const ran = runChecks(echoJob(), {
      side: 'client',
      checks: [slow],
      timeouts: new Persons(),
      several: 1,
      async open(attempt) {
        const common = new CommonStage<unknown, unknown>(echoJob(), {}, attempt)
        return { stage: common, common, begin: async () => {}, close: async () => {} }
      },
    })
    await jest.advanceTimersByTimeAsync(90_000)
    expect(verdicts(await ran)).toEqual(['pass echo-1.1'])
  } finally {
    jest.useRealTimers()
  }
})

test('a run that is repeated has other names of the same length', async () => {
  const greeting = async (salt: string) => {
    const { outcomes } = await tried(
      [greeted],
      answering(() => 'NO\n'),
      { salt },
    )
    return outcomes[0]?.failure?.expected
  }
  const [one = '', again, other = ''] = [
    await greeting('a'),
    await greeting('a'),
    await greeting('b'),
  ]
  expect(again).toBe(one)
  expect(other).not.toBe(one)
  expect(other.length).toBe(one.length)
})

test('the command for one check runs no other', async () => {
  const again: Server = { ...greeted, variant: 'again' }
  const { outcomes } = await tried(
    [greeted, again, echoed],
    answering(() => 'NO\n'),
  )
  expect(outcomes.map(({ command }) => command)).toEqual([
    'check echo-1.1 1',
    'check echo-1.1.again 1',
    'check echo-1.2 1',
  ])
})

test.each([
  ['echo-1.1', ['echo-1.1']],
  ['echo-1.1.plain', ['echo-1.1']],
  ['echo-1.1.again', ['echo-1.1.again']],
  ['echo-1.1+', ['echo-1.1', 'echo-1.1.again']],
  ['echo-1.3', ['echo-1.3.one', 'echo-1.3.other']],
  ['echo-1', ['echo-1.1', 'echo-1.1.again', 'echo-1.3.one', 'echo-1.3.other']],
  ['echo-1.3.plain', []],
])('what is asked for as %s is the checks %j', (wanted, ids) => {
  const variant = (rule: string, name: string): Server => ({ ...greeted, rule, variant: name })
  const all = [greeted, variant('echo-1.1', 'again')]
  const more = [variant('echo-1.3', 'one'), variant('echo-1.3', 'other')]
  const chosen = chosenOf({ only: [wanted], scope: 'core' }, [...all, ...more])
  expect(chosen.map(checkId)).toEqual(ids)
})
