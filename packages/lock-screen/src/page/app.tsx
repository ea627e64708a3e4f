/** The page: its devices in the middle, what arrived beside them. */
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { PageSettings, Press, PushEvent, RequestEvent, ScreensEvent, Swipe } from "../protocol.ts";
import { Announcer } from "./announcer.tsx";
import { type Connection, type ConnectionStatus, connect } from "./connection.ts";
import { Devices } from "./devices.tsx";
import { useNow, useStore, useWallpaper } from "./hooks.ts";
import { sendPress, sendSwipe, withAccount, withQuery } from "./server.ts";
import { Side } from "./side.tsx";
import { reading } from "./steady-clock.ts";
import { createStore, type Store } from "./store.ts";
import { ALL, chosenScreens, Toolbar } from "./toolbar.tsx";

function dispatch(store: Store, type: string, data: unknown): void {
	if (type === "screens") store.dispatch({ type, data: data as ScreensEvent, at: reading() });
	else if (type === "request") store.dispatch({ type, data: data as RequestEvent });
	else if (type === "push") store.dispatch({ type, data: data as PushEvent });
}

/** How many requests of the past a page begins with. */
const TOLD_AGAIN = 100;

/** How long a page that nobody looks at stays connected, in milliseconds. */
const UNSEEN_MS = 5 * 60_000;

/** Connects for as long as the page shows this account, and somebody looks at it now and then. */
function useConnection(settings: PageSettings, account: string, store: Store): ConnectionStatus {
	const [status, setStatus] = useState<ConnectionStatus>("connecting");
	useEffect(() => {
		const connection: Connection = connect(
			withAccount(withQuery(settings.events, { last: String(TOLD_AGAIN) }), account),
			{
				onEvent: (type, data) => dispatch(store, type, data),
				onStatus: setStatus,
			},
		);
		let unseen: ReturnType<typeof setTimeout> | undefined;
		const look = () => {
			clearTimeout(unseen);
			if (document.visibilityState === "visible") connection.retryNow();
			else unseen = setTimeout(connection.rest, UNSEEN_MS);
		};
		look();
		document.addEventListener("visibilitychange", look);
		window.addEventListener("online", look);
		return () => {
			clearTimeout(unseen);
			document.removeEventListener("visibilitychange", look);
			window.removeEventListener("online", look);
			connection.close();
		};
	}, [settings, account, store]);
	return status;
}

/** As the page's address says, so that it can be reloaded and passed on; empty for the first. */
function useAccount(): [string, (account: string) => void] {
	const [account, setAccount] = useState(() => new URLSearchParams(location.search).get("account") ?? "");
	const choose = (chosen: string) => {
		history.replaceState(null, "", withAccount(location.pathname, chosen));
		setAccount(chosen);
	};
	return [account, choose];
}

export function App({ settings }: { settings: PageSettings }) {
	const store = useMemo(() => createStore(), []);
	const state = useStore(store);
	const now = useNow(state);
	const [wallpaper, setWallpaper] = useWallpaper();
	const [account, setAccount] = useAccount();
	const [choice, setChoice] = useState({ device: ALL, channel: ALL });
	const status = useConnection(settings, account, store);
	const onPress = useCallback((press: Press) => sendPress(settings, account, press), [settings, account]);
	const onDismiss = useCallback((swipe: Swipe) => void sendSwipe(settings, account, swipe), [settings, account]);
	const screens = chosenScreens(state.screens, choice);

	return (
		<>
			<Toolbar
				title={settings.title}
				state={state}
				status={state.known || status !== "open" ? status : "connecting"}
				choice={choice}
				onChoice={setChoice}
				onAccount={setAccount}
				wallpaper={wallpaper}
				onWallpaper={setWallpaper}
			/>
			<main class="stage">
				{state.known && state.screens.length === 0 && <p class="nothing">This account has no device.</p>}
				<Devices
					account={state.account}
					screens={screens}
					now={now}
					wallpaper={wallpaper}
					onPress={onPress}
					onDismiss={onDismiss}
				/>
				<Announcer key={state.account} screens={screens} now={now} />
			</main>
			<Side settings={settings} state={state} onClear={store.clearRows} />
		</>
	);
}
