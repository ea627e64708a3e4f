import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ageText, badgeText } from "../src/age.ts";
import { cardOf } from "../src/card-of.ts";
import { gallery } from "../src/gallery/index.ts";
import { activity, inSeconds, NOW, notification } from "../src/gallery/make.ts";
import { bannerAmong } from "../src/page/phone/banner.ts";
import { cardMemory } from "../src/page/phone/card-memory.ts";
import { hrefOf } from "../src/page/phone/href.ts";
import { mediaKinds } from "../src/page/phone/media-kind.ts";
import { presentItems } from "../src/page/phone/presence.ts";
import { refused, settled, spokenPress } from "../src/page/phone/press-state.ts";
import { spokenCard, spokenNews } from "../src/page/phone/spoken.ts";
import { shortText } from "../src/short-text.ts";

describe("a link", () => {
	test.for([
		"https://example.com/a?b=1#c",
		"http://localhost:3000/",
		"shortcuts://run-shortcut?name=x",
		"things:///add?title=x",
	])("may go to %s", (url) => expect(hrefOf(url)).toBe(url));
	test.for([
		"javascript:alert(1)",
		" JaVaScRiPt:alert(1)",
		"java\tscript:alert(1)",
		"data:text/html,x",
		"blob:https://example.com/1",
		"file:///etc/passwd",
		"about:blank",
		"vbscript:x",
		"filesystem:https://example.com/x",
		"activitysmith://open",
		"/relative",
		"",
		null,
		undefined,
	])("never goes to %j", (url) => expect(hrefOf(url)).toBeNull());
	test("never runs code, whatever white space and case a browser would drop", () => {
		const inside = fc.array(fc.constantFrom("\t", "\n", "\r")).map((parts) => parts.join(""));
		const before = fc.array(fc.integer({ min: 0, max: 32 })).map((codes) => String.fromCharCode(...codes));
		const letter = (lower: string) => fc.tuple(fc.constantFrom(lower, lower.toUpperCase()), inside);
		const scheme = fc.tuple(...[..."javascript"].map(letter)).map((parts) => parts.flat().join(""));
		fc.assert(
			fc.property(before, scheme, (space, spelt) => {
				expect(hrefOf(`${space}${spelt}:alert(1)`)).toBeNull();
			}),
		);
	});
});

describe("what came of a press", () => {
	test("only a 2xx is a success", () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), (status) => {
				expect(settled({ status }).phase).toBe(status >= 200 && status < 300 ? "answered" : "failed");
			}),
		);
	});
	test("each has its words", () => {
		expect(spokenPress("Send", { phase: "idle" })).toBe("");
		expect(spokenPress("Send", { phase: "running" })).toBe("Send is running");
		expect(spokenPress("Send", settled({ status: 201 }))).toBe("Send done: answered with 201");
		expect(spokenPress("Send", settled({ status: 302 }))).toBe("Send failed: It answered with 302");
		expect(spokenPress("Send", settled({ status: null }))).toBe("Send failed: It could not be reached");
		expect(spokenPress("Send", refused("no"))).toBe("Send failed: The press was not taken");
	});
});

describe("those that leave a list", () => {
	const at = (id: string) => ({ id, item: id });
	const ids = (entries: readonly { id: string; leaving: boolean }[]) =>
		entries.map(({ id, leaving }) => (leaving ? `-${id}` : id));

	test("stay beside their old neighbours until they are gone", () => {
		const before = presentItems([], [at("a"), at("b"), at("c")]);
		expect(ids(presentItems(before, [at("n"), at("a"), at("c")]))).toEqual(["n", "a", "-b", "c"]);
		expect(ids(presentItems(before, [at("c")]))).toEqual(["-a", "-b", "c"]);
		expect(ids(presentItems(before, []))).toEqual(["-a", "-b", "-c"]);
	});
	test("are simply there again when they come back", () => {
		const gone = presentItems(presentItems([], [at("a")]), []);
		expect(ids(presentItems(gone, [at("a")]))).toEqual(["a"]);
	});
	test("nothing is lost, nothing is there twice, and the others keep their order", () => {
		const list = fc.uniqueArray(fc.constantFrom(..."abcdefgh"));
		fc.assert(
			fc.property(list, list, list, (first, second, third) => {
				const entries = [first, second, third].reduce(
					(before, now) => presentItems(before, now.map(at)),
					presentItems<string>([], []),
				);
				expect(entries.filter(({ leaving }) => !leaving).map(({ id }) => id)).toEqual(third);
				expect(entries.map(({ id }) => id).sort()).toEqual([...new Set([...first, ...second, ...third])].sort());
			}),
		);
	});
});

