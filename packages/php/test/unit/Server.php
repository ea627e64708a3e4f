<?php

declare(strict_types=1);

namespace ActivitySmith\Test;

/** A server in a process of its own that gives the answers one after another, then success, and tells what it was asked. */
final class Server
{
    public const SUCCESS = [
        'success' => true,
        'operation' => 'updated',
        'stream_key' => 'k',
        'activity_id' => 'h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034',
        'badge' => 3,
        'effective_channel_slugs' => null,
        'timestamp' => '2026-03-19T08:30:00.000Z',
    ];

    public readonly string $baseUrl;
    /** @var list<array{method: string, path: string, headers: array<string, string>, body: mixed, connection: int}> */
    private array $requests = [];
    /** @var resource */
    private $told;
    private readonly int $process;

    public function __construct(Answer ...$answers)
    {
        $listening = stream_socket_server('tcp://127.0.0.1:0');
        assert($listening !== false);
        $this->baseUrl = 'http://' . stream_socket_get_name($listening, false) . '/api';
        [$this->told, $tell] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, STREAM_IPPROTO_IP);
        $this->process = pcntl_fork();
        if ($this->process === 0) {
            fclose($this->told);
            self::serve($listening, $tell, $answers);
        }
        fclose($tell);
        fclose($listening);
    }

    public function __destruct()
    {
        posix_kill($this->process, SIGKILL);
        pcntl_waitpid($this->process, $_);
    }

    /**
     * Waits until so many have come; those that come with them are given too.
     *
     * @return list<array{method: string, path: string, headers: array<string, string>, body: mixed, connection: int}>
     */
    public function requests(int $count = 0): array
    {
        stream_set_timeout($this->told, 30);
        while (count($this->requests) < $count || $this->hasMore()) {
            $line = fgets($this->told);
            assert(is_string($line), 'A request was to come');
            $this->requests[] = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
        }
        return $this->requests;
    }

    /** @return list<mixed> */
    public function bodies(): array
    {
        return array_column($this->requests(), 'body');
    }

    /** How many connections there were. */
    public function connections(): int
    {
        return count(array_unique(array_column($this->requests(), 'connection')));
    }

    private function hasMore(): bool
    {
        $readable = [$this->told];
        $none = null;
        return stream_select($readable, $none, $none, 0) > 0 && !feof($this->told);
    }

    /**
     * @param resource $listening
     * @param resource $tell
     * @param list<Answer> $answers
     */
    private static function serve($listening, $tell, array $answers): never
    {
        $sockets = [];
        $texts = [];
        while (true) {
            $readable = [$listening, $tell, ...$sockets];
            $none = null;
            stream_select($readable, $none, $none, null);
            foreach ($readable as $socket) {
                if ($socket === $tell) {
                    // Nobody listens any more: the tests are gone, without having said so.
                    posix_kill((int) getmypid(), SIGKILL);
                }
                if ($socket === $listening) {
                    $sockets[] = stream_socket_accept($listening);
                    $texts[] = '';
                    continue;
                }
                $index = array_search($socket, $sockets, true);
                $some = fread($socket, 65536);
                if ($some === '' || $some === false) {
                    fclose($socket);
                    unset($sockets[$index]);
                    continue;
                }
                $texts[$index] .= $some;
                $request = self::parse($texts[$index]);
                if ($request !== null) {
                    fwrite($tell, json_encode([...$request, 'connection' => $index], JSON_THROW_ON_ERROR) . "\n");
                    $texts[$index] = '';
                    $answer = array_shift($answers) ?? new Answer();
                    fwrite($socket, $answer->text());
                    if ($answer->signal !== null) {
                        posix_kill(posix_getppid(), $answer->signal);
                    }
                    if ($answer->closes) {
                        fclose($socket);
                        unset($sockets[$index]);
                    }
                }
            }
        }
    }

    /** @return array{method: string, path: string, headers: array<string, string>, body: mixed}|null */
    private static function parse(string $text): ?array
    {
        [$head, $body] = [...explode("\r\n\r\n", $text, 2), null];
        $headers = [];
        foreach (array_slice(explode("\r\n", $head), 1) as $line) {
            [$name, $value] = explode(': ', $line, 2);
            $headers[strtolower($name)] = $value;
        }
        if ($body === null || strlen($body) < (int) ($headers['content-length'] ?? 0)) {
            return null;
        }
        [$method, $path] = explode(' ', $head);
        return [
            'method' => $method,
            'path' => preg_replace('~^/api~', '', $path),
            'headers' => $headers,
            'body' => match (true) {
                $body === '' => null,
                // It is told while its sender waits.
                strlen($body) > 100_000 => strlen($body),
                default => json_decode($body, true, flags: JSON_THROW_ON_ERROR),
            },
        ];
    }
}
