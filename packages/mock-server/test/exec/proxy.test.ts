/** The proxy on its own wire. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issueCertificate } from "../../src/exec/authority.ts";
import { type StartedProxy, startProxy } from "../../src/exec/proxy.ts";
import { createMock } from "../../src/index.ts";
import { CURL, hasCurl } from "./machine.ts";

const mock = createMock();
const issued = issueCertificate("activitysmith.com", ["activitysmith.com", "api.activitysmith.com"]);
const reports: string[] = [];
let proxy: StartedProxy;
let baseURL: string;
beforeAll(async () => {
	({ baseURL } = await mock.listen());
	proxy = await startProxy({ issued, baseURL, report: (line) => reports.push(line) });
});
afterAll(async () => {
	await proxy.close();
	await mock.close();
});

/** Everything that comes until the other side closes. */
async function all(socket: Socket): Promise<string> {
	let text = "";
	socket.setEncoding("utf8").on("data", (chunk: string) => {
		text += chunk;
	});
	await once(socket, "close");
	return text;
}

async function ask(text: string): Promise<string> {
	const socket = connect(proxy.port, "127.0.0.1");
	socket.write(text);
	return all(socket);
}

async function tunnel(authority: string): Promise<Socket> {
	const socket = connect(proxy.port, "127.0.0.1");
	socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
	const [answer] = await once(socket, "data");
	expect(String(answer)).toBe("HTTP/1.1 200 Connection established\r\n\r\n");
	return socket;
}

const state = JSON.stringify({ content_state: { title: "T", type: "progress", percentage: 1 } });
const put = (path: string, end: "close" | "keep-alive") =>
	`PUT ${path} HTTP/1.1\r\nHost: activitysmith.com\r\nAuthorization: Bearer k\r\nContent-Type: application/json\r\nContent-Length: ${state.length}\r\nConnection: ${end}\r\n\r\n${state}`;

test("in a tunnel, one connection brings many requests, each with its answer", async () => {
	const socket = connectTls({
		socket: await tunnel("activitysmith.com:443"),
		servername: "activitysmith.com",
		ca: issued.authority,
		ALPNProtocols: ["h2", "http/1.1"],
	});
	const path = "/api/live-activity/stream/tunnel";
	socket.write(put(path, "keep-alive") + put(path, "keep-alive") + put(path, "close"));
	const answers = await all(socket);
	expect(answers.match(/"operation":"\w+"/g)).toEqual([
		'"operation":"started"',
		'"operation":"noop"',
		'"operation":"noop"',
	]);
	expect(socket.alpnProtocol).toBe("http/1.1");
});

test.each(["ActivitySmith.com:443", "activitysmith.com.:443", "api.activitysmith.com:443"])(
	"%s is the service",
	async (name) => {
		(await tunnel(name)).destroy();
	},
);

test.each([
	["example.com:443", "example.com:443"],
	["activitysmith.com.example.com:443", "activitysmith.com.example.com:443"],
	["notactivitysmith.com:443", "notactivitysmith.com:443"],
	["activitysmith.com:22", "activitysmith.com:22"],
	["[2001:db8::1]:443", "[2001:db8::1]:443"],
	["127.0.0.1.example.com:443", "127.0.0.1.example.com:443"],
	["localhost:99999", "localhost:99999"],
	["a/b<script>:443", "This host"],
])("a tunnel to %s is refused, and told so", async (authority, named) => {
	reports.length = 0;
	for (let count = 0; count < 2; count += 1) {
		const answer = await ask(`CONNECT ${authority} HTTP/1.1\r\nHost: x\r\n\r\n`);
		expect(answer).toMatch(/^HTTP\/1\.1 403 /);
		expect(answer.split("\r\n")[0]).toBe(`HTTP/1.1 403 ${named} is refused by activitysmith-mock exec`);
		expect(answer.split("\r\n\r\n")[1]).toMatch(
			/ is refused: under activitysmith-mock exec a command reaches activitysmith\.com/,
		);
	}
	expect(reports).toEqual([expect.stringContaining(`${named} is refused`)]);
});

test("a tunnel to no port is refused", async () => {
	expect(await ask("CONNECT activitysmith.com HTTP/1.1\r\nHost: x\r\n\r\n")).toMatch(
		/^HTTP\/1\.1 403 This host is refused/,
	);
});

test("plain HTTP to another host is refused", async () => {
	const answer = await ask("GET http://example.com/a HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n");
	expect(answer).toMatch(/^HTTP\/1\.1 403 example\.com is refused by activitysmith-mock exec\r\n/);
});

const PLAIN = "GET http://activitysmith.com/api/a?b=1 HTTP/1.1\r\nHost: activitysmith.com\r\nConnection: close\r\n\r\n";

test("plain HTTP to the service is sent to https, with a tunnel or without", async () => {
	const redirect = /^HTTP\/1\.1 308 [\s\S]*\r\nlocation: https:\/\/activitysmith\.com\/api\/a\?b=1\r\n/;
	expect(await ask(PLAIN)).toMatch(redirect);
	const socket = await tunnel("activitysmith.com:80");
	socket.write(PLAIN.replace("http://activitysmith.com", ""));
	expect(await all(socket)).toMatch(redirect);
});

test("an https URL without a tunnel, as some clients send it, reaches the mock", async () => {
	const answer = await ask(put("https://activitysmith.com/api/live-activity/stream/whole-url", "close"));
	expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*"operation":"started"/);
});

test("some clients ask the proxy for this machine too: they reach it", async () => {
	const address = new URL(baseURL).host;
	const path = "/api/live-activity/stream/own";
	expect(await ask(put(`http://${address}${path}`, "close"))).toMatch(/^HTTP\/1\.1 200 [\s\S]*"operation":"started"/);
	const socket = await tunnel(address);
	socket.write(put(path, "close"));
	expect(await all(socket)).toMatch(/^HTTP\/1\.1 200 [\s\S]*"operation":"noop"/);
});

test("nothing answers on this machine: 502", async () => {
	const closed = await createMock().listen();
	await closed.close();
	const { port: free } = closed;
	expect(await ask(`CONNECT localhost:${free} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(
		/^HTTP\/1\.1 502 Nothing answers at localhost/,
	);
	const plain = `GET http://127.0.0.1:${free}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
	expect(await ask(plain)).toMatch(/^HTTP\/1\.1 502 Nothing answers at 127\.0\.0\.1/);
});

if (hasCurl) {
	test("a client that does not trust the certificate is reported, with what it could read", async () => {
		reports.length = 0;
		const env = { PATH: process.env.PATH, https_proxy: proxy.url };
		await new Promise((resolve) => execFile(CURL, ["-s", "https://activitysmith.com/"], { env }, resolve));
		expect(reports).toEqual([expect.stringMatching(/did not trust the mock's certificate.*SSL_CERT_FILE/)]);
	});
}

test("it closes though tunnels are open", async () => {
	const other = await startProxy({ issued, baseURL, report: () => undefined });
	const sockets = [
		connect(other.port, "127.0.0.1"),
		connect(other.tlsPort, "127.0.0.1"),
		connect(other.port, "127.0.0.1"),
	];
	await Promise.all(sockets.map((socket) => once(socket, "connect")));
	sockets[2]?.write("CONNECT activitysmith.com:443 HTTP/1.1\r\n\r\n");
	await once(sockets[2] as Socket, "data");
	const closed = sockets.map((socket) => all(socket));
	await other.close();
	await Promise.all(closed);
});
