import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Scope } from "../src/model.ts";
import { Refusal } from "../src/refusal.ts";
import {
	effectiveChannels,
	mayChange,
	refuseUnknownChannels,
	requestedChannels,
	sameChannels,
} from "../src/rules/targeting.ts";

const all: Scope = { kind: "all" };
const some: Scope = { kind: "channels", channels: ["ops", "sales"] };

function refusal(run: () => unknown): Refusal {
	try {
		run();
	} catch (error) {
		if (error instanceof Refusal) return error;
		throw error;
	}
	throw new Error("nothing was refused");
}

describe("effective channels", () => {
	test.each<[string, Scope, string[] | undefined, string[] | null]>([
		["a key for everything and no target: every device", all, undefined, null],
		["a key for everything and a target: those channels", all, ["dev"], ["dev"]],
		["a key of channels and no target: the key's", some, undefined, ["ops", "sales"]],
		["a key of channels and some of them: those", some, ["sales"], ["sales"]],
	])("%s", (_, scope, requested, expected) => {
		expect(effectiveChannels(scope, requested)).toEqual(expected);
	});

	test("a key of channels and another channel: 403, whatever else is named", () => {
		for (const requested of [["dev"], ["ops", "dev"]]) {
			const { status, body } = refusal(() => effectiveChannels(some, requested));
			expect({ status, ...body }).toEqual({
				status: 403,
				error: "Invalid channel targeting",
				message:
					"This API key can only target assigned channels. Requested channels include channels outside this key scope.",
			});
		}
	});

	test("never reach beyond the key", () => {
		const slugs = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1 });
		fc.assert(
			fc.property(slugs, fc.option(slugs, { nil: undefined }), (channels, requested) => {
				try {
					const effective = effectiveChannels({ kind: "channels", channels }, requested) ?? ["everything"];
					expect(channels).toEqual(expect.arrayContaining([...effective]));
				} catch (error) {
					expect(error).toBeInstanceOf(Refusal);
					expect(requested?.every((slug) => channels.includes(slug))).toBe(false);
				}
			}),
		);
	});
});

test("the two ways to name channels are one, and each channel counts once", () => {
	expect(requestedChannels({})).toBeUndefined();
	expect(requestedChannels({ channels: ["a", "b", "a"] })).toEqual(["a", "b"]);
	expect(requestedChannels({ target: { channels: ["b", "b"] } })).toEqual(["b"]);
	expect(requestedChannels({ target: { channels: ["a"] }, channels: ["a"] })).toEqual(["a"]);
});

test("channels are the same in any order, and everything is no channel", () => {
	expect(sameChannels(["a", "b"], ["b", "a"])).toBe(true);
	expect(sameChannels(["a"], ["a", "b"])).toBe(false);
	expect(sameChannels(["a", "b"], ["a", "c"])).toBe(false);
	expect(sameChannels(null, null)).toBe(true);
	expect(sameChannels(null, [])).toBe(false);
	expect(sameChannels(["a"], null)).toBe(false);
});

test("a key changes only what was sent within its channels, in its own account", () => {
	const presentation = (channels: string[] | null) => ({ accountId: "a", presentation: { channels } }) as never;
	const caller = (scope: Scope, id = "a") => ({ account: { id }, scope });
	expect(mayChange(caller(all), presentation(null))).toBe(true);
	expect(mayChange(caller(all), presentation(["dev"]))).toBe(true);
	expect(mayChange(caller(all, "b"), presentation(null))).toBe(false);
	expect(mayChange(caller(some), presentation(["ops"]))).toBe(true);
	expect(mayChange(caller(some, "b"), presentation(["ops"]))).toBe(false);
	expect(mayChange(caller(some), presentation(["ops", "dev"]))).toBe(false);
	expect(mayChange(caller(some), presentation(null))).toBe(false);
});

test("unknown slugs are a 400 that names them, at the place where they were sent", () => {
	expect(() => refuseUnknownChannels([], {})).not.toThrow();
	const top = refusal(() => refuseUnknownChannels(["x"], { channels: ["x"] }));
	expect(top).toMatchObject({ status: 400, body: { error: "Invalid channel targeting" } });
	expect(top.message).toMatch(/^channels must name channels that exist: .*\bx\b/);
	const nested = refusal(() => refuseUnknownChannels(["x", "y"], { target: { channels: ["x", "y"] } }));
	expect(nested.message).toMatch(/^target.channels .*x, y/);
});
