<?php
// The curl extension, as Guzzle and with it the published client for PHP.
$headers = ['Authorization: Bearer ' . getenv('ACTIVITYSMITH_API_KEY'), 'Content-Type: application/json'];
$state = json_encode(['content_state' => ['title' => 'Deploy', 'type' => 'progress', 'percentage' => 42]]);

foreach (array_slice($argv, 1) as $url) {
	$request = curl_init($url);
	curl_setopt_array($request, [
		CURLOPT_CUSTOMREQUEST => 'PUT',
		CURLOPT_HTTPHEADER => $headers,
		CURLOPT_POSTFIELDS => $state,
		CURLOPT_RETURNTRANSFER => true,
	]);
	$body = curl_exec($request);
	echo $body === false ? 'failed ' . curl_error($request) : 'answered ' . json_decode($body)->operation, "\n";
}
