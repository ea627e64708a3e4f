/** The SDK from its sources, with what its tests need beside it. */
import { fileURLToPath } from "node:url";
import { DriverProcess } from "@activitysmith/conformance";
import { withoutSettings } from "../../../interop-tests/program.ts";
import { pythonWith } from "../../../interop-tests/python.ts";

export { describeWithPython } from "../../../interop-tests/python.ts";

export const folder = fileURLToPath(new URL("..", import.meta.url));

/** Nothing is left beside the sources. */
export const environment = (more: Record<string, string> = {}) =>
	withoutSettings({ PYTHONPATH: `${folder}src`, PYTHONDONTWRITEBYTECODE: "1", ...more });

/** A Python that has what the SDK depends on, and the programs that check it. */
export const python = () => pythonWith("python-sdk");

/** @param kind Which of the SDK's clients it drives: `sync` or `async`. */
export async function startDriver(kind: string): Promise<DriverProcess> {
	return DriverProcess.start({ command: await python(), args: [`${folder}test/driver.py`, kind], env: environment() });
}
