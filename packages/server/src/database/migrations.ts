/**
 * How the tables came to be, oldest first. What was released is never changed: a new step is added at the end. The same
 * text serves both databases; where they differ, the dialect says how.
 */
import type { Dialect } from "./database.ts";

/** Statements of one step. */
export type Migration = (dialect: Dialect) => readonly string[];

/** The columns of what is delivered. */
const delivered = `
	claimed_until bigint,
	next_attempt_at bigint NOT NULL DEFAULT 0,
	attempts integer NOT NULL DEFAULT 0,
	last_status integer,
	last_reason text,
	last_at bigint`;

const ofAccount = "account_id text NOT NULL REFERENCES account (id) ON DELETE CASCADE";
const ofDevice = "device_id text NOT NULL REFERENCES device (id) ON DELETE CASCADE";

const firstTables: Migration = (dialect) => {
	// Rows that are only ever found by their primary key are kept in its order.
	const clustered = dialect === "sqlite" ? " WITHOUT ROWID" : "";
	// What a crash may forget need not wait for the disk.
	const unlogged = dialect === "postgres" ? "UNLOGGED " : "";
	return [
		`CREATE TABLE account (
			id text PRIMARY KEY,
			requests_per_minute integer,
			live_activities integer NOT NULL,
			webhook_secret text NOT NULL,
			created_at bigint NOT NULL
		)`,
		`CREATE TABLE api_key (
			id text PRIMARY KEY,
			${ofAccount},
			name text NOT NULL,
			hash text NOT NULL UNIQUE,
			last_four text NOT NULL,
			channels text,
			created_at bigint NOT NULL,
			revoked_at bigint
		)`,
		"CREATE INDEX api_key_of_account ON api_key (account_id)",
		`CREATE TABLE app_user (
			id text PRIMARY KEY,
			${ofAccount},
			name text NOT NULL
		)`,
		"CREATE INDEX app_user_of_account ON app_user (account_id)",
		`CREATE TABLE device (
			id text PRIMARY KEY,
			${ofAccount},
			user_id text NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
			name text NOT NULL,
			model text NOT NULL,
			kind text NOT NULL,
			bundle_id text,
			environment text,
			app_version text,
			os_version text,
			live_activities integer NOT NULL,
			frequent_updates integer NOT NULL,
			secret_hash text NOT NULL UNIQUE,
			paired_at bigint NOT NULL,
			registered integer NOT NULL DEFAULT 1,
			push_token text,
			push_token_at bigint,
			start_token text,
			start_token_at bigint,
			widget_token text,
			widget_token_at bigint,
			badge_wanted integer,
			badge_version integer NOT NULL DEFAULT 0,
			badge_sent integer NOT NULL DEFAULT 0,
			widgets_version integer NOT NULL DEFAULT 0,
			widgets_sent integer NOT NULL DEFAULT 0
		)`,
		"CREATE INDEX device_of_account ON device (account_id)",
		"CREATE INDEX device_of_user ON device (user_id)",
		"CREATE INDEX device_badge_lags ON device (account_id) WHERE badge_sent < badge_version",
		"CREATE INDEX device_widgets_lag ON device (account_id) WHERE widgets_sent < widgets_version",
		`CREATE TABLE channel (
			${ofAccount},
			slug text NOT NULL,
			PRIMARY KEY (account_id, slug)
		)${clustered}`,
		...["user", "device"].map(
			(member) => `CREATE TABLE channel_${member} (
				account_id text NOT NULL,
				slug text NOT NULL,
				${member}_id text NOT NULL REFERENCES ${member === "user" ? "app_user" : "device"} (id) ON DELETE CASCADE,
				PRIMARY KEY (account_id, slug, ${member}_id),
				FOREIGN KEY (account_id, slug) REFERENCES channel (account_id, slug) ON DELETE CASCADE
			)${clustered}`,
		),
		"CREATE INDEX channel_of_user ON channel_user (user_id)",
		"CREATE INDEX channel_of_device ON channel_device (device_id)",
		`CREATE TABLE metric (
			${ofAccount},
			key text NOT NULL,
			label text,
			format text,
			value text,
			at bigint,
			PRIMARY KEY (account_id, key)
		)${clustered}`,
		`CREATE TABLE stream (
			${ofAccount},
			key text NOT NULL,
			activity_id text,
			kept text,
			dismissal text NOT NULL,
			paused integer NOT NULL,
			last_put_at bigint NOT NULL,
			PRIMARY KEY (account_id, key)
		)${clustered}`,
		`CREATE TABLE activity (
			id text PRIMARY KEY,
			${ofAccount},
			stream_key text,
			presentation text NOT NULL,
			version integer NOT NULL,
			alert text,
			started_at bigint NOT NULL,
			replaces text,
			ended_at bigint,
			dismiss_at bigint,
			dismissed integer NOT NULL,
			replaced_by text,
			replaced_at bigint,
			due_at bigint
		)`,
		"CREATE INDEX activity_due ON activity (due_at) WHERE due_at IS NOT NULL",
		"CREATE INDEX activity_of_account ON activity (account_id, started_at)",
		`CREATE INDEX activity_running ON activity (account_id, started_at)
			WHERE ended_at IS NULL AND dismissed = 0 AND replaced_by IS NULL`,
		`CREATE TABLE activity_device (
			activity_id text NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
			${ofDevice},
			account_id text NOT NULL,
			user_id text NOT NULL,
			sent_version integer NOT NULL DEFAULT 0,
			wanted_version integer NOT NULL,
			token text,
			token_at bigint,
			dismissed integer NOT NULL DEFAULT 0,
			in_flight text,
			last_timestamp bigint,
			${delivered},
			PRIMARY KEY (activity_id, device_id)
		)${clustered}`,
		"CREATE INDEX activity_device_of_device ON activity_device (device_id)",
		// What can be sent: those that wait for a token are left out, however many there are.
		`CREATE INDEX activity_device_lags ON activity_device (next_attempt_at)
			WHERE sent_version < wanted_version AND dismissed = 0 AND (sent_version = 0 OR token_at IS NOT NULL)`,
		`CREATE TABLE notification (
			id text PRIMARY KEY,
			${ofAccount},
			request text NOT NULL,
			channels text,
			sent_at bigint NOT NULL
		)`,
		"CREATE INDEX notification_of_account ON notification (account_id, sent_at)",
		`CREATE TABLE notification_device (
			notification_id text NOT NULL REFERENCES notification (id) ON DELETE CASCADE,
			${ofDevice},
			account_id text NOT NULL,
			state text NOT NULL DEFAULT 'queued',
			${delivered},
			PRIMARY KEY (notification_id, device_id)
		)${clustered}`,
		"CREATE INDEX notification_device_of_device ON notification_device (device_id)",
		"CREATE INDEX notification_device_queued ON notification_device (next_attempt_at) WHERE state = 'queued'",
		`CREATE TABLE answer (
			${ofAccount},
			scope text NOT NULL,
			request_hash text NOT NULL,
			expires_at bigint NOT NULL,
			body text,
			PRIMARY KEY (account_id, scope)
		)`,
		"CREATE INDEX answer_expires ON answer (expires_at)",
		`CREATE ${unlogged}TABLE rate (
			account_id text PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
			opened_at bigint NOT NULL,
			count integer NOT NULL
		)`,
		`CREATE TABLE delivery_log (
			id text PRIMARY KEY,
			${ofAccount},
			device_id text NOT NULL,
			about text,
			kind text NOT NULL,
			version integer,
			apns_id text,
			status integer,
			reason text,
			attempts integer NOT NULL,
			at bigint NOT NULL
		)`,
		"CREATE INDEX delivery_log_of_account ON delivery_log (account_id, at)",
		"CREATE INDEX delivery_log_of_device ON delivery_log (device_id, at)",
		"CREATE INDEX delivery_log_about ON delivery_log (about)",
		"CREATE TABLE setting (key text PRIMARY KEY, value text NOT NULL)",
	];
};

