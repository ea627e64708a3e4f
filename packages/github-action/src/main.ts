/** The step itself. */
import { ActivitySmith } from "activitysmith";
import { annotate, mask, setOutput } from "./commands.ts";
import { input, readAction, readApiKey, readErrors } from "./inputs.ts";
import { startMirror } from "./mirror/start.ts";
import { prepare } from "./operations.ts";
import { failed, succeeded } from "./outcome.ts";

// Before anything is said that they could be in.
mask(input("api-key"));
mask(input("github-token"));

/** Until the input has been read, a mistake shows: who wrote `errors` wanted to decide. */
let fails = true;
let about: readonly (readonly [string, string])[] = [];
try {
	fails = readErrors();
	const action = readAction();
	const apiKey = readApiKey();
	const client = () => new ActivitySmith({ apiKey, baseURL: input("base-url") });
	if (action === "mirror_workflow") {
		succeeded(action, [], await startMirror(apiKey));
	} else {
		const request = prepare(action);
		about = request.about;
		for (const warning of request.warnings) annotate("warning", warning);
		succeeded(action, about, await request.send(client()));
	}
} catch (error) {
	failed(input("action") || "action", about, error, fails);
}
setOutput("time", String(Math.floor(Date.now() / 1000)));
