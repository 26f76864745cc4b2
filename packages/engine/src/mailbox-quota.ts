/** Messages that wait for one account; one more is refused to its sender. */
export const MOST_WAITING = 1_000

/** UTF-8 bytes of all texts that wait for one account; a message that would pass it is refused. */
export const MOST_WAITING_BYTES = 1024 * 1024

/**
 * What one sender may have of the mailbox of a user who is absent, as a part of it: so nobody takes
 * the room of the others, who would be refused.
 */
export const SENDER_SHARE = 1 / 10

/** UTF-8 bytes of a text that can wait for a user who is absent; a longer one is refused as too long. */
export const LONGEST_WAITING = Math.floor(MOST_WAITING_BYTES * SENDER_SHARE)

/** The same of a user who is online, and takes messages away soon, but only when asking for them. */
export const PRESENT_SHARE = 1 / 2

/** What all senders without an account may have together: new names cost them nothing. */
export const STRANGERS_SHARE = 1 / 2

/** A number of messages and the bytes of their texts. */
export interface Volume {
  readonly messages: number
  readonly bytes: number
}

/** What waits for one name already. */
export interface KeptMail {
  readonly all: Volume
  readonly ofSender: Volume
  /** Of all senders who have no account. */
  readonly ofStrangers: Volume
}

/** What is put: `present`: its recipient is online. `stranger`: its sender has no account. */
export interface Incoming {
  readonly bytes: number
  readonly present: boolean
  readonly stranger: boolean
}

/** The largest that all of a mailbox may be. */
const mailboxBounds: Volume = { messages: MOST_WAITING, bytes: MOST_WAITING_BYTES }

/** Whether one message more may wait. */
export function hasRoom(waiting: KeptMail, incoming: Incoming, bounds = mailboxBounds): boolean {
  const { bytes, present, stranger } = incoming
  const fits = ({ messages, bytes: kept }: Volume, share: number) =>
    messages + 1 <= Math.ceil(bounds.messages * share) && kept + bytes <= bounds.bytes * share
  if (!fits(waiting.all, 1)) return false
  if (!fits(waiting.ofSender, present ? PRESENT_SHARE : SENDER_SHARE)) return false
  return !stranger || fits(waiting.ofStrangers, STRANGERS_SHARE)
}
