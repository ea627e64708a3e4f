/** The OpenAPI document of the management. */
import packageJson from "../../../package.json" with { type: "json" };
import { buildDocument } from "../document.ts";
import type { Route } from "../route.ts";
import { explainShapes } from "./explain-shapes.ts";
import { historyShapes } from "./history-shapes.ts";
import { manageRoutes } from "./routes.ts";
import { namedShapes } from "./shapes.ts";

export function manageDocument(): unknown {
	return buildDocument({
		title: "ActivitySmith server: management",
		version: packageJson.version,
		description:
			"Keys, channels, metrics, people and devices, what was sent and what came of it, for the owner of the server.",
		basePath: "/manage",
		tags: {
			Account: "Its limits, and other accounts.",
			Keys: "API keys, and what they reach.",
			Channels: "Names for some users and devices.",
			Metrics: "What widgets can show.",
			Devices: "People, their devices, and codes to pair new ones with.",
			Streams: "Taking a stream off the screens for a while.",
			History: "What was sent, and what came of it.",
			Explain: "Why devices show something, or do not.",
		},
		token: "The owner token.",
		named: { ...namedShapes, ...historyShapes, ...explainShapes },
		routes: manageRoutes as readonly Route<never>[],
	});
}
