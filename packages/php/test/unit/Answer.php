<?php

declare(strict_types=1);

namespace ActivitySmith\Test;

/** What the server of the tests answers. */
final class Answer
{
    /** @param array<string, string|int> $headers */
    public function __construct(
        private readonly int $status = 200,
        private readonly mixed $body = Server::SUCCESS,
        private readonly array $headers = [],
        private readonly bool $isChunked = false,
        /** Closes the connection after it, without having said so. */
        public readonly bool $closes = false,
        /** What the client's process is sent when it has been answered. */
        public readonly ?int $signal = null,
        /** Another text in place of an answer. */
        private readonly ?string $raw = null,
    ) {
    }

    /** Nothing, on a connection that stays open. */
    public static function silence(): self
    {
        return new self(raw: '');
    }

    /** Nothing, on a connection that is then closed. */
    public static function gone(): self
    {
        return new self(raw: '', closes: true);
    }

    public function text(): string
    {
        if ($this->raw !== null) {
            return $this->raw;
        }
        $body = is_string($this->body) ? $this->body : json_encode($this->body, JSON_THROW_ON_ERROR);
        $headers = [...$this->headers, 'Content-Type' => 'application/json'];
        if ($this->isChunked) {
            $headers['Transfer-Encoding'] = 'chunked';
            $body = implode('', array_map(static fn (string $one) => "1\r\n$one\r\n", str_split($body))) . "0\r\n\r\n";
        } else {
            $headers['Content-Length'] = strlen($body);
        }
        $lines = array_map(static fn (string $name) => "$name: $headers[$name]\r\n", array_keys($headers));
        return "HTTP/1.1 $this->status Made up\r\n" . implode('', $lines) . "\r\n" . $body;
    }
}
