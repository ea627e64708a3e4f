import { expect, it } from "vitest";
import { steadyClock } from "../src/page/steady-clock.ts";

function clocks() {
	let [monotonic, wall] = [50, 1_000_000];
	const read = steadyClock(
		() => monotonic,
		() => wall,
	);
	return {
		read,
		pass: (milliseconds: number) => {
			monotonic += milliseconds;
			wall += milliseconds;
		},
		sleep: (milliseconds: number) => {
			wall += milliseconds;
		},
		setWall: (by: number) => {
			wall += by;
		},
	};
}

it("goes on by itself, and by what the machine has slept", () => {
	const { read, pass, sleep } = clocks();
	const begin = read();
	pass(300);
	expect(read() - begin).toBe(300);
	sleep(3_600_000);
	pass(700);
	expect(read() - begin).toBe(3_601_000);
	pass(1);
	expect(read() - begin).toBe(3_601_001);
});

it("takes a wall clock that is corrected, or set back, for no sleep", () => {
	const { read, pass, setWall } = clocks();
	const begin = read();
	setWall(40);
	pass(10);
	setWall(-7_200_000);
	expect(read() - begin).toBe(10);
	pass(10);
	expect(read() - begin).toBe(20);
});
