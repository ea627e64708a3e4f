/** The mock serves over HTTP, and the SDK calls it with the runtime's own fetch. */
import { createMock } from "@activitysmith/mock-server";
import calls from "./calls.mjs";

export default async function overHTTP() {
	const mock = createMock();
	const { baseURL, port } = await mock.listen();
	const answers = await calls(baseURL);
	await mock.close();
	const closed = await fetch(baseURL).then(
		() => false,
		() => true,
	);
	return { ...answers, port: port > 0, closed };
}
