/** That the arguments are not what the usage says: one line that tells why. */
export class UsageError extends Error {}
