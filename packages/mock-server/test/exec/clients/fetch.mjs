// The fetch of Node, with no options: what most programs do.
const body = JSON.stringify({ content_state: { title: "Deploy", type: "progress", percentage: 42 } });
const headers = { authorization: `Bearer ${process.env.ACTIVITYSMITH_API_KEY}`, "content-type": "application/json" };
for (const url of process.argv.slice(2)) {
	try {
		const response = await fetch(url, { method: "PUT", headers, body });
		console.log(`answered ${(await response.json()).operation}`);
	} catch (error) {
		console.log(`failed ${error.cause?.message ?? error.message}`);
	}
}
