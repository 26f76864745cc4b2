/** Names that may log in through this dialect (3.3); narrower than the contract's. */
export const username = /^[a-zA-Z0-9]{3,15}$/
