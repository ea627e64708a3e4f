/** In a page a key is everybody's: a client is made there only by those who say that they know. */
import ActivitySmith, { ValidationError } from "activitysmith";

export default async function guard(baseURL) {
	let refused;
	try {
		new ActivitySmith({ apiKey: "ask_page", baseURL });
	} catch (error) {
		refused = { validation: error instanceof ValidationError, message: error.message };
	}
	const client = new ActivitySmith({ apiKey: "ask_page", baseURL, dangerouslyAllowBrowser: true });
	const { badge } = await client.badgeCount(3);
	return { refused, badge };
}
