<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

use ActivitySmith\Exception\ConnectionException;
use ActivitySmith\Exception\TimeoutException;

/**
 * Exchanges over curl, whose handles keep their connections between them.
 *
 * @internal
 */
final class CurlExchange extends Exchange
{
    /** @var list<\CurlHandle> One, unless calls have overlapped. */
    private array $idle = [];
    private int|false $process = false;

    public function send(Request $request): Answer
    {
        if ($this->process !== getmypid()) {
            // A forked process makes its own.
            [$this->process, $this->idle] = [getmypid(), []];
        }
        $curl = array_pop($this->idle) ?? curl_init();
        try {
            return $this->exchange($curl, $request);
        } finally {
            // Without its options, which have the key.
            curl_reset($curl);
            $this->idle[] = $curl;
        }
    }

    private function exchange(\CurlHandle $curl, Request $request): Answer
    {
        $lines = [];
        foreach ($this->headers($request) as $name => $value) {
            $lines[] = "$name: $value";
        }
        curl_setopt_array($curl, [
            CURLOPT_URL => $this->settings->baseUrl . $request->path,
            CURLOPT_CUSTOMREQUEST => $request->method,
            // Without the last one, curl would ask first whether a body may come.
            CURLOPT_HTTPHEADER => [...$lines, 'Expect:'],
            CURLOPT_TIMEOUT_MS => (int) max(1, min($request->timeout * 1000, 2 ** 31 - 1)),
            CURLOPT_NOSIGNAL => true,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_HEADER => true,
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_PATH_AS_IS => true,
            // All that it can read: without a word of it, a server may compress as it likes.
            CURLOPT_ENCODING => '',
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
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
        $text = curl_exec($curl);
        if (!is_string($text)) {
            throw $this->failure($curl, $request->timeout);
        }
        $size = curl_getinfo($curl, CURLINFO_HEADER_SIZE);
        $headers = self::parse(substr($text, 0, $size));
        return new Answer(curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $headers, substr($text, $size));
    }

    /** @return array<string, string> */
    private static function parse(string $head): array
    {
        $headers = [];
        foreach (explode("\r\n", $head) as $line) {
            if (str_starts_with($line, 'HTTP/')) {
                // An interim answer may have come before, or a proxy's.
                $headers = [];
            } elseif (str_contains($line, ':')) {
                [$name, $value] = explode(':', $line, 2);
                $headers[strtolower($name)] = trim($value);
            }
        }
        return $headers;
    }

    private function failure(\CurlHandle $curl, float $timeout): ConnectionException
    {
        $sent = curl_getinfo($curl, CURLINFO_REQUEST_SIZE) > 0;
        return curl_errno($curl) === CURLE_OPERATION_TIMEDOUT
            ? new TimeoutException("No answer in $timeout s", $sent)
            : new ConnectionException('No answer: ' . curl_error($curl), $sent);
    }
}
