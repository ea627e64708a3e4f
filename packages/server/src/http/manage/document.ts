/** The OpenAPI document of the management. */
import packageJson from "../../../package.json" with { type: "json" };
import { buildDocument } from "../document.ts";
import type { Route } from "../route.ts";
import { manageRoutes } from "./routes.ts";
import { namedShapes } from "./shapes.ts";

export function manageDocument(): unknown {
	return buildDocument({
		title: "ActivitySmith server: management",
		version: packageJson.version,
		description: "Keys, channels, metrics, people and devices of the account, for its owner.",
		basePath: "/manage",
		tags: {
			Account: "Its limits.",
			Keys: "API keys, and what they reach.",
			Channels: "Names for some users and devices.",
			Metrics: "What widgets can show.",
			Devices: "People, their devices, and codes to pair new ones with.",
			Streams: "Taking a stream off the screens for a while.",
		},
		token: "The owner token.",
		named: namedShapes,
		routes: manageRoutes as readonly Route<never>[],
	});
}
