/** What an opened row shows: the request, the response, and what went to each device. */
import { MAX_PUSH_BYTES, type PushEvent, type RequestEvent } from "../../protocol.ts";
import { curlOf } from "../calls/curl.ts";
import { sdkCallOf } from "../calls/sdk.ts";
import { CopyButton } from "../copy-button.tsx";
import { Json } from "../json.tsx";
import type { Row } from "../rows.ts";
import { pushTitle, sizeLevel, sizeText } from "./row-text.ts";

function Push({ push, device }: { push: PushEvent; device: string }) {
	const level = sizeLevel(push.bytes, MAX_PUSH_BYTES);
	const share = Math.min(1, push.bytes / MAX_PUSH_BYTES);
	return (
		<li>
			<details class="push">
				<summary>
					<span dir="auto" class="push-device">
						{device}
					</span>
					<span class="push-kind">{pushTitle(push)}</span>
					<span class="push-size" data-level={level}>
						{sizeText(push.bytes, MAX_PUSH_BYTES)}
					</span>
					<span class="gauge" data-level={level} aria-hidden="true">
						<span style={{ width: `${100 * share}%` }} />
					</span>
				</summary>
				<Json value={push.body} label={`Payload for ${device}`} />
			</details>
		</li>
	);
}

/** A text among the values of JSON stands in quotes. */
function asSent(body: unknown): unknown {
	return typeof body === "string" ? JSON.stringify(body) : body;
}

function Request({ request, origin }: { request: RequestEvent; origin: string }) {
	const { method, path, operation, body, response } = request;
	const sdkCall = sdkCallOf(request);
	return (
		<>
			<p class="line">
				<code>
					{method} {path}
				</code>
				{operation !== null && <span class="muted">{operation}</span>}
			</p>
			<div class="actions">
				<CopyButton label="Copy as curl" text={() => curlOf({ method, url: origin + path, body: asSent(body) })} />
				{sdkCall !== null && <CopyButton label="Copy as SDK call" text={() => sdkCall} />}
			</div>
			<h3>Request</h3>
			{body === undefined ? <p class="muted">No body.</p> : <Json value={asSent(body)} label="Request" />}
			<h3>Response</h3>
			{response === undefined ? <p class="muted">No answer.</p> : <Json value={response} label="Response" />}
			<p class="muted">
				Request id <code>{request.id}</code>
			</p>
		</>
	);
}

export interface DetailProps {
	row: Row;
	/** Of the API, for commands that are copied. */
	origin: string;
	/** By id. */
	deviceNames: ReadonlyMap<string, string>;
}

export function Detail({ row: { request, pushes }, origin, deviceNames }: DetailProps) {
	return (
		<div class="detail">
			{request && <Request request={request} origin={origin} />}
			<h3>What went to the devices</h3>
			{pushes.length === 0 && <p class="muted">Nothing that this page has seen.</p>}
			<ul class="pushes">
				{pushes.map((push, index) => (
					<Push key={index} push={push} device={deviceNames.get(push.device) ?? push.device} />
				))}
			</ul>
		</div>
	);
}
