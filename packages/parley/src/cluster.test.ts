import { jest } from '@jest/globals'
import { Cluster, ClusterAccounts, type ClusterSettings } from '@parley/cluster'
import { Lease, NatsLink } from '@parley/cluster/testing'
import { memoryPorts } from '@parley/engine'
import { Peer } from '@parley/server/testing'
import { Broker, noBroker } from './testing/broker.ts'
import { Program, run } from './testing/program.ts'
import { refused } from './testing/refused.ts'

jest.setTimeout(60_000)

const programs: Program[] = []
let broker: Broker

function start(...args: string[]): Program {
  const program = new Program(['serve', '--cluster', broker.url, ...args])
  programs.push(program)
  return program
}

async function gateway(...args: string[]): Promise<Program> {
  const program = start('--listen', 'vu=0', '--listen', 'llp=0', ...args)
  await program.says('ready\n')
  return program
}

function client(of: Program, dialect: string): Peer {
  return new Peer(of.port(dialect))
}

function joined(settings: Pick<ClusterSettings, 'servers' | 'name' | 'node' | 'snapshotAfter'>) {
  const { passwords } = memoryPorts()
  const more = { process: settings.node, config: '', version: '1', limits: {}, passwords }
  return Cluster.join({ ...settings, ...more, log: () => {} })
}

/** A user without a socket, who says something to everybody. */
function speaker(cluster: Cluster): (text: string) => Promise<void> {
  const engine = cluster.engine(() => {})
  const peer = { address: '192.0.2.1', port: 1 }
  const plain = { listener: 'test', via: 'test', presence: false, pulls: false }
  const seat = engine.attach({ ...plain, peer, hear: () => {}, failed: () => {} })
  engine.ask(seat, { kind: 'login', name: 'ann', cap: 0 }, () => {})
  return (text) =>
    new Promise((resolve) => engine.ask(seat, { kind: 'broadcast', text }, () => resolve()))
}

