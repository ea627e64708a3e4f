import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import fc from "fast-check";
import { expect, test } from "vitest";
import { iconOf } from "../src/index.ts";

const names = [
	"server.rack bolt.fill checkmark.circle.fill exclamationmark.triangle.fill xmark.octagon hammer.fill shippingbox.fill",
	"cart.fill creditcard car.fill airplane timer clock.fill bell.badge.fill cloud.fill cpu memorychip internaldrive",
	"externaldrive.fill network wifi wifi.slash antenna.radiowaves.left.and.right lock.fill lock.open key.fill person.2.fill",
	"flame.fill drop.fill leaf.fill house.fill thermometer.medium chart.bar.fill chart.line.uptrend.xyaxis chart.pie",
	"arrow.up arrow.down.circle.fill arrow.triangle.2.circlepath arrow.clockwise doc.text.fill folder.badge.plus terminal.fill",
	"ladybug.fill gearshape.2.fill wrench.and.screwdriver.fill paperplane.fill envelope.badge phone.fill music.note camera.fill",
	"play.fill pause.circle stop.fill star.fill heart.fill flag.checkered tag.fill gift.fill trophy.fill calendar globe",
	"person.crop.circle.badge.checkmark magnifyingglass trash.fill link mappin.and.ellipse sparkles brain.head.profile",
]
	.join(" ")
	.split(" ");

test.each(names)("%s has an icon", (name) => {
	expect(iconOf(name)).toEqual({ path: expect.stringMatching(/^M[-\d.]/) });
});

test("a variant has the icon of its symbol, where it has none of its own", () => {
	expect(iconOf("hammer.circle.fill")).toEqual(iconOf("hammer"));
	expect(iconOf("folder.badge.gearshape")).toEqual(iconOf("folder"));
	expect(iconOf("bolt.slash.fill")).toEqual(iconOf("bolt"));
	expect(iconOf(" Server.Rack ")).toEqual(iconOf("server.rack"));
	expect(iconOf("wifi.slash")).not.toEqual(iconOf("wifi"));
	expect(iconOf("checkmark.circle.fill")).not.toEqual(iconOf("checkmark"));
});

test.each([
	["lasso.badge.sparkles", "SP"],
	["figure.archery", "AR"],
	["unknown.circle.fill", "UN"],
	["日本語", "日本"],
	["", "•"],
	["...", "•"],
	["!?", "•"],
])("%o has the letters %s", (name, letters) => {
	expect(iconOf(name)).toEqual({ letters });
});

test("any text has an icon or one or two letters", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 200 }), (name) => {
			const icon = iconOf(name);
			if ("path" in icon) expect(icon.path).not.toBe("");
			else expect(icon.letters.length).toBeGreaterThan(0);
		}),
	);
});

test("all icons together, with their licence, take less than 14 KB of the page", async () => {
	const entry = fileURLToPath(new URL("../src/icons/icon-of.ts", import.meta.url));
	const { outputFiles } = await build({
		entryPoints: [entry],
		bundle: true,
		minify: true,
		format: "esm",
		write: false,
	});
	const code = outputFiles[0]?.contents ?? new Uint8Array();
	expect(new TextDecoder().decode(code)).toContain("Copyright (c) 2026 Lucide Icons and Contributors");
	expect(gzipSync(code, { level: 9 }).length).toBeLessThan(14 * 1024);
});