/** Every attempt of a delivery is a row of the log: it has no more indexes than what is asked needs. */
const lighterLog: Migration = (dialect) => {
	const log = [
		"id",
		"account_id",
		"device_id",
		"about",
		"kind",
		"version",
		"apns_id",
		"status",
		"reason",
		"attempts",
		"at",
	];
	const columns = log.join(", ");
	// Its ids are in the order of time, so that the rows are kept in that order.
	const clustered = [
		`CREATE TABLE delivery_log_in_order (
			id text PRIMARY KEY,
			${ofAccount},
			device_id text NOT NULL,
			about text,
			kind text NOT NULL,
			version integer,
			apns_id text,
			status integer,
			reason text,
			attempts integer NOT NULL,
			at bigint NOT NULL
		) WITHOUT ROWID`,
		`INSERT INTO delivery_log_in_order (${columns}) SELECT ${columns} FROM delivery_log`,
		"DROP TABLE delivery_log",
		"ALTER TABLE delivery_log_in_order RENAME TO delivery_log",
	];
	const dropped = ["of_account", "of_device", "about"].map((name) => `DROP INDEX delivery_log_${name}`);
	return [
		...(dialect === "sqlite" ? clustered : dropped),
		"CREATE INDEX delivery_log_of_device ON delivery_log (device_id, at, id)",
		// To find the phone that was paired before.
		"CREATE INDEX device_push_token ON device (push_token) WHERE push_token IS NOT NULL",
		// Pages of them are read in the order of their ids.
		"DROP INDEX device_badge_lags",
		"DROP INDEX device_widgets_lag",
		"CREATE INDEX device_badge_lags ON device (id) WHERE badge_sent < badge_version",
		"CREATE INDEX device_widgets_lag ON device (id) WHERE widgets_sent < widgets_version",
	];
};

/** Badges and reloads of widgets belong to one process at a time, and a crash forgets none of their pauses. */
const claimedDeviceState: Migration = () =>
	[
		{ what: "badge", index: "device_badge_lags", token: "push_token" },
		{ what: "widgets", index: "device_widgets_lag", token: "widget_token" },
	].flatMap(({ what, index, token }) => [
		`ALTER TABLE device ADD COLUMN ${what}_claimed_until bigint`,
		`ALTER TABLE device ADD COLUMN ${what}_next_attempt_at bigint NOT NULL DEFAULT 0`,
		`ALTER TABLE device ADD COLUMN ${what}_attempts integer NOT NULL DEFAULT 0`,
		`DROP INDEX ${index}`,
		// What can be sent: devices that have no token are left out, however many there are.
		`CREATE INDEX ${index} ON device (${what}_next_attempt_at, id)
			WHERE ${what}_sent < ${what}_version AND registered = 1 AND (kind = 'browser' OR ${token} IS NOT NULL)`,
	]);

export const migrations: readonly Migration[] = [firstTables, lighterLog, claimedDeviceState];
