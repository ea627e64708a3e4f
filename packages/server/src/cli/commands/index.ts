/** Every command of the management. */
import type { Command } from "../command.ts";
import { channelCommands } from "./channels.ts";
import { deviceCommands } from "./devices.ts";
import { historyCommands } from "./history.ts";
import { keyCommands } from "./keys.ts";
import { streamCommands } from "./streams.ts";

export const commands: readonly Command[] = [
	...keyCommands,
	...channelCommands,
	...deviceCommands,
	...streamCommands,
	...historyCommands,
];
