/** Beside the devices: what arrived, and something to send. */
import { useMemo, useRef, useState } from "preact/hooks";
import type { PageSettings } from "../protocol.ts";
import { Composer } from "./composer/composer.tsx";
import { Drawer } from "./drawer/drawer.tsx";
import { First } from "./first.tsx";
import type { PageState } from "./state.ts";

const tabs = [
	{ id: "arrived", title: "What arrived" },
	{ id: "send", title: "Send" },
] as const;

type TabId = (typeof tabs)[number]["id"];

export interface SideProps {
	settings: PageSettings;
	state: PageState;
	onClear: () => void;
}

/** Only where a device is called something else; so most events leave it as it is. */
function useDeviceNames(state: PageState): ReadonlyMap<string, string> {
	const key = JSON.stringify(state.screens.map(({ id, name }) => [id, name]));
	return useMemo(() => new Map<string, string>(JSON.parse(key)), [key]);
}

export function Side({ settings, state, onClear }: SideProps) {
	const [tab, setTab] = useState<TabId>("arrived");
	// What was begun there stays when another tab is looked at.
	const [composed, setComposed] = useState(false);
	const buttons = useRef(new Map<TabId, HTMLButtonElement>());
	const deviceNames = useDeviceNames(state);
	const choose = (id: TabId, focus: boolean) => {
		setTab(id);
		if (id === "send") setComposed(true);
		if (focus) buttons.current.get(id)?.focus();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
		event.preventDefault();
		choose(tab === "arrived" ? "send" : "arrived", true);
	};
	const empty = state.known && state.rows.length === 0 && state.screens.every(({ activities }) => !activities.length);
	return (
		<aside class="side" aria-label="Requests">
			<div class="tabs" role="tablist" aria-label="Requests">
				{tabs.map(({ id, title }) => (
					<button
						key={id}
						type="button"
						role="tab"
						id={`tab-${id}`}
						aria-controls={`panel-${id}`}
						aria-selected={tab === id}
						tabIndex={tab === id ? 0 : -1}
						ref={(button) => {
							if (button) buttons.current.set(id, button);
						}}
						onClick={() => choose(id, false)}
						onKeyDown={onKeyDown}
					>
						{title}
					</button>
				))}
			</div>
			<div class="panel" role="tabpanel" id="panel-arrived" aria-labelledby="tab-arrived" hidden={tab !== "arrived"}>
				{empty ? (
					<First settings={settings} onCompose={() => choose("send", true)} />
				) : (
					<Drawer rows={state.rows} origin={location.origin} deviceNames={deviceNames} onClear={onClear} />
				)}
			</div>
			<div class="panel" role="tabpanel" id="panel-send" aria-labelledby="tab-send" hidden={tab !== "send"}>
				{composed && <Composer settings={settings} screens={state.screens} shown={state} />}
			</div>
		</aside>
	);
}
