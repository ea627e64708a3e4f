/** What is looked at: the account, the device, the channel, the wallpaper; and whether the server is there. */
import type { Screen } from "../screen.ts";
import type { ConnectionStatus } from "./connection.ts";
import type { Wallpaper } from "./hooks.ts";
import type { PageState } from "./state.ts";

/** In place of one device or channel. No id and no slug is empty. */
export const ALL = "";

export interface Choice {
	device: string;
	channel: string;
}

/** A device or channel that is gone counts as not chosen. */
export function chosenScreens(screens: readonly Screen[], { device, channel }: Choice): readonly Screen[] {
	const one = screens.filter(({ id }) => id === device);
	if (one.length > 0) return one;
	const some = screens.filter(({ channels }) => channels.includes(channel));
	return some.length > 0 ? some : screens;
}

interface Option {
	value: string;
	text: string;
}

function Select(props: {
	label: string;
	value: string;
	options: readonly Option[];
	onChange: (value: string) => void;
}) {
	const { label, value, options, onChange } = props;
	return (
		<label class="field">
			<span>{label}</span>
			<select class="input" value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
				{options.map((option) => (
					<option key={option.value} value={option.value}>
						{option.text}
					</option>
				))}
			</select>
		</label>
	);
}

const SAID: Record<ConnectionStatus, string> = {
	connecting: "Connecting…",
	open: "Live",
	reconnecting: "Reconnecting…",
};

export interface ToolbarProps {
	title: string;
	state: PageState;
	status: ConnectionStatus;
	choice: Choice;
	onChoice: (choice: Choice) => void;
	onAccount: (account: string) => void;
	wallpaper: Wallpaper;
	onWallpaper: (wallpaper: Wallpaper) => void;
}

export function Toolbar({ title, state, status, choice, onChoice, onAccount, wallpaper, onWallpaper }: ToolbarProps) {
	const { screens, accounts } = state;
	const channels = [...new Set(screens.flatMap((screen) => screen.channels))].sort();
	const every = channels.length > 0 ? "All channels" : "No channels";
	const isOneOf = (value: string, values: readonly string[]) => (values.includes(value) ? value : ALL);
	return (
		<header class="toolbar">
			<h1>{title}</h1>
			{/* Said to screen readers whenever it changes. */}
			<p class="connection" data-status={status} role="status">
				{SAID[status]}
			</p>
			<div class="choices">
				{accounts.length > 1 && (
					<Select
						label="Account"
						value={state.account}
						options={accounts.map((account) => ({ value: account, text: account }))}
						onChange={onAccount}
					/>
				)}
				{screens.length > 1 && (
					<Select
						label="Device"
						value={isOneOf(
							choice.device,
							screens.map(({ id }) => id),
						)}
						options={[
							{ value: ALL, text: "All side by side" },
							...screens.map(({ id, name }) => ({ value: id, text: name })),
						]}
						onChange={(device) => onChoice({ ...choice, device })}
					/>
				)}
				{channels.length > 0 && (
					<Select
						label="Channel"
						value={isOneOf(choice.channel, channels)}
						options={[{ value: ALL, text: every }, ...channels.map((channel) => ({ value: channel, text: channel }))]}
						onChange={(channel) => onChoice({ device: ALL, channel })}
					/>
				)}
				<button
					type="button"
					class="button"
					aria-pressed={wallpaper === "dark"}
					onClick={() => onWallpaper(wallpaper === "dark" ? "light" : "dark")}
				>
					Dark
				</button>
			</div>
		</header>
	);
}
