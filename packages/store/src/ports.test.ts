import { type PortCase, portCases } from '@parley/engine'
import { scryptPasswords } from './passwords.ts'
import { openStore, type Store } from './store.ts'
import { TestFolder } from './testing/folder.ts'

const titled = (cases: readonly PortCase[]) => cases.map((one) => [one.title, one] as const)

describe('stored ports', () => {
  let folder: TestFolder
  let store: Store
  const open = () => {
    const passwords = scryptPasswords({ cost: 2 ** 10 })
    store = openStore(folder.path, { durability: 'relaxed', passwords })
    return store.ports
  }

  beforeEach(() => {
    folder = new TestFolder()
  })

  afterEach(() => {
    store.close()
    folder.remove()
  })

  test.each(titled(portCases))('%s', (_title, one) => {
    one.check(open())
  })

  test.each(titled(portCases))('in a folder that was used before: %s', (_title, one) => {
    const { timeline, commit } = open()
    timeline.append({ id: 1, time: 1, from: 'ann', text: 'gone' })
    commit()
    store.close()
    const ports = open()
    ports.timeline.remove(1)
    one.check(ports)
    ports.commit()
  })
})
