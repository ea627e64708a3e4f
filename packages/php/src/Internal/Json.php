<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

use ActivitySmith\Exception\ValidationException;
use ActivitySmith\Operation;

/**
 * JSON of requests, where an empty array may be a list or an object.
 *
 * @internal
 */
final class Json
{
    /** As deep as PHP's own functions go. */
    private const DEPTH = 512;

    /** @param array<mixed> $body */
    public static function encode(array $body): string
    {
        try {
            return json_encode(
                (object) self::plain($body),
                JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE,
            );
        } catch (\JsonException $error) {
            throw new ValidationException(
                "ActivitySmith: the request can't be sent as JSON: {$error->getMessage()}",
                previous: $error,
            );
        }
    }

    /**
     * The fields of an object in any of its forms.
     *
     * @return array<mixed>
     */
    public static function fields(string $name, mixed $value): array
    {
        if ($value instanceof \JsonSerializable) {
            $value = $value->jsonSerialize();
        }
        $fields = is_object($value) ? get_object_vars($value) : $value;
        if (!is_array($fields) || ($fields !== [] && array_is_list($fields))) {
            $kind = is_array($fields) ? 'list' : get_debug_type($value);
            throw new ValidationException("ActivitySmith: $name must be an array with names, not $kind");
        }
        return $fields;
    }

    /**
     * What JSON has no form of, in one that it has.
     *
     * @param string|int|null $name Of the field; `null` within JSON of the caller's, where names mean what they mean.
     */
    private static function plain(mixed $value, string|int|null $name = '', int $depth = 0): mixed
    {
        if ($depth > self::DEPTH) {
            // What contains itself has no end.
            throw new \JsonException('Maximum stack depth exceeded');
        }
        if ($value instanceof \DateTimeInterface) {
            return $value->format('Y-m-d\TH:i:s.vP');
        }
        if (!is_array($value) && !$value instanceof \stdClass) {
            return $value;
        }
        $isOwn = $name === null || in_array($name, Operation::MAPS, true);
        $plain = [];
        foreach ((array) $value as $key => $one) {
            $plain[$key] = self::plain($one, $isOwn ? null : $key, $depth + 1);
        }
        return self::isObject($value, $name) ? (object) $plain : $plain;
    }

    private static function isObject(mixed $value, string|int|null $name): bool
    {
        return is_object($value)
            || in_array($name, Operation::MAPS, true)
            || ($value === [] && in_array($name, Operation::OBJECTS, true));
    }
}
