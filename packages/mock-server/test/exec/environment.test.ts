/** Which hosts the command reaches without the proxy. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { directHosts } from "../../src/exec/environment.ts";
import { LOOPBACK, NAMES } from "../../src/exec/service.ts";

const service = fc.constantFrom(...NAMES);
/** Every way in which clients let an entry stand for a host: by name, domain, ending, wildcard; with a port or a dot. */
const forService = service
	.chain((name) =>
		fc.tuple(
			fc.constantFrom("", ".", "*.", "*"),
			fc.nat({ max: name.length }).map((from) => name.slice(from)),
			fc.constantFrom("", ".", ":443"),
			fc.boolean(),
		),
	)
	.map(([start, ending, end, upper]) => {
		const entry = start + ending + end;
		return upper ? entry.toUpperCase() : entry;
	});
const others = fc.constantFrom(
	"db.internal",
	".corp.example",
	"*.svc.cluster.local",
	"10.0.0.0/8",
	"cache:6379",
	"notactivitysmith.com",
);
const separator = fc.constantFrom(",", " ", ", ", ",,");

test("whatever the exceptions are: the others and this machine stay, none lets the service past the proxy", () => {
	fc.assert(
		fc.property(fc.array(forService), fc.uniqueArray(others), separator, (bad, good, between) => {
			const list = [...bad, ...good].join(between);
			expect(directHosts({ NO_PROXY: list })).toEqual([...LOOPBACK, ...good]);
			expect(directHosts({ no_proxy: list, NO_PROXY: good.join(between) })).toEqual([...LOOPBACK, ...good]);
		}),
	);
});

test("without exceptions: this machine", () => {
	expect(directHosts({})).toEqual([...LOOPBACK]);
});
