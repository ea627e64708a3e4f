/** What this machine has. Whoever leaves something out for want of a program adds it to the test that CI fails. */
import { spawnSync } from "node:child_process";

export const onThisMachine = (command: string, ...args: string[]): boolean =>
	spawnSync(command, args, { stdio: "ignore" }).status === 0;

export const CURL = "curl";
export const GO = "go";
export const OPENSSL = "openssl";

export const hasCurl = onThisMachine(CURL, "--version");
export const hasOpenssl = onThisMachine(OPENSSL, "version");
export const hasPython = onThisMachine("python3", "--version");
