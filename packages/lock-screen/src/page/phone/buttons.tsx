import { useEffect, useRef, useState } from "preact/hooks";
import type { CardButton } from "../../card.ts";
import type { Press } from "../../protocol.ts";
import { useDevice } from "./device.ts";
import { hrefOf } from "./href.ts";
import { IDLE, type PressState, refused, settled, spokenPress } from "./press-state.ts";

/** How long the outcome of a press stays on its button, in milliseconds. */
const OUTCOME_MS = 8_000;

export function Buttons({ buttons, on }: { buttons: readonly CardButton[]; on: Press["on"] }) {
	return (
		<div class="as-buttons">
			{buttons.map((button) =>
				button.url === null ? (
					<WebhookButton key={button.id} {...button} on={on} />
				) : (
					<LinkButton key={button.id} {...button} />
				),
			)}
		</div>
	);
}

function LinkButton({ title, url }: CardButton) {
	const href = hrefOf(url);
	if (href === null) {
		return (
			<button type="button" class="as-button" aria-disabled="true" title="This address can't be opened here">
				<span dir="auto">{title}</span>
			</button>
		);
	}
	return (
		<a class="as-button" href={href} target="_blank" rel="noopener noreferrer" title={title}>
			<span dir="auto">{title}</span>
		</a>
	);
}

function WebhookButton({ id, title, on }: CardButton & { on: Press["on"] }) {
	const { press } = useDevice();
	const [state, setState] = useState<PressState>(IDLE);
	const here = useRef(true);
	useEffect(() => {
		here.current = true;
		return () => {
			here.current = false;
		};
	}, []);
	useEffect(() => {
		if (state.phase !== "answered" && state.phase !== "failed") return;
		const timer = setTimeout(() => setState(IDLE), OUTCOME_MS);
		return () => clearTimeout(timer);
	}, [state]);
	const run = async () => {
		if (state.phase === "running") return;
		setState({ phase: "running" });
		const outcome = await press(on, id).then(settled, refused);
		if (here.current) setState(outcome);
	};
	return (
		<>
			<button
				type="button"
				class={`as-button as-${state.phase}`}
				aria-busy={state.phase === "running"}
				title={state.phase === "failed" ? state.message : title}
				onClick={run}
			>
				<Sign state={state} />
				<span dir="auto">{title}</span>
				{"status" in state && state.status !== null && <span class="as-status-code">{state.status}</span>}
			</button>
			<span class={state.phase === "failed" ? "as-outcome" : "as-unseen"} role="status">
				{spokenPress(title, state)}
			</span>
		</>
	);
}

const SIGNS = { answered: "M5 12.5l4.5 4.5L19 7.5", failed: "M7 7l10 10M17 7L7 17" } as const;

function Sign({ state: { phase } }: { state: PressState }) {
	if (phase === "idle") return null;
	return (
		<svg class={`as-sign as-sign-${phase}`} viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
			{phase === "running" ? <circle cx="12" cy="12" r="8" pathLength={100} /> : <path d={SIGNS[phase]} />}
		</svg>
	);
}
