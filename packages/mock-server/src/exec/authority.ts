/**
 * A certificate authority for one run. Its private key signs one certificate and is gone: nobody can use the authority
 * for anything else, even while a command trusts it.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from "node:crypto";
import * as der from "./der.ts";

export interface Issued {
	/** The certificate of the authority, in PEM: what a client has to trust. */
	readonly authority: string;
	/** The certificate for the names, in PEM. */
	readonly certificate: string;
	/** Its private key, in PEM. It is only ever in memory. */
	readonly key: string;
}

const DAY_MS = 86_400_000;
/** Clocks of a virtual machine and its host differ a little. */
const LEEWAY_MS = 300_000;

const ECDSA_WITH_SHA256 = der.sequence(der.identifier("1.2.840.10045.4.3.2"));
const COMMON_NAME = "2.5.4.3";
const SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
/** DNS names among the kinds of names that certificates know. */
const DNS_NAME = 2;

const EXTENSIONS = {
	subjectKeyIdentifier: "2.5.29.14",
	keyUsage: "2.5.29.15",
	subjectAlternativeName: "2.5.29.17",
	basicConstraints: "2.5.29.19",
	nameConstraints: "2.5.29.30",
	authorityKeyIdentifier: "2.5.29.35",
	extendedKeyUsage: "2.5.29.37",
} as const;

const named = (name: string) => der.sequence(der.set(der.sequence(der.identifier(COMMON_NAME), der.text(name))));

function extension(name: keyof typeof EXTENSIONS, value: Uint8Array, critical = false): Uint8Array {
	return der.sequence(der.identifier(EXTENSIONS[name]), ...(critical ? [der.truth()] : []), der.octets(value));
}

const publicPart = (key: KeyObject): Uint8Array => key.export({ type: "spki", format: "der" });
const keyIdentifier = (key: KeyObject) => createHash("sha256").update(publicPart(key)).digest().subarray(0, 20);
const newKeys = () => generateKeyPairSync("ec", { namedCurve: "P-256" });

interface Contents {
	issuer: Uint8Array;
	subject: Uint8Array;
	key: KeyObject;
	now: number;
	extensions: Uint8Array[];
}

function certify({ issuer, subject, key, now, extensions }: Contents, signer: KeyObject): string {
	const contents = der.sequence(
		der.explicit(0, der.integer(Uint8Array.of(2))), // the third version, the one with extensions
		der.integer(randomBytes(16)),
		ECDSA_WITH_SHA256,
		issuer,
		der.sequence(der.time(new Date(now - LEEWAY_MS)), der.time(new Date(now - LEEWAY_MS + DAY_MS))),
		subject,
		publicPart(key),
		der.explicit(3, der.sequence(...extensions)),
	);
	const certificate = der.sequence(contents, ECDSA_WITH_SHA256, der.bits(sign("sha256", contents, signer)));
	return new X509Certificate(certificate).toString();
}

/**
 * A certificate for `names`, each the `domain` or below it, from an authority that can certify nothing outside the
 * domain. Both are valid for a day.
 */
export function issueCertificate(domain: string, names: readonly string[], now: number = Date.now()): Issued {
	const authorityKeys = newKeys();
	const keys = newKeys();
	const issuer = named(`activitysmith-mock exec ${randomBytes(4).toString("hex")}`);
	const issuerId = keyIdentifier(authorityKeys.publicKey);
	const permitted = der.explicit(0, der.sequence(der.field(DNS_NAME, Buffer.from(domain))));
	const authority: Contents = {
		issuer,
		subject: issuer,
		key: authorityKeys.publicKey,
		now,
		extensions: [
			extension("basicConstraints", der.sequence(der.truth(), der.integer(Uint8Array.of(0))), true),
			extension("keyUsage", der.bits(Uint8Array.of(0b0000_0100), 2), true), // signs certificates
			extension("nameConstraints", der.sequence(permitted), true),
			extension("subjectKeyIdentifier", der.octets(issuerId)),
		],
	};
	const leaf: Contents = {
		issuer,
		subject: named(domain),
		key: keys.publicKey,
		now,
		extensions: [
			extension("basicConstraints", der.sequence(), true),
			extension("keyUsage", der.bits(Uint8Array.of(0b1000_0000), 7), true), // signs handshakes
			extension("extendedKeyUsage", der.sequence(der.identifier(SERVER_AUTHENTICATION))),
			extension("subjectAlternativeName", der.sequence(...names.map((name) => der.field(DNS_NAME, Buffer.from(name))))),
			extension("authorityKeyIdentifier", der.sequence(der.field(0, issuerId))),
			extension("subjectKeyIdentifier", der.octets(keyIdentifier(keys.publicKey))),
		],
	};
	return {
		authority: certify(authority, authorityKeys.privateKey),
		certificate: certify(leaf, authorityKeys.privateKey),
		key: keys.privateKey.export({ type: "pkcs8", format: "pem" }) as string,
	};
}
