/** The page of the lock screens: who gets it, what is in it, and what it may load. */
import { get } from "node:http";
import { loadPage, type PageSettings, pageResponse } from "@activitysmith/lock-screen/page";
import { afterAll, describe, expect, test, vi } from "vitest";
import { createMock } from "../src/index.ts";
import { document } from "./api.ts";

const mock = createMock();
afterAll(() => mock.close());
const { url, port } = await mock.listen();

const settingsIn = (html: string): PageSettings =>
	JSON.parse(/<script type="application\/json" id="settings">(.*?)<\/script>/.exec(html)?.[1] ?? "null");

/** As a program that says to whom it talks, which `fetch` doesn't let one. */
function statusFor(host: string, path: string): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		get({ host: "127.0.0.1", port, path, headers: { host } }, (response) => {
			response.resume();
			resolve(response.statusCode);
		}).on("error", reject);
	});
}

describe("the page", () => {
	test.each(["/", "/index.html", "/?account=account-2"])("is served at %s with what it needs to know", async (path) => {
		const response = await fetch(url + path);
		expect(response.status).toBe(200);
		expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
		expect(settingsIn(await response.text())).toEqual({
			title: "ActivitySmith mock",
			events: "/_mock/screens",
			press: "/_mock/screens/press",
			dismiss: "/_mock/screens/dismiss",
			api: "/api",
			document: "/openapi.json",
			exampleKey: "ask_mock",
		});
	});

	test("names no key when keys are described", async () => {
		await using described = createMock({ accounts: [{ keys: ["ask_described"] }] });
		const { url } = await described.listen();
		const html = await (await fetch(url)).text();
		expect(settingsIn(html).exampleKey).toBeNull();
		expect(html).not.toContain("ask_");
	});

	test.each(["index.html", "gallery.html"])(
		"%s loads from its own folder only, and all of it is there",
		async (page) => {
			const html = await (await fetch(`${url}/${page}`)).text();
			const loaded = Array.from(html.matchAll(/(?:src|href)="([^"]+)"/g), ([, path]) => path).filter(
				(path) => path !== "data:,",
			);
			expect(loaded.length).toBeGreaterThan(1);
			for (const path of loaded) {
				expect(path).toMatch(/^[\w-]+\.(js|css)$/);
				const response = await fetch(`${url}/${path}`);
				expect(response.status).toBe(200);
				expect(response.headers.get("content-type")).toBe(
					`text/${path?.endsWith(".js") ? "javascript" : "css"}; charset=utf-8`,
				);
				for (const [, shared] of (await response.text()).matchAll(/from"(\.\/[^"]+)"/g)) {
					expect((await fetch(new URL(shared ?? "", `${url}/`))).status).toBe(200);
				}
			}
			// What the policy would keep from running.
			expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]* src=)(?! type="application\/json")/);
		},
	);

	test.each(["/", "/page.js", "/page.css", "/gallery.html"])("%s may load nothing from elsewhere", async (path) => {
		const { headers } = await fetch(url + path);
		const policy = Object.fromEntries(
			(headers.get("content-security-policy") ?? "").split("; ").map((rule) => {
				const [name = "", ...sources] = rule.split(" ");
				return [name, sources.join(" ")];
			}),
		);
		expect(policy).toEqual({
			"default-src": "'none'",
			"script-src": "'self'",
			"style-src": "'self'",
			"connect-src": "'self'",
			"img-src": "'self' data: https:",
			"media-src": "https:",
			"base-uri": "'none'",
			"form-action": "'none'",
			"frame-ancestors": "'none'",
			"require-trusted-types-for": "'script'",
			"trusted-types": "'none'",
		});
		expect(headers.get("x-content-type-options")).toBe("nosniff");
		expect(headers.get("referrer-policy")).toBe("no-referrer");
		expect(headers.get("access-control-allow-origin")).toBeNull();
	});

	test("has files that a browser keeps as long as they are the same", async () => {
		const first = await fetch(`${url}/page.js`);
		const etag = first.headers.get("etag") ?? "";
		expect(etag).toMatch(/^"[\w-]+"$/);
		expect(first.headers.get("cache-control")).toBe("no-cache");
		for (const kept of [etag, `W/${etag}`, `"other", ${etag}`]) {
			const again = await fetch(`${url}/page.js`, { headers: { "if-none-match": kept } });
			expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([304, etag, ""]);
		}
		expect((await fetch(`${url}/page.js`, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
		expect((await fetch(`${url}/page.css`)).headers.get("etag")).not.toBe(etag);
		// The settings in it are of this run.
		const page = await fetch(url, { headers: { "if-none-match": "*" } });
		expect([page.status, page.headers.get("cache-control")]).toEqual([200, "no-store"]);
	});

	test("answers HEAD without a body, and no other method", async () => {
		const head = await fetch(`${url}/page.js`, { method: "HEAD" });
		expect([head.status, await head.text()]).toEqual([200, ""]);
		expect(head.headers.get("etag")).toBe((await fetch(`${url}/page.js`)).headers.get("etag"));
		for (const method of ["POST", "PUT", "DELETE"]) {
			for (const path of ["/", "/page.js"]) {
				const response = await fetch(url + path, { method });
				expect([response.status, await response.json()]).toMatchObject([404, { error: "Not found" }]);
			}
		}
	});
});

describe("beside the page", () => {
	test("the document of the API is served for its composer", async () => {
		const response = await fetch(`${url}/openapi.json`);
		expect(response.headers.get("content-type")).toBe("application/json");
		expect(await response.json()).toEqual(document);
	});

	test.each(["/nothing", "/nothing.js", "/live-activity", "/assets/page.js", "/api", "/page.js/"])(
		"%s is refused as the API refuses it",
		async (path) => {
			const response = await fetch(url + path);
			expect(response.status).toBe(404);
			expect(await response.json()).toEqual({
				error: "Not found",
				message: expect.stringContaining("There is no GET"),
			});
		},
	);
});

describe("who gets the page", () => {
	test("nobody when the control routes are off", async () => {
		const { url } = await mock.listen({ control: "off" });
		for (const path of ["/", "/index.html", "/page.js", "/openapi.json", "/_mock/screens"]) {
			const response = await fetch(url + path);
			expect([path, response.status]).toEqual([path, 404]);
			expect(await response.json()).toMatchObject({ error: "Not found" });
		}
	});

	test("who asks for it by a name of this machine", async () => {
		for (const path of ["/", "/page.js", "/openapi.json"]) {
			expect(await statusFor(`localhost:${port}`, path)).toBe(200);
			expect(await statusFor(`rebound.example:${port}`, path)).toBe(403);
		}
		// It is not for the page, and answered as ever.
		expect(await statusFor(`rebound.example:${port}`, "/nothing")).toBe(404);
	});

	test("nothing is made for those who don't get it", async () => {
		const { servePage } = await import("../src/screens/page.ts");
		const made = vi.fn(() => {
			throw new Error("It was made");
		});
		vi.doMock("@activitysmith/lock-screen/page", () => ({ loadPage: made, pageResponse: made }));
		vi.doMock("@activitysmith/schema/openapi", () => ({ buildOpenApiDocument: made }));
		for (const path of ["", "page.js", "openapi.json", "no-such-file.js"]) {
			const request = new Request(`http://rebound.example/${path}`);
			const peer = { address: "127.0.0.1", instance: "", control: "loopback", disconnect: () => undefined } as const;
			const response = await servePage(request, peer, { anyKey: true });
			expect([path, response?.status]).toEqual([path, 403]);
		}
		expect(made).not.toHaveBeenCalled();
		vi.doUnmock("@activitysmith/lock-screen/page");
		vi.doUnmock("@activitysmith/schema/openapi");
	});

	test("no page from elsewhere", async () => {
		for (const path of ["/", "/page.js", "/openapi.json", "/_mock/screens"]) {
			expect((await fetch(url + path, { headers: { origin: "https://elsewhere.example" } })).status).toBe(403);
			expect((await fetch(`${url}${path}`, { headers: { origin: url }, method: "HEAD" })).status).not.toBe(403);
		}
	});
});

test("settings are data in the page, whatever is in them", async () => {
	const settings: PageSettings = {
		title: `</script><script>alert(1)</script><!-- & $& $1 "quoted" \u2028`,
		events: "/e",
		press: "/p",
		dismiss: "/d",
		api: "/api",
		document: "/o",
		exampleKey: null,
	};
	const response = pageResponse(await loadPage(), "", settings, new Request("http://mock.test/"));
	const html = (await response?.text()) ?? "";
	expect(settingsIn(html)).toEqual(settings);
	expect(html.match(/<script/g)).toHaveLength(2);
	expect(html).not.toContain("<!--");
});