describe("the banner", () => {
	const passive = notification({ title: "quiet" }, { id: 1, aps: { "interruption-level": "passive" } });
	const plain = notification({ title: "plain" }, { id: 2 });
	const old = notification({ title: "old" }, { id: 3, minutesAgo: 2 });

	test("is the newest that is new, not passive, and has just come", () => {
		expect(bannerAmong([passive, plain, old], new Set(), NOW)).toBe(plain);
		expect(bannerAmong([passive, plain, old], new Set(["notification-2"]), NOW)).toBeNull();
		expect(bannerAmong([old], new Set(), NOW)).toBeNull();
	});
});

test("media are shown by their extension, and each kind is tried where there is none", () => {
	expect(mediaKinds("https://example.com/a/photo.JPEG?size=2")).toEqual(["image"]);
	expect(mediaKinds("https://example.com/voice.m4a")).toEqual(["audio"]);
	expect(mediaKinds("https://example.com/door.mp4#t=3")).toEqual(["video"]);
	expect(mediaKinds("https://example.com/attachment")).toEqual(["image", "video", "audio"]);
	expect(mediaKinds("http://example.com/a.png")).toEqual([]);
	expect(mediaKinds("data:image/png;base64,AA")).toEqual([]);
	expect(mediaKinds("nothing")).toEqual([]);
});

test.for([
	[Number.NaN, "now"],
	[-5_000, "now"],
	[59_999, "now"],
	[60_000, "1m"],
	[3_599_999, "59m"],
	[3_600_000, "1h"],
	[86_399_999, "23h"],
	[86_400_000, "1d"],
] as const)("what came %i ms ago is from %s", ([age, text]) => {
	expect(ageText(NOW - age, NOW)).toBe(text);
});

test("a badge is hidden at zero and never wider than five characters and a plus", () => {
	expect([0, -1, 1, 1_234, 9_999, 10_000, 2_147_483_647].map(badgeText)).toEqual([
		"",
		"",
		"1",
		"1,234",
		"9,999",
		"9,999+",
		"9,999+",
	]);
});

describe("the words of a card", () => {
	const card = (...given: Parameters<typeof activity>) => cardOf(activity(...given), NOW);

	test("are its title, what it is about and how far it is", () => {
		expect(
			spokenCard(
				card({
					type: "segmented_progress",
					title: "Nightly Backup",
					subtitle: "dump database",
					numberOfSteps: 3,
					currentStep: 2,
				}),
			),
		).toBe("Nightly Backup, dump database, step 2 of 3");
		expect(
			spokenCard(
				card(
					{ type: "metrics", title: "Web", metrics: [{ label: "CPU", value: "9", number: 9, unit: "%" }] },
					{ status: "stale" },
				),
			),
		).toBe("Web, CPU 9%, Stale");
	});
	test("a running timer says the same at any time", () => {
		const timer = activity({
			type: "timer",
			title: "Laundry",
			timer: { startsAt: inSeconds(0), endsAt: inSeconds(60), countsDown: true },
		});
		expect(spokenNews(cardOf(timer, NOW))).toBe(spokenNews(cardOf(timer, NOW + 30_000)));
		expect(spokenNews(cardOf(timer, NOW + 60_000))).toBe("Laundry, time is up");
	});
	test("are short in the Dynamic Island", () => {
		expect(shortText(card({ type: "progress", title: "Upload", percentage: 42, value: 21, upperLimit: 50 }))).toBe(
			"42%",
		);
		expect(shortText(card({ type: "segmented_progress", title: "Backup", numberOfSteps: 3, currentStep: 2 }))).toBe(
			"2/3",
		);
		expect(shortText(card({ type: "stats", title: "None", metrics: [] }))).toBe("");
	});
});

test("a card stays the same object while it says the same, beside one that changes", () => {
	const cards = cardMemory();
	const still = activity({ type: "value", title: "Still", text: "1" }, { activityId: "still" });
	const moving = (percentage: number) =>
		activity({ type: "progress", title: "Upload", percentage }, { activityId: "moving" });
	const [first, before] = cards([still, moving(1)], NOW);
	// As from the next event: parsed anew.
	const [second, after] = cards([structuredClone(still), moving(2)], NOW + 100);
	expect(second).toBe(first);
	expect(after).not.toBe(before);
	expect(cards([{ ...still, status: "dismissed" }], NOW + 200)).toEqual([]);
});

test("every card of the gallery has something to say", () => {
	for (const { screen, now } of gallery) {
		for (const activity of screen.activities) expect(spokenCard(cardOf(activity, now))).not.toBe("");
	}
});
