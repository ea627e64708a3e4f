/** What a screen reader hears of several devices. */
import { beforeEach, expect, test } from "vitest";
import { activity, inSeconds, NOW, notification, screen } from "../src/gallery/make.ts";
import { type NewsTeller, newsTeller } from "../src/page/news.ts";
import type { Screen } from "../src/screen.ts";

const value = (text: string) => activity({ type: "value", title: "Queue", text });
const phone = (shown: Partial<Screen>) => screen({ id: "phone", name: "Ana’s iPhone", ...shown });
const pad = (shown: Partial<Screen>) => screen({ id: "pad", name: "Kitchen iPad", model: "ipad", ...shown });

let teller: NewsTeller;
beforeEach(() => {
	teller = newsTeller();
	teller.meet([phone({ activities: [value("1")] }), pad({ activities: [value("1")] })], NOW);
});

test("what is new on every device is said once, without a name", () => {
	const both = { activities: [value("2")], notifications: [notification({ title: "Paid", body: "12 €" }, { id: 1 })] };
	expect(teller.tell([phone(both), pad(both)], NOW)).toBe("Notification, Paid, 12 €. Queue, 2");
	expect(teller.tell([phone(both), pad(both)], NOW)).toBe("");
});

test("what is new on one of them is said with its name", () => {
	expect(teller.tell([phone({ activities: [value("2")] }), pad({ activities: [value("1")] })], NOW)).toBe(
		"Ana’s iPhone: Queue, 2",
	);
	expect(teller.tell([phone({ activities: [value("3")] }), pad({ activities: [value("4")] })], NOW)).toBe(
		"Ana’s iPhone: Queue, 3. Kitchen iPad: Queue, 4",
	);
});

test("the only one that is shown needs no name", () => {
	expect(teller.tell([phone({ activities: [value("2")] })], NOW)).toBe("Queue, 2");
});

test("what stands on a device that comes into view is no news, what changes there afterwards is", () => {
	const third = (text: string) => screen({ id: "third", name: "Office iPad", activities: [value(text)] });
	const old = [phone({ activities: [value("1")] }), pad({ activities: [value("1")] })];
	teller.meet([...old, third("8")], NOW);
	expect(teller.tell([...old, third("8")], NOW)).toBe("");
	expect(teller.tell([...old, third("9")], NOW)).toBe("Office iPad: Queue, 9");
	teller.meet(old, NOW);
	teller.meet([...old, third("10")], NOW);
	expect(teller.tell([...old, third("10")], NOW)).toBe("");
});

test("a running timer and what is dismissed are no news", () => {
	const timer = {
		type: "timer",
		title: "Tea",
		timer: { startsAt: inSeconds(0), endsAt: inSeconds(60), countsDown: true },
	};
	const shown = (now: number) => teller.tell([phone({ activities: [activity(timer)] })], now);
	shown(NOW);
	expect(shown(NOW + 30_000)).toBe("");
	expect(shown(NOW + 60_000)).toBe("Tea, time is up");
	expect(teller.tell([phone({ activities: [activity(timer, { status: "dismissed" })] })], NOW + 60_000)).toBe("");
});
