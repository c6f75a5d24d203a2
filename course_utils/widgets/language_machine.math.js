// What the live region says: which step this is, and its first line.
export const told = (events, at) => `${at + 1} of ${events.length}, ${events[at].stage}: ${events[at].text.split("\n")[0]}`;
