/** Something wrong in DNS, and its mend; one line each. */
export type Finding = {message: string; fix: string};
