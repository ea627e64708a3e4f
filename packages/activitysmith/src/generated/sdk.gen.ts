// Generated from openapi/openapi.json by `npm run generate`. Do not edit.

import type { Client, ClientMeta, Options as Options2, RequestResult, TDataShape } from '../transport.ts';
import type { EndLiveActivityData, EndLiveActivityErrors, EndLiveActivityResponses, EndLiveActivityStreamData, EndLiveActivityStreamErrors, EndLiveActivityStreamResponses, ReconcileLiveActivityStreamData, ReconcileLiveActivityStreamErrors, ReconcileLiveActivityStreamResponses, SendPushNotificationData, SendPushNotificationErrors, SendPushNotificationResponses, StartLiveActivityData, StartLiveActivityErrors, StartLiveActivityResponses, UpdateAppIconBadgeCountData, UpdateAppIconBadgeCountErrors, UpdateAppIconBadgeCountResponses, UpdateLiveActivityData, UpdateLiveActivityErrors, UpdateLiveActivityResponses, UpdateMetricValueData, UpdateMetricValueErrors, UpdateMetricValueResponses } from './types.gen.ts';

export type Options<TData extends TDataShape = TDataShape, ThrowOnError extends boolean = boolean, TResponse = unknown> = Options2<TData, ThrowOnError, TResponse> & {
    /**
     * You can provide a client instance returned by `createClient()` instead of
     * individual options. This might be also useful if you want to implement a
     * custom client.
     */
    client: Client;
    /**
     * You can pass arbitrary values through the `meta` object. This can be
     * used to access values that aren't defined as part of the SDK function.
     */
    meta?: keyof ClientMeta extends never ? Record<string, unknown> : ClientMeta;
};

/**
 * Send a push notification
 *
 * Sends a notification to the devices in the scope of the API key, or in the channels that are named. It can open a link, show media when it is expanded, or carry up to four buttons.
 */
export const sendPushNotification = <ThrowOnError extends boolean = false>(options: Options<SendPushNotificationData, ThrowOnError>): RequestResult<SendPushNotificationResponses, SendPushNotificationErrors, ThrowOnError> => options.client.post<SendPushNotificationResponses, SendPushNotificationErrors, ThrowOnError>({
    url: '/push-notification',
    ...options
});

/**
 * End a stream
 *
 * Ends the stream's Live Activity, if wanted with a last state. It leaves the lock screen after 2 minutes unless the state says otherwise. A body is optional.
 */
export const endLiveActivityStream = <ThrowOnError extends boolean = false>(options: Options<EndLiveActivityStreamData, ThrowOnError>): RequestResult<EndLiveActivityStreamResponses, EndLiveActivityStreamErrors, ThrowOnError> => options.client.delete<EndLiveActivityStreamResponses, EndLiveActivityStreamErrors, ThrowOnError>({
    url: '/live-activity/stream/{stream_key}',
    ...options
});

/**
 * Show the newest state of a stream
 *
 * Give each thing that you watch a stable key and send its newest state whenever it changes. The first request starts a Live Activity, later ones update it; it is replaced by a fresh one before iOS ends it after 8 hours. A state that changes nothing is answered with `noop` and not sent.
 */
export const reconcileLiveActivityStream = <ThrowOnError extends boolean = false>(options: Options<ReconcileLiveActivityStreamData, ThrowOnError>): RequestResult<ReconcileLiveActivityStreamResponses, ReconcileLiveActivityStreamErrors, ThrowOnError> => options.client.put<ReconcileLiveActivityStreamResponses, ReconcileLiveActivityStreamErrors, ThrowOnError>({
    url: '/live-activity/stream/{stream_key}',
    ...options
});

/**
 * Start a Live Activity
 *
 * Starts a Live Activity whose life you manage yourself, by its id. A stream needs less: it starts, updates and replaces activities by itself.
 */
export const startLiveActivity = <ThrowOnError extends boolean = false>(options: Options<StartLiveActivityData, ThrowOnError>): RequestResult<StartLiveActivityResponses, StartLiveActivityErrors, ThrowOnError> => options.client.post<StartLiveActivityResponses, StartLiveActivityErrors, ThrowOnError>({
    url: '/live-activity/start',
    ...options
});

/**
 * Update a Live Activity
 *
 * Changes a running Live Activity. Fields that are left out keep their values. Devices that have not registered a token for the activity yet get the newest state when they do.
 */
export const updateLiveActivity = <ThrowOnError extends boolean = false>(options: Options<UpdateLiveActivityData, ThrowOnError>): RequestResult<UpdateLiveActivityResponses, UpdateLiveActivityErrors, ThrowOnError> => options.client.post<UpdateLiveActivityResponses, UpdateLiveActivityErrors, ThrowOnError>({
    url: '/live-activity/update',
    ...options
});

/**
 * End a Live Activity
 *
 * Ends a Live Activity with a last state. It leaves the lock screen after 3 minutes unless the state says otherwise. Ending it again is no error.
 */
export const endLiveActivity = <ThrowOnError extends boolean = false>(options: Options<EndLiveActivityData, ThrowOnError>): RequestResult<EndLiveActivityResponses, EndLiveActivityErrors, ThrowOnError> => options.client.post<EndLiveActivityResponses, EndLiveActivityErrors, ThrowOnError>({
    url: '/live-activity/end',
    ...options
});

/**
 * Update the value of a metric
 *
 * Stores the newest value of a metric that lock screen widgets show.
 */
export const updateMetricValue = <ThrowOnError extends boolean = false>(options: Options<UpdateMetricValueData, ThrowOnError>): RequestResult<UpdateMetricValueResponses, UpdateMetricValueErrors, ThrowOnError> => options.client.post<UpdateMetricValueResponses, UpdateMetricValueErrors, ThrowOnError>({
    url: '/metrics/{key}/value',
    ...options
});

/**
 * Set the number on the app icon
 *
 * Shows a number on the app icon; 0 clears it.
 */
export const updateAppIconBadgeCount = <ThrowOnError extends boolean = false>(options: Options<UpdateAppIconBadgeCountData, ThrowOnError>): RequestResult<UpdateAppIconBadgeCountResponses, UpdateAppIconBadgeCountErrors, ThrowOnError> => options.client.post<UpdateAppIconBadgeCountResponses, UpdateAppIconBadgeCountErrors, ThrowOnError>({
    url: '/badge',
    ...options
});
