/**
 * Runs snippets with a client that keeps what its methods answer, and looks at a phone after each snippet. The client
 * and the snippets are as they were published.
 */
const origin = new URL(process.env.ACTIVITYSMITH_BASE_URL).origin;
const headers = { Authorization: `Bearer ${process.env.ACTIVITYSMITH_API_KEY}` };

const records = [];

function recording(client, calls, path = "") {
	return new Proxy(client, {
		get(target, name) {
			const value = target[name];
			if (typeof value === "object" && value !== null) return recording(value, calls, `${path}${String(name)}.`);
			if (typeof value !== "function") return value;
			return async (...args) => {
				const record = { call: path + String(name) };
				calls.push(record);
				try {
					record.answer = await value.apply(target, args);
				} catch (error) {
					record.error = { message: error.message };
					throw error;
				}
				return record.answer;
			};
		},
	});
}

async function look(path, accept) {
	const response = await fetch(`${origin}/_mock/${path}`, { headers: { ...headers, Accept: accept } });
	if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
	return response;
}

async function phone() {
	const { devices } = await (await look("state", "application/json")).json();
	const [{ id, notifications, badge, widgets }] = devices;
	const lockScreen = await (await look(`devices/${id}/lock-screen`, "text/plain")).text();
	return { lockScreen, notifications, badge, widgets };
}

/** Runs the snippet of a line. A call of it that fails is recorded, and does not keep the next from being run. */
async function run(client, line, snippet) {
	const calls = [];
	await snippet(recording(client, calls)).catch((error) => {
		if (!calls.some((call) => call.error)) throw error;
	});
	records.push({ line, calls, phone: await phone() });
}

module.exports = { run, done: () => console.log(JSON.stringify(records)) };
