/** Names that may log in through this dialect (3.2); narrower than the contract's. */
export const username = /^[A-Za-z0-9]{1,64}$/

/** The same in the form of 2013 and 2014 (2.3). */
export const formerUsername = /^[A-Za-z0-9_]{1,64}$/
