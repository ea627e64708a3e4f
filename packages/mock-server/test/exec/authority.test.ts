/** The certificates, as Node and OpenSSL judge them. */
import { spawnSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { issueCertificate } from "../../src/exec/authority.ts";
import { hasOpenssl, OPENSSL } from "./machine.ts";

const folder = mkdtempSync(join(tmpdir(), "authority-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const DOMAIN = "activitysmith.com";
const NAMES = [DOMAIN, `api.${DOMAIN}`];
const DAY_MS = 86_400_000;

test("at any time, with any keys: signed by its authority, for its names alone, for a day", () => {
	// Seconds, as certificates have them; the years 2049 and 2050 are written differently.
	const seconds = fc.oneof(
		fc.integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2099, 0) / 1000 }),
		fc.integer({ min: Date.UTC(2049, 11, 31) / 1000, max: Date.UTC(2050, 0, 2) / 1000 }),
	);
	const seen = new Set<string>();
	fc.assert(
		fc.property(seconds, (second) => {
			const now = second * 1000;
			const { authority, certificate, key } = issueCertificate(DOMAIN, NAMES, now);
			const issuer = new X509Certificate(authority);
			const issued = new X509Certificate(certificate);
			expect(issuer.verify(issuer.publicKey)).toBe(true);
			expect(issued.verify(issuer.publicKey)).toBe(true);
			expect(issued.checkIssued(issuer)).toBe(true);
			expect([issuer.ca, issued.ca]).toEqual([true, false]);
			expect(issued.checkPrivateKey(createPrivateKey(key))).toBe(true);
			for (const name of NAMES) expect(issued.checkHost(name)).toBe(name);
			expect(issued.checkHost(`other.${DOMAIN}`)).toBeUndefined();
			for (const { validFrom, validTo } of [issuer, issued]) {
				expect(Date.parse(validFrom)).toBeLessThanOrEqual(now);
				expect(Date.parse(validTo)).toBeGreaterThan(now);
				expect(Date.parse(validTo) - Date.parse(validFrom)).toBe(DAY_MS);
			}
			for (const { serialNumber } of [issuer, issued]) {
				expect(seen.has(serialNumber)).toBe(false);
				seen.add(serialNumber);
			}
		}),
		{ numRuns: 60 },
	);
});

function verified(names: string[], ...flags: string[]): string {
	const { authority, certificate } = issueCertificate(DOMAIN, names);
	writeFileSync(join(folder, "authority.pem"), authority);
	writeFileSync(join(folder, "certificate.pem"), certificate);
	const args = ["verify", ...flags, "-CAfile", "authority.pem", "certificate.pem"];
	const { stdout, stderr } = spawnSync(OPENSSL, args, { cwd: folder, encoding: "utf8" });
	return stdout + stderr;
}

if (hasOpenssl) {
	test("OpenSSL takes it for a server of its name, at its strictest", () => {
		const flags = ["-x509_strict", "-purpose", "sslserver", "-verify_hostname", `api.${DOMAIN}`];
		expect(verified(NAMES, ...flags)).toBe("certificate.pem: OK\n");
	});

	test("the authority is trusted for nothing outside of its domain", () => {
		expect(verified(["example.com"])).toContain("permitted subtree violation");
		expect(verified([`${DOMAIN}.example.com`])).toContain("permitted subtree violation");
	});
}

test("of the private keys only that of the certificate leaves the function", () => {
	const { authority, certificate, key } = issueCertificate(DOMAIN, NAMES);
	expect(new X509Certificate(authority).checkPrivateKey(createPrivateKey(key))).toBe(false);
	expect(authority + certificate).not.toContain("PRIVATE");
});
