/** The account that a case gets when it asks for no other. */
import type { AccountSeed } from "./driver.ts";

/** One user with an iPhone and an iPad, a channel for each and one for both, one for nobody, and a metric. */
export const householdSeed = {
	keys: { all: "all", ops: ["ops"], phone: ["phone"] },
	users: [
		{
			id: "user-1",
			devices: [
				{ id: "iphone", name: "iPhone" },
				{ id: "ipad", name: "iPad" },
			],
		},
	],
	channels: {
		ops: { users: ["user-1"] },
		phone: { devices: ["iphone"] },
		tablet: { devices: ["ipad"] },
		nobody: {},
	},
	metrics: ["deploys"],
	limits: { requestsPerMinute: 60, liveActivities: 4 },
} satisfies AccountSeed;
