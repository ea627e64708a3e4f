/** The gateway as a process of its own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { type Control, startControl } from "../testing/control/server.ts";
import { type FakeApns, startFakeApns } from "../testing/gateway.ts";
import { type Flags, UsageError } from "./flags.ts";

function readKey(file: string): string {
	try {
		return readFileSync(file, "utf8");
	} catch (error) {
		throw new UsageError(`--key: ${(error as Error).message}`);
	}
}

async function start(flags: Flags): Promise<FakeApns> {
	const { host, ports, bundleIds, key, keyId, teamId, answerDelayMs, relay } = flags;
	try {
		return await startFakeApns({
			...{ host, ports, answerDelayMs, relay },
			...(bundleIds.length > 0 && { bundleIds }),
			key: {
				...(key !== undefined && { p8: readKey(key) }),
				...(keyId !== undefined && { keyId }),
				...(teamId !== undefined && { teamId }),
			},
		});
	} catch (error) {
		// Whatever a key file contains, nothing of it is repeated.
		if (key !== undefined && (error as NodeJS.ErrnoException).syscall !== "listen" && !(error instanceof UsageError)) {
			throw new UsageError("--key takes an elliptic key on P-256 in PEM, as in the .p8 file that Apple gives out");
		}
		throw error;
	}
}

/** For clients that take files. Nobody else on the machine may read the key. */
function writeFiles({ ca, p8, keyId }: FakeApns): { folder: string; caFile: string; keyFile: string } {
	const folder = mkdtempSync(join(tmpdir(), "activitysmith-apns-"));
	const caFile = join(folder, "ca.pem");
	const keyFile = join(folder, `AuthKey_${keyId}.p8`);
	writeFileSync(caFile, ca);
	writeFileSync(keyFile, p8, { mode: 0o600 });
	return { folder, caFile, keyFile };
}

function announce(
	gateway: FakeApns,
	control: Control | null,
	files: ReturnType<typeof writeFiles>,
	json: boolean,
): void {
	const { origin, origins, h2cOrigin, h2cOrigins, keyId, teamId, bundleIds } = gateway;
	const { version } = packageJson;
	if (json) {
		const { caFile: ca, keyFile: key } = files;
		const where = { origin, origins, h2cOrigin, h2cOrigins, control: control?.url ?? null };
		const ready = { event: "ready", ...where, ca, key, keyId, teamId, bundleIds, pid: process.pid, version };
		console.log(JSON.stringify(ready));
		return;
	}
	console.log(`Fake gateway of Apple's push service ${version}

  development  ${origin}  ${h2cOrigins?.development ?? ""}
  production   ${origins.production}  ${h2cOrigins?.production ?? ""}
  control      ${control?.url ?? "none"}
  authority    ${files.caFile}
  key          ${files.keyFile}
  key id       ${keyId}
  team id      ${teamId}
  apps         ${bundleIds.join(", ")}

Stop it with Ctrl+C.`);
}

export async function runGateway(flags: Flags): Promise<void> {
	let stop: () => void = () => undefined;
	// Before it says that it is ready: whoever starts it may stop it at once.
	const stopped = new Promise<void>((resolve) => {
		stop = resolve;
	});
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
	const gateway = await start(flags);
	let files: ReturnType<typeof writeFiles> | undefined;
	let control: Control | null = null;
	try {
		if (flags.controlPort !== null) control = await startControl(gateway, { port: flags.controlPort });
		files = writeFiles(gateway);
		announce(gateway, control, files, flags.json);
		await stopped;
	} finally {
		if (files) rmSync(files.folder, { recursive: true, force: true });
		await control?.close();
		await gateway.close();
	}
}
