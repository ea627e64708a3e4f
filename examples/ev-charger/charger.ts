/**
 * Simulates a car that charges, ten minutes of it each second:
 *   node charger.ts [percent at the beginning] [minutes each second]
 */
import ActivitySmith from "activitysmith";

const BATTERY_KWH = 77;
const TARGET = 80;

const [begin = 22, speed = 10] = process.argv.slice(2).map(Number);

/** In kW: a battery takes less as it fills. */
const power = (percentage: number) => (percentage < 50 ? 135 : 135 - 2.2 * (percentage - 50));

const round = Math.round;

const activitysmith = new ActivitySmith();
const state = (percentage: number) => ({
	title: "Charging",
	subtitle: `${round(power(percentage))} kW to ${TARGET} %`,
	percentage: round(percentage),
});
const car = activitysmith.liveActivities.track(
	"ev-charger",
	{ ...state(begin), type: "progress", color: "green", icon: { symbol: "bolt.car" } },
	{ interval: 1000 },
);

let percentage = begin;
let minutes = 0;
while (percentage < TARGET) {
	await new Promise((resolve) => setTimeout(resolve, 1000 / speed));
	percentage += ((power(percentage) / 60) * 100) / BATTERY_KWH;
	minutes++;
	car.update(state(Math.min(percentage, TARGET)));
}
await car.end({ percentage: TARGET, subtitle: `Ready after ${minutes} min` });
await activitysmith.notifications.send({
	title: "Your car is ready",
	message: `${TARGET} % after ${minutes} minutes`,
	interruption_level: "time-sensitive",
});
console.log(`${begin} % to ${TARGET} % in ${minutes} minutes`);
