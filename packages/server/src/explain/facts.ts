/** What is known about a stream or a Live Activity, and about each device. Times are epoch milliseconds. */
import type { DeviceKind } from "../database/tables.ts";

/** The Live Activity that a stream shows, or showed last, or that was asked for itself. */
export interface ActivityFacts {
	id: string;
	streamKey: string | null;
	/** Of its state, such as `progress`. */
	type: string;
	/** Grows with every change that was accepted. */
	version: number;
	startedAt: number;
	/** Slugs; `null` for every device. */
	channels: readonly string[] | null;
	ended: { at: number; dismissAt: number } | null;
	/** On every device. */
	dismissed: boolean;
	replacedBy: string | null;
	/** When the server gives its stream a fresh one by itself; `null` for one that belongs to no stream. */
	rotatesAt: number | null;
}

export interface StreamFacts {
	key: string;
	paused: boolean;
	/** Whether it has a state to go on from, with nothing that shows it. */
	kept: boolean;
	lastPutAt: number;
}

export interface Subject {
	now: number;
	/** As it was asked for: a stream's key, or the id of an activity. */
	name: string;
	stream: StreamFacts | null;
	/** `null` for a stream that has had none on any screen for hours. */
	activity: ActivityFacts | null;
	/** Live Activities of the account that run, and how many may. */
	running: number;
	limit: number;
	/** Whether the server has a key of Apple's. */
	hasGateway: boolean;
	/** By type, the first version of the app that shows it. */
	appVersions: Readonly<Record<string, string>>;
	/** Channels of the API key that asks; `null` for one that reaches everything, and for the owner. */
	scope: readonly string[] | null;
}

/** The activity on one device: what it has been sent, and what stands in the way of more. */
export interface DeliveryFacts {
	/** 0 before the start. */
	sentVersion: number;
	/** When the device registered its token for the activity. */
	tokenAt: number | null;
	/** It gets no more of it. */
	dismissed: boolean;
	/** A process is sending something. */
	claimedUntil: number | null;
	nextAttemptAt: number;
	/** Failed ones in a row. */
	attempts: number;
	lastStatus: number | null;
	lastReason: string | null;
	lastAt: number | null;
}

export interface DeviceFacts {
	id: string;
	name: string;
	kind: DeviceKind;
	/** False for one that is no device of the account, or no more. */
	paired: boolean;
	/** Of one that is not paired: when something last was sent to it. */
	lastReachedAt: number | null;
	/** False once Apple has said that its push token is dead. */
	registered: boolean;
	/** Whether it can show Live Activities, and its user allows them. */
	liveActivities: boolean;
	frequentUpdates: boolean;
	appVersion: string | null;
	osVersion: string | null;
	pairedAt: number;
	/** Slugs of those it is in; for an API key of some channels, of those among them. */
	channels: readonly string[];
	/** When it registered the token that Live Activities are started by. */
	startTokenAt: number | null;
	/** `null` when the activity was never meant for it. */
	delivery: DeliveryFacts | null;
	/** The activity that this one replaces is still on its screen. */
	showsPredecessor: boolean;
}
