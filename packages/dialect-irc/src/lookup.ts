import type { Connection } from './connection.ts'
import { isSame } from './names.ts'

/**
 * Finds who is online under a nickname that may be written in another case (2.3): gives the name in their
 * own spelling, or undefined where it is spelled so already or there is nobody.
 */
export function otherSpelling(
  connection: Connection,
  nick: string,
  then: (name: string | undefined) => void,
): void {
  connection.ask({ kind: 'list' }, (answer) => {
    const present = answer.ok ? answer.value : []
    const found = present.find(({ name }) => isSame(name, nick))?.name
    then(found === nick ? undefined : found)
  })
}
