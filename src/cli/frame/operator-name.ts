import {userInfo} from 'node:os';

/** Who gives an order on the command line, for the audit: the name that the operating system knows. */
export const operatorName = (): string => {
  try {
    return userInfo().username;
  } catch (error) {
    // A container may run under a number that has no name.
    if (error instanceof Error && 'syscall' in error) return `user ${process.getuid?.() ?? 'without a name'}`;
    throw error;
  }
};
