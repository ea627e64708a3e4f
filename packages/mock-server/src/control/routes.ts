/** All control routes. */
import type { ControlRoute } from "./route.ts";
import { aboutRoutes } from "./routes/about.ts";
import { accountRoutes } from "./routes/accounts.ts";
import { deviceRoutes } from "./routes/devices.ts";
import { journalRoutes } from "./routes/journal.ts";
import { pressRoutes } from "./routes/presses.ts";
import { screenRoutes } from "./routes/screens.ts";
import { streamRoutes } from "./routes/streams.ts";
import { faultRoutes, timeRoutes } from "./routes/time.ts";

export const routes: readonly ControlRoute[] = [
	...aboutRoutes,
	...accountRoutes,
	...deviceRoutes,
	...screenRoutes,
	...pressRoutes,
	...streamRoutes,
	...timeRoutes,
	...faultRoutes,
	...journalRoutes,
];
