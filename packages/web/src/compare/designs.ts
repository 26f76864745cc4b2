/** What a design answers one question with, and the section of the specification that says so. */
interface Answer {
  readonly says: string
  readonly section: string
}

/** The questions that a protocol for messages has to answer, in the order of the table. */
export const questions = {
  framing: 'Where does a message end?',
  addressing: 'How is it said whom it is for?',
  errors: 'How does one learn that something failed?',
  encoding: 'Which texts can be carried?',
  state: 'What must both sides remember?',
  extensibility: 'How could it grow?',
  security: 'What keeps users apart?',
} as const

export type Question = keyof typeof questions

export interface Design {
  readonly answers: Readonly<Record<Question, Answer>>
  readonly teaches: string
  readonly wrong: string
}

const vu: Design = {
  answers: {
    framing: { says: 'At the newline: one line is one message.', section: '1.1' },
    addressing: { says: 'The second word of a SEND is the recipient.', section: '3.3' },
    errors: { says: 'A word for each kind, without the command that it answers.', section: '3.7' },
    encoding: {
      says: 'UTF-8 without a newline; a text of several lines is several messages.',
      section: '6.2',
    },
    state: { says: 'Replies come in the order of the commands: both sides count.', section: '5.2' },
    extensibility: { says: 'New first words; old servers answer BAD-RQST-HDR.', section: '3.9' },
    security: {
      says: 'A name belongs to whoever came first; there are no passwords.',
      section: '2.2',
    },
  },
  teaches:
    'How little a protocol needs: a person can type it, and a reader finds the end of a message with one search.',
  wrong:
    'The end of a message cannot stand in a text, so a text of two lines cannot be said; and a reply does not say what it answers.',
}

const llp: Design = {
  answers: {
    framing: {
      says: 'A command ends at the newline, a message at a line that ends with XOXOXO.',
      section: '3.9',
    },
    addressing: { says: 'MESSAGE and a name, before the text.', section: '3.7' },
    errors: { says: 'A sentence after “> ERROR - ”, for a person to read.', section: '1.3' },
    encoding: {
      says: 'UTF-8 of any number of lines, but none that closes the message.',
      section: '1.4',
    },
    state: {
      says: 'The server is in a command or in a message: the same line means either.',
      section: '3.9',
    },
    extensibility: { says: 'New commands; the banner lists those that there are.', section: '2.1' },
    security: {
      says: 'A name belongs to whoever came first, and a text may look like a reply.',
      section: '4.3',
    },
  },
  teaches:
    'What a mode is: after MESSAGE, lines are text until the mark, and commands among them are text as well.',
  wrong:
    'What is typed to people and what programs read is one stream: a text can pass for a reply of the server.',
}

const ktn: Design = {
  answers: {
    framing: {
      says: 'Where the JSON object ends: nothing stands between two of them.',
      section: '1.2',
    },
    addressing: {
      says: 'Everything is for everyone; @name in a text is an extension.',
      section: '6.1',
    },
    errors: { says: 'A response of the kind error, with a sentence.', section: '3.12' },
    encoding: { says: 'Any Unicode, escaped as ASCII.', section: '1.6' },
    state: { says: 'Logged in or not; the history is told at the login.', section: '4.1' },
    extensibility: { says: 'Further keys are ignored, further requests refused.', section: '2.1' },
    security: {
      says: 'A name belongs to whoever came first; there are no passwords.',
      section: '3.3',
    },
  },
  teaches: 'That a format is no framing: JSON says where an object ends only to whoever parses it.',
  wrong:
    'The paper does not say how objects are told apart: nearly every program took one read for one object.',
}

const ghostr: Design = {
  answers: {
    framing: { says: 'Where the JSON object ends, one send for each.', section: '1.1' },
    addressing: { says: 'A field user; broadcast is an action of its own.', section: '4.1' },
    errors: { says: 'A status that programs can compare.', section: '4.1' },
    encoding: { says: 'Any Unicode, in at most 1,024 bytes an object.', section: '1.3' },
    state: { says: 'One request at a time; a reply repeats its action.', section: '4.10' },
    extensibility: {
      says: 'Unknown keys are ignored, an unknown action is answered.',
      section: '4.10',
    },
    security: { says: 'Passwords and blocking, all of it readable on the wire.', section: '2.2' },
  },
  teaches: 'Replies that name what they answer, and codes that a program can compare.',
  wrong: 'The size of one read became a limit of the protocol, and passwords go in the clear.',
}

const ghostrText: Design = {
  answers: {
    framing: { says: 'At the last field that the type has; a field ends at “;;”.', section: '1.1' },
    addressing: { says: 'A field TO; a broadcast has a type of its own.', section: '9.4' },
    errors: { says: 'RET and ERR fields that differ by type.', section: '9.8' },
    encoding: { says: 'UTF-8 without “:” and “;;”, which are replaced.', section: '1.4' },
    state: { says: 'A login is two messages that belong together.', section: '2.1' },
    extensibility: {
      says: 'Hardly: a field more, and the end of the message is another.',
      section: '1.1',
    },
    security: {
      says: 'Passwords in the clear; a sender’s name is checked by the server.',
      section: '3.2',
    },
  },
  teaches: 'Why escaping is needed: what separates fields cannot stand in them.',
  wrong:
    'It has no escaping, so texts are changed on the way; and the end of a message depends on its type.',
}

const toom: Design = {
  answers: {
    framing: {
      says: 'Where the pickle stops: its reader executes it to find out.',
      section: '1.1',
    },
    addressing: {
      says: 'Everything is for everyone; @name in a text is an extension.',
      section: '3.1',
    },
    errors: { says: 'A type for each kind, and a sentence for the user.', section: '3.4' },
    encoding: { says: 'Any Unicode on one line, in at most 2,048 bytes.', section: '4.5' },
    state: { says: 'Strictly by turns: the server says nothing unasked.', section: '1.5' },
    extensibility: { says: 'New types; an old server answers Invalid command.', section: '3.8' },
    security: {
      says: 'Passwords, but a pickle can run any program on its reader’s machine.',
      section: '1.3',
    },
  },
  teaches: 'What polling costs: nobody hears of anything until they ask.',
  wrong: 'A serialisation that can run code is no format for strangers.',
}

const irc: Design = {
  answers: {
    framing: { says: 'At the line end: one line of at most 512 bytes.', section: '1.2' },
    addressing: { says: 'The first parameter is a nickname or a channel.', section: '4.1' },
    errors: {
      says: 'Numbers with names, and what they are about; success has no answer.',
      section: '2.1',
    },
    encoding: { says: 'No line break; a longer text is several messages.', section: '1.5' },
    state: {
      says: 'Which channels one is on, and which capabilities were negotiated.',
      section: '2.5',
    },
    extensibility: { says: 'Capabilities that both sides agree on, and tags.', section: '2.5' },
    security: { says: 'Passwords in the clear; the server writes who speaks.', section: '2.7' },
  },
  teaches:
    'How a protocol of 1988 still grows: what is new is asked for first, and old programs never see it.',
  wrong:
    'The sender’s name takes room from the text on the same line, so nobody knows how long a text may be.',
}

const known: Readonly<Record<string, Design>> = {
  vu,
  llp,
  ktn,
  ghostr,
  'ghostr-text': ghostrText,
  toom,
  irc,
}

/** How a dialect answers the questions; undefined where nobody has written that down. */
export function designOf(dialect: string): Design | undefined {
  return Object.hasOwn(known, dialect) ? known[dialect] : undefined
}
