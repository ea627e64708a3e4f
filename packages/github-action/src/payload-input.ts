/** The inputs that make the body of the request: payload or payload-file-path, payload-delimiter, channels. */
import { readFileSync } from "node:fs";
import { InputError, input } from "./inputs.ts";
import { type Payload, payloadFrom } from "./payload.ts";
import { parsePayload } from "./payload-text.ts";

/** From payload or payload-file-path; undefined when neither is set. @throws InputError */
export function readPayload(): Payload | undefined {
	const inline = process.env.INPUT_PAYLOAD ?? "";
	const path = input("payload-file-path");
	if (inline.trim() !== "" && path !== "") throw new InputError("payload and payload-file-path are both set: set one");
	if (path !== "" && !/\.(json|ya?ml)$/i.test(path)) {
		throw new InputError(`payload-file-path is ${path}, which does not end in .json, .yaml or .yml`);
	}
	const name = path === "" ? "payload" : path;
	const text = path === "" ? inline : readPayloadFile(path);
	if (text.trim() === "" && path === "") return undefined;
	try {
		return payloadFrom(parsePayload(text), input("payload-delimiter"));
	} catch (error) {
		throw new InputError(`${name} ${(error as Error).message}`);
	}
}

function readPayloadFile(path: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		throw new InputError(
			`payload-file-path is ${path}, which cannot be read: ${(error as NodeJS.ErrnoException).code}`,
		);
	}
}

/** A payload that says itself who gets it is left alone. */
export function withChannels(body: Payload, channels: string[] | undefined): Payload {
	return channels === undefined || "target" in body || "channels" in body ? body : { ...body, target: { channels } };
}
