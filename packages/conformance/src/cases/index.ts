/** All cases, by section. */
import type { Case } from "../case.ts";
import { activityCases } from "./activities.ts";
import { clientErrorCases } from "./client-errors.ts";
import { deviceCases } from "./devices.ts";
import { notificationCases } from "./devices-notification.ts";
import { errorCases } from "./errors.ts";
import { httpErrorCases } from "./errors-http.ts";
import { unchangedCases } from "./errors-unchanged.ts";
import { limitCases } from "./limits.ts";
import { activityLimitCases } from "./limits-activities.ts";
import { clientCases } from "./limits-clients.ts";
import { operationCases } from "./operations.ts";
import { orderCases } from "./operations-order.ts";
import { requestCases } from "./requests.ts";
import { actionCases } from "./requests-actions.ts";
import { historyCases } from "./requests-history.ts";
import { idempotencyCases } from "./requests-idempotency.ts";
import { metricCases } from "./requests-metrics.ts";
import { sizeCases } from "./requests-size.ts";
import { urlCases } from "./requests-urls.ts";
import { responseCases } from "./responses.ts";
import { streamCases } from "./streams.ts";
import { streamEndCases } from "./streams-end.ts";
import { pauseCases } from "./streams-pause.ts";
import { rotationCases } from "./streams-rotation.ts";
import { targetCases } from "./targeting.ts";
import { scopeCases } from "./targeting-scopes.ts";
import { typeCases } from "./types.ts";
import { dismissalCases } from "./types-dismissal.ts";
import { mergeCases } from "./types-merge.ts";
import { shownCases } from "./types-shown.ts";
import { timerCases } from "./types-timer.ts";

export const allCases: readonly Case[] = [
	...operationCases,
	...orderCases,
	...typeCases,
	...shownCases,
	...timerCases,
	...mergeCases,
	...dismissalCases,
	...requestCases,
	...urlCases,
	...actionCases,
	...historyCases,
	...metricCases,
	...sizeCases,
	...idempotencyCases,
	...targetCases,
	...responseCases,
	...streamCases,
	...streamEndCases,
	...rotationCases,
	...pauseCases,
	...activityCases,
	...errorCases,
	...httpErrorCases,
	...unchangedCases,
	...limitCases,
	...activityLimitCases,
	...scopeCases,
	...clientCases,
	...clientErrorCases,
	...deviceCases,
	...notificationCases,
];
