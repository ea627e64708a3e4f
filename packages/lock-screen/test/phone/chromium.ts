/** Finds the Chromium that this machine has. */
import { existsSync } from "node:fs";
import process from "node:process";
import { type Browser, chromium } from "playwright-core";

/** Debian's, or the one that Playwright has brought. */
const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", chromium.executablePath()];

const found = [process.env.CHROME_PATH, ...places].find((path) => path && existsSync(path));

/**
 * Whether there is one, or must be: no package of the registry brings it, so a machine may do without. In CI its tests
 * fail then, elsewhere they are set aside and say so.
 */
export const chromiumExpected = found !== undefined || process.env.CI === "true";

export async function launchChromium(): Promise<Browser> {
	if (!found) throw new Error("No Chromium: install Debian's package chromium, or let CHROME_PATH say where it is");
	// Its sandbox can't be had by root.
	return await chromium.launch({ executablePath: found, chromiumSandbox: process.getuid?.() !== 0 });
}
