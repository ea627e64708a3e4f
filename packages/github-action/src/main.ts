/** The step itself. */
import { ActivitySmith } from "activitysmith";
import { annotate, mask, setOutput, summarize } from "./commands.ts";
import { input, readAction, readApiKey, readErrors } from "./inputs.ts";
import { startMirror } from "./mirror/start.ts";
import { prepare } from "./operations.ts";
import { failed, succeeded } from "./outcome.ts";
import { useProxy } from "./proxy.ts";

// Before anything is said that they could be in.
mask(input("api-key"));
mask(input("github-token"));

/** Until the input has been read, a mistake shows: who wrote `errors` wanted to decide. */
let fails = true;
let about: readonly (readonly [string, string])[] = [];
try {
	fails = readErrors();
	useProxy();
	const action = readAction();
	const apiKey = readApiKey();
	if (action === "mirror_workflow") {
		// What came of it is told by the post step.
		succeeded(action, await startMirror(apiKey));
	} else {
		const request = prepare(action);
		about = request.about;
		for (const warning of request.warnings) annotate("warning", warning);
		const client = new ActivitySmith({ apiKey, baseURL: input("base-url") });
		const result = succeeded(action, await request.send(client));
		summarize([["Action", action], ...about, ["Result", result]]);
	}
} catch (error) {
	failed(input("action") || "action", about, error, fails);
}
setOutput("time", String(Math.floor(Date.now() / 1000)));
