<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

/**
 * Arguments as fields.
 *
 * @internal
 */
final class Fields
{
    /**
     * Those that are not `null`, by their names on the wire.
     *
     * @param array<string, mixed> $arguments By the names of parameters.
     * @return array<string, mixed>
     */
    public static function given(array $arguments): array
    {
        $fields = [];
        foreach ($arguments as $name => $value) {
            if ($value !== null) {
                $fields[self::wireName($name)] = $value;
            }
        }
        return $fields;
    }

    private static function wireName(string $name): string
    {
        return strtolower((string) preg_replace('/[A-Z]/', '_$0', $name));
    }
}
