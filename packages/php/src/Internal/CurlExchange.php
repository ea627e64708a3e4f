<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

use ActivitySmith\Exception\ConnectionException;
use ActivitySmith\Exception\TimeoutException;

/**
 * Exchanges over curl, with one handle that keeps its connection between them.
 *
 * @internal
 */
final class CurlExchange extends Exchange
{
    private ?\CurlHandle $curl = null;
    private ?int $process = null;

    public function send(Request $request): Answer
    {
        $curl = $this->handle();
        $lines = [];
        foreach ($this->headers($request) as $name => $value) {
            $lines[] = "$name: $value";
        }
        $headers = [];
        curl_setopt_array($curl, [
            CURLOPT_URL => $this->settings->baseUrl . $request->path,
            CURLOPT_CUSTOMREQUEST => $request->method,
            // Without the last one, curl would ask first whether a body may come.
            CURLOPT_HTTPHEADER => [...$lines, 'Expect:'],
            CURLOPT_TIMEOUT_MS => (int) max(1, min($request->timeout * 1000, 2 ** 31 - 1)),
            CURLOPT_NOSIGNAL => true,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_HEADERFUNCTION => static function (\CurlHandle $_, string $line) use (&$headers): int {
                self::read($line, $headers);
                return strlen($line);
            },
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_PATH_AS_IS => true,
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
            CURLOPT_SUPPRESS_CONNECT_HEADERS => true,
            // On a connection that turns out to be closed, curl sends a request again by itself.
            CURLOPT_FRESH_CONNECT => !$request->isRepeatable,
            CURLOPT_MAXCONNECTS => 1,
        ]);
        if (!$this->settings->isSecure) {
            // What goes in plain text stays on this machine.
            curl_setopt($curl, CURLOPT_PROXY, '');
        }
        if ($request->body !== null) {
            curl_setopt($curl, CURLOPT_POSTFIELDS, $request->body);
        }
        $body = curl_exec($curl);
        if (!is_string($body)) {
            throw $this->failure($curl, $request->timeout);
        }
        return new Answer(curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $headers, $body);
    }

    /** @param array<string, string> $headers */
    private static function read(string $line, array &$headers): void
    {
        if (str_starts_with($line, 'HTTP/')) {
            // An interim answer may have come before.
            $headers = [];
        } elseif (str_contains($line, ':')) {
            [$name, $value] = explode(':', $line, 2);
            $headers[strtolower($name)] = trim($value);
        }
    }

    private function failure(\CurlHandle $curl, float $timeout): ConnectionException
    {
        $sent = curl_getinfo($curl, CURLINFO_REQUEST_SIZE) > 0;
        return curl_errno($curl) === CURLE_OPERATION_TIMEDOUT
            ? new TimeoutException("No answer in $timeout s", $sent)
            : new ConnectionException('No answer: ' . curl_error($curl), $sent);
    }

    /** Without the options of the exchange before. A forked process makes its own. */
    private function handle(): \CurlHandle
    {
        if ($this->curl === null || $this->process !== getmypid()) {
            $this->curl = curl_init();
            $this->process = getmypid();
        }
        curl_reset($this->curl);
        return $this->curl;
    }
}
