/** `exec` as a process of its own: the base URL of a mock that listens, the command, its arguments. */
import { exec } from "../../packages/mock-server/src/exec/exec.ts";

const [baseURL = "", command = "", ...args] = process.argv.slice(2);
process.exitCode = await exec({ command, args, baseURL, apiKey: "ask_exec" });