/** Logs in, again and again while the name is taken. */
async function enters(of: Program, name: string): Promise<Peer> {
  for (;;) {
    const peer = client(of, 'vu').send(`HELLO-FROM ${name}\n`)
    await peer.until((text) => text.endsWith('\n'))
    if (peer.text === `HELLO ${name}\n`) return peer
    peer.socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

;(noBroker === undefined ? describe : describe.skip)(
  `parley serve --cluster${noBroker === undefined ? '' : `: ${noBroker}`}`,
  () => {
    beforeAll(async () => {
      broker = await Broker.start()
    })

    afterAll(async () => {
      for (const program of programs) program.signal('SIGKILL')
      await Promise.all(programs.map((program) => program.done))
      await broker.kill()
    })

    test('lets clients of two gateways talk, each in its own dialect', async () => {
      const one = await gateway()
      const two = await gateway()
      const ann = client(one, 'vu').send('HELLO-FROM ann\n')
      await ann.expect('HELLO ann\n')
      const bob = client(two, 'llp').send('LOGIN bob\n')
      await bob.expect('> OK - Hello bob\n')
      const rival = client(two, 'vu').send('HELLO-FROM ann\n')
      await rival.expect('IN-USE\n')
      ann.send('LIST\nSEND bob hello there\n')
      await ann.expect('LIST-OK ann,bob\nSEND-OK\n')
      await bob.expect(
        '> INBOUND MESSAGE - SENDER: ann\n> RECIPIENT: bob\n> hello there\n> XOXOXO\n',
      )
      bob.send('MESSAGE ann\nhello yourself\nXOXOXO\n')
      await ann.expect('DELIVERY bob hello yourself\n')
      ann.socket.end()
      await enters(two, 'ann')
      const { stdout } = await run('cluster', 'status', '--cluster', broker.url)
      expect(stdout).toMatch(/^log: \d+ entries since .*\n(\S+ +epoch \d +\d users .*\n){2}$/)
      const accounts = await ClusterAccounts.open({ servers: broker.url, name: 'parley' })
      expect(await accounts.change({ kind: 'add', name: 'carl', hash: 'x' })).toBe(undefined)
      await accounts.close()
      const said = (...words: string[]) => run('accounts', ...words, '--cluster', broker.url)
      expect(await said('moderator', 'carl')).toMatchObject({ status: 0, stderr: '' })
      expect(await said('remove', 'dora')).toMatchObject({
        status: 2,
        stderr: 'parley: no account has the name "dora"\n',
      })
      const listed = await said('list')
      expect(listed.stdout).toMatch(/^carl {2}since .* {2}moderator\n$/)
      one.signal('SIGTERM')
      two.signal('SIGTERM')
      const ends = await Promise.all([one.done, two.done])
      expect(ends.map(({ status }) => status)).toEqual([0, 0])
    })

    test('frees the names of a gateway that was killed within 12 s', async () => {
      const one = await gateway('--cluster-name', 'killed')
      const two = await gateway('--cluster-name', 'killed')
      await enters(one, 'ann')
      one.signal('SIGKILL')
      const since = performance.now()
      await enters(two, 'ann')
      expect(performance.now() - since).toBeLessThan(12_000)
    })

    test('keeps what was said, and waits for a broker that is started again', async () => {
      const one = await gateway('--cluster-name', 'kept')
      const ann = await enters(one, 'ann')
      await broker.kill()
      ann.send('SEND * is anybody there\n')
      await broker.begin()
      await ann.expect('SEND-OK\n')
      const two = await gateway('--cluster-name', 'kept')
      const bob = client(two, 'llp').send('LOGIN bob\nHISTORY 9\n')
      const { text } = bob
      expect(text).toBe('')
      await bob.expect(' | ann | is anybody there\n')
    })

    test('ends where the log has gone back', async () => {
      const one = await gateway('--cluster-name', 'lost')
      await broker.kill()
      broker.forget()
      await broker.begin()
      const { status, stderr } = await one.done
      expect(status).toBe(1)
      expect(stderr).toMatch(
        /\nparley: log-went-back: the broker has lost entries that were applied here\n$/,
      )
    })

    test('joins by a snapshot, and the log keeps only what is behind the one before it', async () => {
      const place = { servers: broker.url, name: 'trimmed', snapshotAfter: 5 }
      const one = await joined({ ...place, node: 'one' })
      const say = speaker(one)
      const accounts = await ClusterAccounts.open(place)
      await accounts.change({ kind: 'add', name: 'carl', hash: 'x' })
      await accounts.close()
      const link = await NatsLink.look(place)
      let said = 0
      while ((await link.state()).first <= 1) {
        said += 1
        await say(`text ${said}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      await link.close()
      const two = await joined({ ...place, node: 'two' })
      expect(two.ports.timeline.last(1000)).toEqual(one.ports.timeline.last(1000))
      expect(two.ports.timeline.last(1000)).toHaveLength(said)
      expect([...two.ports.accounts.all()]).toEqual([...one.ports.accounts.all()])
      expect(two.ports.roster.find('ann')?.via).toBe('test')
      for (const cluster of [one, two]) await cluster.leave(1000)
    })

    test('lets only one process have the name of a gateway, until that gives it back', async () => {
      const place = { servers: broker.url, name: 'named' }
      const cluster = await joined({ ...place, node: 'one' })
      const link = await NatsLink.look(place)
      const text = { node: 'one', process: 'another', epoch: 0, started: 0, version: '1' }
      const lease = new Lease(link.leases, 'one', 'another')
      const renew = () => lease.renew({ ...text, users: 0, applied: 0 })
      expect(await renew()).toBe(false)
      await cluster.leave(1000)
      expect(await renew()).toBe(true)
      await link.close()
    })

    test('takes no gateway with other settings', async () => {
      await gateway('--cluster-name', 'guarded')
      const other = await start('--cluster-name', 'guarded', '--keep', 'accounts=7').done
      expect(other.status).toBe(2)
      expect(other.stderr).toBe(
        'parley: --cluster: the other gateways have another version, or other --keep or --moderator settings\n',
      )
    })
  },
)

describe('parley serve', () => {
  const said = ['--cluster', 'nats://127.0.0.1:1']
  test.each([
    [['--data', 'folder'], '--data: a cluster has no data folder: it keeps everything in its log'],
    [
      ['--durability', 'full'],
      '--durability: a cluster keeps everything in its log, on the disk of the broker',
    ],
    [
      ['--credentials', 'file'],
      '--credentials: accounts cannot be imported into a cluster; its users make theirs when they log in',
    ],
    [['--keep', 'fileBytes=1'], '--keep fileBytes: a cluster keeps no files'],
    [
      ['--cluster-name', 'a.b'],
      '--cluster-name: "a.b" is not 1 to 64 of A to Z, a to z, 0 to 9, - and _',
    ],
  ])('refuses in a cluster: %j', async (args, text) => {
    const { status, stderr } = await refused('serve', '--web', 'off', ...said, ...args)
    expect(stderr).toBe(`parley: ${text}\n`)
    expect(status).toBe(2)
  })

  test('takes only the address of a broker', async () => {
    const { stderr } = await refused('serve', '--web', 'off', '--cluster', 'http://127.0.0.1')
    expect(stderr).toBe(
      'parley: --cluster: "http://127.0.0.1" is no broker, as in nats://127.0.0.1:4222\n',
    )
  })

  test('says that there is no broker', async () => {
    const { stderr } = await refused('serve', '--web', 'off', ...said)
    expect(stderr).toMatch(/^parley: --cluster: no broker at 127\.0\.0\.1:1: .*\n$/)
  })

  test('refuses the name of a cluster without a broker', async () => {
    const { stderr } = await refused('serve', '--web', 'off', '--cluster-name', 'class')
    expect(stderr).toBe('parley: --cluster-name: no cluster is joined without --cluster\n')
  })
})
