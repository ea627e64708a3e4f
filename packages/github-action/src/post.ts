/** After the job's last step, also when the job fails or is cancelled. Nothing here fails the job. */
import { annotate, mask, savedState } from "./commands.ts";
import { input } from "./inputs.ts";
import { endMirror } from "./mirror/end.ts";
import { reasonOf } from "./outcome.ts";
import { useProxy } from "./proxy.ts";

mask(input("api-key"));
mask(input("github-token"));

const plan = savedState("mirror");
if (plan) {
	try {
		useProxy();
		await endMirror(JSON.parse(plan));
	} catch (error) {
		annotate("warning", `mirror_workflow: the Live Activity could not be ended: ${reasonOf(error)}`);
	}
}
