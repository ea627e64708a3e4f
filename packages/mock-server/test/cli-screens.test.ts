/** What the command prints of the screens, and when it opens their page. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isDesktop, openOnDesktop } from "../src/cli/open.ts";
import { type ShowOptions, showScreens } from "../src/cli/show.ts";
import { createMock, type MockOptions } from "../src/index.ts";
import { api, progress } from "./api.ts";

describe("--show", () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	function shown(options: Partial<ShowOptions> = {}, mockOptions: MockOptions = {}) {
		const mock = createMock(mockOptions);
		const written: string[] = [];
		const write = (text: string) => void written.push(text);
		showScreens(mock, { write, json: false, color: false, columns: () => 100, ...options });
		return { mock, written, settle: () => vi.advanceTimersByTimeAsync(50) };
	}

	test("prints the devices once for a burst of changes, and nothing when nothing changes", async () => {
		const { mock, written, settle } = shown();
		const { put } = api(mock);
		await put("k", progress(41));
		await put("k", progress(42));
		await settle();
		expect(written).toHaveLength(1);
		expect(written[0]).toMatch(/^\n╭─ iPhone ─+╮ ╭─ iPad ─+╮\n[\s\S]*Nightly Backup[\s\S]*42%[\s\S]*╯\n$/);
		expect(written[0]).not.toContain("41%");
		expect(written[0]).not.toContain("\u001b");
		await put("k", progress(42));
		await settle();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(written).toHaveLength(1);
	});

	test("in colour, on terminals of any width, only devices that have changed", async () => {
		const { mock, written, settle } = shown({ color: true, columns: () => undefined });
		mock.device("ipad").goOffline();
		await settle();
		await api(mock).badge({ badge: 3 });
		await api(mock).push({ title: "Backup failed" });
		await settle();
		expect(written).toHaveLength(1);
		expect(written[0]).toContain("\u001b[");
		expect(written[0]).toContain("Backup failed");
		expect(written[0]).not.toContain("iPad");
	});

	test("says whose they are when there are several accounts", async () => {
		const { mock, written, settle } = shown();
		await api(mock, "ask_one").put("k", progress(1));
		await api(mock, "ask_two").put("k", progress(2));
		await settle();
		expect(written.map((text) => text.split("\n")[1])).toEqual(["account-1", "account-2"]);
	});

	test("prints what time changes", async () => {
		const { mock, written, settle } = shown({}, { clock: "real" });
		const { put, del } = api(mock);
		await put("k", progress(1));
		await del("k", progress(100, { auto_dismiss_minutes: 3 }));
		await settle();
		expect(written.at(-1)).toContain("Nightly Backup");
		await vi.advanceTimersByTimeAsync(181_000);
		expect(written).toHaveLength(2);
		expect(written.at(-1)).not.toContain("Nightly Backup");
		await mock.close();
	});

	test("with --json, a line for each change", async () => {
		const { mock, written, settle } = shown({ json: true });
		await api(mock).badge({ badge: 3 });
		await settle();
		expect(written).toHaveLength(1);
		expect(written[0]?.endsWith("}\n")).toBe(true);
		expect(JSON.parse(written[0] ?? "")).toEqual({
			event: "screens",
			at: mock.clock.now(),
			account: "account-1",
			screens: JSON.parse(JSON.stringify(mock.devices.map((device) => device.screen()))),
		});
	});
});

describe("--open", () => {
	const desktop = { env: { DISPLAY: ":0" }, platform: "linux", isTTY: true } as const;

	test.each([
		["a terminal under X", desktop, true],
		["a terminal under Wayland", { ...desktop, env: { WAYLAND_DISPLAY: "wayland-0" } }, true],
		["a Mac", { ...desktop, platform: "darwin", env: {} }, true],
		["Windows", { ...desktop, platform: "win32", env: {} }, true],
		["a pipe", { ...desktop, isTTY: false }, false],
		["no display", { ...desktop, env: {} }, false],
		["a job of CI", { ...desktop, env: { ...desktop.env, CI: "true" } }, false],
		["not CI, as some say it", { ...desktop, env: { ...desktop.env, CI: "false" } }, true],
		[
			"a session from elsewhere",
			{ ...desktop, env: { ...desktop.env, SSH_CONNECTION: "192.0.2.1 1 192.0.2.2 22" } },
			false,
		],
		["one of a Mac", { ...desktop, platform: "darwin", env: { SSH_TTY: "/dev/ttys001" } }, false],
	] as const)("%s", (_, terminal, expected) => {
		expect(isDesktop(terminal)).toBe(expected);
	});

	const folder = mkdtempSync(join(tmpdir(), "open-test-"));
	afterAll(() => rmSync(folder, { recursive: true }));

	test("starts the system's program with the address as it is, and no shell reads it", async () => {
		const said = join(folder, "said");
		const program = join(folder, "xdg-open");
		writeFileSync(program, `#!/bin/sh\nprintf '%s|' "$@" > ${said}.part && mv ${said}.part ${said}\n`);
		chmodSync(program, 0o755);
		const url = "http://127.0.0.1:4010/?a=$(id)&b=;c";
		openOnDesktop(url, { ...desktop, env: { ...desktop.env, PATH: `${folder}:${process.env.PATH}` } });
		await expect.poll(() => readFile(said, "utf8").catch(() => "")).toBe(`${url}|`);
	});

	test("does nothing where there is no desktop, and no harm where there is no such program", async () => {
		const untouched = join(folder, "untouched");
		writeFileSync(join(folder, "open"), `#!/bin/sh\ntouch ${untouched}\n`, { mode: 0o755 });
		openOnDesktop("http://127.0.0.1/", { ...desktop, isTTY: false, platform: "darwin", env: { PATH: folder } });
		const missing = { ...desktop, env: { ...desktop.env, PATH: join(folder, "nowhere") } };
		expect(() => openOnDesktop("http://127.0.0.1/", missing)).not.toThrow();
		// Whatever was started before has begun by the time that this one has ended.
		openOnDesktop("http://127.0.0.1/", {
			...desktop,
			platform: "darwin",
			env: { PATH: `${folder}:${process.env.PATH}` },
		});
		await expect.poll(() => readFile(untouched, "utf8").catch(() => null)).toBe("");
	});
});
