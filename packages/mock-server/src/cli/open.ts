/** Opens a page for the person at the terminal, if there is one. */
import { spawn } from "node:child_process";

interface Terminal {
	env: Readonly<Record<string, string | undefined>>;
	platform: NodeJS.Platform;
	isTTY: boolean;
}

/** Whether somebody sits at a desktop of this machine: not a pipe, not a job of CI, not a session from elsewhere. */
export function isDesktop({ env, platform, isTTY }: Terminal): boolean {
	if (!isTTY || (env.CI && env.CI !== "false") || env.SSH_CONNECTION || env.SSH_TTY || env.SSH_CLIENT) return false;
	if (platform === "darwin" || platform === "win32") return true;
	return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** The system's own program for it, and what it takes in front of the address. */
function opener(platform: NodeJS.Platform): [command: string, ...args: string[]] {
	if (platform === "darwin") return ["open"];
	// `start` is a word of the shell, which would read the address too.
	if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler"];
	return ["xdg-open"];
}

/** Opens the page in a browser where {@link isDesktop}. That it can't is no fault: the address is on the terminal. */
export function openOnDesktop(
	url: string,
	{ env, platform, isTTY }: Terminal = {
		env: process.env,
		platform: process.platform,
		isTTY: process.stdout.isTTY === true,
	},
): void {
	if (!isDesktop({ env, platform, isTTY })) return;
	const [command, ...args] = opener(platform);
	const child = spawn(command, [...args, url], { stdio: "ignore", detached: true, env: env as NodeJS.ProcessEnv });
	child.on("error", () => undefined);
	child.unref();
}
