/** How SQLite finds what is asked for often: by an index, however much else there is. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../src/database/open.ts";
import { Statement } from "../src/database/statement.ts";
import * as activityDelivery from "../src/delivery/activity-statements.ts";
import * as activityWake from "../src/delivery/activity-wake.ts";
import * as stateDelivery from "../src/delivery/device-state-statements.ts";
import * as notificationDelivery from "../src/delivery/notification-statements.ts";
import * as accountStore from "../src/store/account-statements.ts";
import * as activityStore from "../src/store/activity-statements.ts";
import * as tokenStore from "../src/store/tokens.ts";

const delivery = { activityDelivery, activityWake, stateDelivery, notificationDelivery };
const modules = { ...delivery, accountStore, activityStore, tokenStore };

/** Statements of a module, those in tables of them too, by name. */
function statementsOf(name: string, value: unknown): [string, Statement<object, unknown>][] {
	if (value instanceof Statement) return [[name, value]];
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => statementsOf(`${name}.${key}`, inner));
}

const statements = Object.entries(modules).flatMap(([name, module]) => statementsOf(name, { ...module }));

const folder = mkdtempSync(join(tmpdir(), "activitysmith-plans-"));
const file = join(folder, "data.sqlite");
let raw: DatabaseSync;
beforeAll(async () => {
	await (await openDatabase({ file })).close();
	raw = new DatabaseSync(file, { readOnly: true });
});
afterAll(() => {
	raw.close();
	rmSync(folder, { recursive: true });
});

function plan(sql: string): string[] {
	const steps = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
	return steps.map(({ detail }) => String(detail));
}

/** What is looked at from its first row to its last: the rows of a JSON array, and of an index that holds what is due. */
const mayBeScanned =
	/^SCAN (json_each VIRTUAL TABLE|\w+ USING INDEX (activity_device|notification_device|device)_\w*(lags?|queued))/;

test.each(statements)("%s reads no more rows than it needs", (_, statement) => {
	expect(
		plan(statement.compiled("sqlite").sql).filter((step) => step.startsWith("SCAN") && !mayBeScanned.test(step)),
	).toEqual([]);
});

test("the phone that was paired before is found by its token", () => {
	expect(plan(tokenStore.forgetSamePhone.compiled("sqlite").sql)[0]).toContain("device_push_token (push_token=?)");
});
