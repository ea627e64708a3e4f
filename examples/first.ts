/**
 * `npm run first`: a program of your own, the smallest one. It takes the address and the key from ACTIVITYSMITH_BASE_URL
 * and ACTIVITYSMITH_API_KEY.
 */
import ActivitySmith from "activitysmith";

const activitysmith = new ActivitySmith();

const { operation, devices_notified } = await activitysmith.liveActivities.stream("my-first", {
	content_state: { title: "My first", type: "progress", percentage: 42 },
});
console.log(`${operation}, on ${devices_notified} devices`);
