/** Mocks as the suite wants them: every answer speaks of a rate, and strangers are refused. */
import { createMock, type MockOptions } from "@activitysmith/mock-server";

export function strictMock(options: MockOptions = {}) {
	return createMock({ accounts: [{ keys: ["ask_first"] }], limits: { requestsPerMinute: 60 }, ...options });
}
