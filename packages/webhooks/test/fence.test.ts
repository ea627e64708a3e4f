/** Which addresses may be reached: the special-purpose registries of IANA, and whatever hides one of those. */
import { isIPv4 } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fence, isPublicAddress } from "../src/index.ts";

/** First and last address of each range. https://www.iana.org/assignments/iana-ipv4-special-registry */
const closedV4: [name: string, first: string, last: string][] = [
	["this network", "0.0.0.0", "0.255.255.255"],
	["private", "10.0.0.0", "10.255.255.255"],
	["shared by carriers", "100.64.0.0", "100.127.255.255"],
	["loopback", "127.0.0.0", "127.255.255.255"],
	["link-local", "169.254.0.0", "169.254.255.255"],
	["private", "172.16.0.0", "172.31.255.255"],
	["protocol assignments", "192.0.0.0", "192.0.0.255"],
	["documents", "192.0.2.0", "192.0.2.255"],
	["relays of 6to4", "192.88.99.0", "192.88.99.255"],
	["private", "192.168.0.0", "192.168.255.255"],
	["benchmarks", "198.18.0.0", "198.19.255.255"],
	["documents", "198.51.100.0", "198.51.100.255"],
	["documents", "203.0.113.0", "203.0.113.255"],
	["multicast", "224.0.0.0", "239.255.255.255"],
	["reserved, and broadcast", "240.0.0.0", "255.255.255.255"],
];

const toNumber = (address: string) => address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
const toAddress = (value: number) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
const hex = (value: number) => [Math.floor(value / 65_536), value % 65_536].map((word) => word.toString(16)).join(":");

const anyClosed = fc.oneof(
	...closedV4.map(([, first, last]) => fc.integer({ min: toNumber(first), max: toNumber(last) })),
);
const anyV4 = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe("IPv4", () => {
	test.each(closedV4)("%s: from %s to %s, and not one address further", (_, first, last) => {
		const open = closedV4.flatMap((range) => range.slice(1)).map(toNumber);
		expect([first, last].map(isPublicAddress)).toEqual([false, false]);
		for (const beside of [toNumber(first) - 1, toNumber(last) + 1]) {
			if (beside < 0 || beside >= 2 ** 32 || open.includes(beside)) continue;
			expect([toAddress(beside), isPublicAddress(toAddress(beside))]).toEqual([toAddress(beside), true]);
		}
	});

	test("no address of a closed range is public", () => {
		fc.assert(fc.property(anyClosed, (value) => !isPublicAddress(toAddress(value))));
	});

	test.each(["1.1.1.1", "8.8.8.8", "93.184.215.14", "172.15.0.1", "172.32.0.1", "100.128.0.1"])(
		"%s is public",
		(ip) => {
			expect(isPublicAddress(ip)).toBe(true);
		},
	);
});

describe("where clouds keep their secrets", () => {
	test.each([
		"169.254.169.254",
		"169.254.170.2",
		"100.100.100.200",
		"192.0.0.192",
		"168.63.129.16",
		"fd00:ec2::254",
		"fd20:ce::254",
	])("%s", (ip) => {
		expect(isPublicAddress(ip)).toBe(false);
	});
});

describe("IPv6", () => {
	test.each([
		"::",
		"::1",
		"fe80::1",
		"fec0::1",
		"fc00::1",
		"fdff::1",
		"ff02::1",
		"2001:db8::1",
		"3fff::1",
		"100::1",
		"2001::1",
		"2001:2::1",
		"2001:10::1",
		"5f00::1",
		"4000::1",
		"64:ff9b:1::1",
	])("%s is not public", (ip) => {
		expect(isPublicAddress(ip)).toBe(false);
	});

	test.each(["2606:4700:4700::1111", "2a00:1450:4001:82a::200e", "2001:4860:4860::8888"])("%s is public", (ip) => {
		expect(isPublicAddress(ip)).toBe(true);
	});

	test("one that is written as IPv4 is what that is", () => {
		fc.assert(
			fc.property(anyV4, (value) => {
				const plain = isPublicAddress(toAddress(value));
				return (
					isPublicAddress(`::ffff:${toAddress(value)}`) === plain && isPublicAddress(`::ffff:${hex(value)}`) === plain
				);
			}),
		);
	});

	test("one that a translator or a tunnel makes IPv4 of is never public, whatever it is made of", () => {
		const forms = [
			(value: number) => `64:ff9b::${hex(value)}`,
			(value: number) => `64:ff9b:1::${hex(value)}`,
			(value: number) => `::ffff:0:${hex(value)}`,
			(value: number) => `::${hex(value)}`,
			(value: number) => `2002:${hex(value)}::1`,
			(value: number) => `2001:0:${hex(value)}::1`,
		];
		fc.assert(fc.property(anyV4, fc.constantFrom(...forms), (value, form) => !isPublicAddress(form(value))));
	});
});

test.each([
	"127.1",
	"0x7f000001",
	"2130706433",
	"010.0.0.1",
	"8.8.8.8 ",
	"",
	"localhost",
	"2606:4700::1%eth0",
	"[::1]",
])("%j is not written as an address is, so it is none", (text) => {
	expect(isPublicAddress(text)).toBe(false);
});

describe("what is allowed", () => {
	test("is its range, not one address more, and everything public", () => {
		const mayReach = fence(["10.1.0.0/16", "fd00:1::/32"]);
		const asked = ["10.1.0.0", "10.1.255.255", "::ffff:10.1.2.3", "fd00:1::5", "8.8.8.8", "10.2.0.0", "fd00:2::5"];
		expect(asked.map(mayReach)).toEqual([true, true, true, true, true, false, false]);
	});

	test("opens nothing else", () => {
		fc.assert(
			fc.property(anyClosed, anyClosed, fc.integer({ min: 8, max: 32 }), (base, asked, length) => {
				const inside = Math.floor(base / 2 ** (32 - length)) === Math.floor(asked / 2 ** (32 - length));
				return fence([`${toAddress(base)}/${length}`])(toAddress(asked)) === inside;
			}),
		);
	});

	test("all of IPv6 is not all of IPv4", () => {
		expect(fence(["::/0"])("127.0.0.1")).toBe(false);
		expect(fence(["0.0.0.0/0"])("::1")).toBe(false);
	});

	test.each([
		"10.0.0.1",
		"10.0.0.0/33",
		"10.0.0.0/-1",
		"10.0.0.0/",
		"10/8",
		"fd00::/129",
		"localhost/8",
		"",
		"1.2.3.4/8/8",
	])("%j is no range", (range) => {
		expect(() => fence([range])).toThrow(TypeError);
	});

	test("what is no address is never inside", () => {
		const mayReach = fence(["0.0.0.0/0", "::/0"]);
		fc.assert(fc.property(fc.string(), (text) => isIPv4(text) || text.includes(":") || !mayReach(text)));
		expect(mayReach("localhost")).toBe(false);
	});
});
