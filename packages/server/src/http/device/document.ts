/** The OpenAPI document of the device API. */
import packageJson from "../../../package.json" with { type: "json" };
import { buildDocument } from "../document.ts";
import type { Route } from "../route.ts";
import { deviceRoutes } from "./routes.ts";
import { namedShapes } from "./shapes.ts";

export function deviceDocument(): unknown {
	return buildDocument({
		title: "ActivitySmith server: devices",
		version: packageJson.version,
		description: "What an app on a phone asks of the server, and reports to it.",
		basePath: "/device",
		tags: {
			Device: "Pairing, reports, buttons, and what should be shown.",
			Tokens: "What Apple finds the device by.",
		},
		token: "The device's secret, as the answer to pairing told it.",
		named: namedShapes,
		routes: deviceRoutes as readonly Route<never>[],
		open: ["pairDevice"],
	});
}
