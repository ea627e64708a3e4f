/** Extract, transform, load: orders from a CSV file, as the turnover of each country in SQLite. */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import ActivitySmith from "activitysmith";

const [csv = "orders.csv", file = "turnover.sqlite"] = process.argv.slice(2);
const activitysmith = new ActivitySmith();
const shown = activitysmith.liveActivities.track("etl-orders", {
	title: "Orders",
	subtitle: "extract",
	type: "segmented_progress",
	number_of_steps: 3,
	current_step: 0,
});

try {
	const orders: { country: string; cents: number }[] = [];
	for await (const line of createInterface({ input: createReadStream(csv) })) {
		const [id, country = "", amount = ""] = line.split(",");
		if (id === "id") continue;
		if (!/^\d+\.\d\d$/.test(amount)) throw new Error(`Order ${id} has no amount`);
		orders.push({ country, cents: Number(amount.replace(".", "")) });
	}

	shown.step(1, { subtitle: `transform ${orders.length} orders` });
	const turnover = Map.groupBy(orders, ({ country }) => country);

	shown.step(2, { subtitle: `load ${turnover.size} countries` });
	using database = new DatabaseSync(file);
	database.exec("create table if not exists turnover (country text primary key, cents integer) strict");
	const upsert = database.prepare("insert or replace into turnover values (?, ?)");
	for (const [country, ofCountry] of turnover) {
		upsert.run(
			country,
			ofCountry.reduce((total, { cents }) => total + cents, 0),
		);
	}

	await shown.end({
		current_step: 3,
		subtitle: `${orders.length} orders of ${turnover.size} countries`,
		color: "green",
	});
} catch (error) {
	await shown.fail(error);
	throw error;
}
