import type { ActivitySmith } from "activitysmith";
import type { MiddlewareHandler } from "hono";
import { isDeployEvent, showDeploy } from "./deploys.ts";

/**
 * Hono: `app.post("/deploys", deploysOnThePhone(activitysmith, console.error), yourOwnHandler)`.
 * The pipeline waits for nothing here, and no error of the phone's becomes one of the deploy's.
 */
export function deploysOnThePhone(activitysmith: ActivitySmith, onError: (error: unknown) => void): MiddlewareHandler {
	return async (context, next) => {
		const body: unknown = await context.req.json().catch(() => undefined);
		if (isDeployEvent(body)) showDeploy(activitysmith, body).catch(onError);
		await next();
	};
}
