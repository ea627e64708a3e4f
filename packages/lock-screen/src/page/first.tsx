/** How to send the first thing: what a user sees before anything has arrived. */
import type { PageSettings } from "../protocol.ts";
import { curlOf } from "./calls/curl.ts";
import { CopyButton } from "./copy-button.tsx";

const body = {
	content_state: {
		title: "Nightly Backup",
		subtitle: "upload archive",
		type: "segmented_progress",
		number_of_steps: 3,
		current_step: 2,
	},
};

export interface FirstProps {
	settings: PageSettings;
	onCompose: () => void;
}

export function First({ settings, onCompose }: FirstProps) {
	const command = curlOf({
		method: "PUT",
		url: `${location.origin}${settings.api}/live-activity/stream/nightly-backup`,
		key: settings.exampleKey,
		body,
	});
	return (
		<section class="first" aria-labelledby="first-title">
			<h2 id="first-title">Send the first thing</h2>
			<p>
				Paste this into a terminal. A Live Activity appears on the phone, and below here stands what was sent, what was
				answered, and what the phone received.
			</p>
			<pre class="code">{command}</pre>
			<div class="actions">
				<CopyButton label="Copy" text={() => command} />
				<button type="button" class="button" onClick={onCompose}>
					Or send it from here
				</button>
			</div>
		</section>
	);
}
