/** Loaded before the server: its clock is ahead of the machine's by so many milliseconds, as after a night of sleep. */
const { now } = Date;
const ahead = Number(process.env.SOAK_AHEAD_MS ?? 0);
Date.now = () => now() + ahead;
