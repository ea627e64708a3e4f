import type { ActivitySmith } from "activitysmith";
import type { RequestHandler } from "express";
import { isDeployEvent, showDeploy } from "./deploys.ts";

/**
 * Express: `app.post("/deploys", express.json(), deploysOnThePhone(activitysmith, console.error), yourOwnHandler)`.
 * The pipeline waits for nothing here, and no error of the phone's becomes one of the deploy's.
 */
export function deploysOnThePhone(activitysmith: ActivitySmith, onError: (error: unknown) => void): RequestHandler {
	return ({ body }, _, next) => {
		if (isDeployEvent(body)) showDeploy(activitysmith, body).catch(onError);
		next();
	};
}
