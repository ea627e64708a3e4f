/** A private folder with what clients read from files: certificates, an ini, scripts. No key is ever in it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type NodePreload, nodePreload } from "./node-preload.ts";
import { pythonPreload } from "./python-preload.ts";
import { rubyPreload } from "./ruby-preload.ts";

/** Who reads them: Node and Bun; OpenSSL, Go, Ruby, Python; Python's requests; curl; Deno. */
const CERTIFICATE_VARIABLES = [
	"NODE_EXTRA_CA_CERTS",
	"SSL_CERT_FILE",
	"REQUESTS_CA_BUNDLE",
	"CURL_CA_BUNDLE",
	"DENO_CERT",
] as const;

export interface TrustFolder {
	/** For each variable that names a file of certificates, the file. */
	readonly certificates: Readonly<Record<(typeof CERTIFICATE_VARIABLES)[number], string>>;
	/** A script that Node runs first. */
	readonly nodeScript: string;
	/** A folder with the module that Python runs first. */
	readonly pythonFolder: string;
	/** A folder of Ruby's libraries, with the one that Ruby requires first. */
	readonly rubyFolder: string;
	readonly rubyLibrary: string;
	/** A folder with an ini file, which PHP reads. */
	readonly phpFolder: string;
	remove(): void;
}

const RUBY_LIBRARY = "activitysmith_mock_exec";

/** The certificates that a variable already names; a file that is not there says nothing to the client either. */
function alreadyTrusted(path: string | undefined): string {
	if (!path) return "";
	try {
		return `${readFileSync(path, "utf8").trimEnd()}\n`;
	} catch {
		return "";
	}
}

export function makeTrustFolder(env: NodeJS.ProcessEnv, preload: NodePreload): TrustFolder {
	// It is made for this user alone.
	const folder = mkdtempSync(join(tmpdir(), "activitysmith-mock-"));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	const write = (name: string, text: string) => {
		const path = join(folder, name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
		return path;
	};
	try {
		const { authority } = preload;
		const own = write("authority.pem", authority);
		const trusting = CERTIFICATE_VARIABLES.map((name) => {
			const others = alreadyTrusted(env[name]);
			return [name, others ? write(`${name.toLowerCase()}.pem`, others + authority) : own];
		});
		return {
			certificates: Object.fromEntries(trusting) as TrustFolder["certificates"],
			nodeScript: write("node.cjs", nodePreload(preload)),
			pythonFolder: dirname(write("python/sitecustomize.py", pythonPreload(preload))),
			rubyFolder: dirname(write(`ruby/${RUBY_LIBRARY}.rb`, rubyPreload(own))),
			rubyLibrary: RUBY_LIBRARY,
			phpFolder: dirname(write("php/authority.ini", `curl.cainfo="${own}"\nopenssl.cafile="${own}"\n`)),
			remove,
		};
	} catch (error) {
		remove();
		throw error;
	}
}
