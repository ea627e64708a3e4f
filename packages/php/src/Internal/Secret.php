<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

/**
 * A text that is shown nowhere: not by var_dump, var_export, print_r, json_encode, a cast to an array or reflection.
 *
 * @internal
 */
final class Secret
{
    /** @var \WeakMap<self, string>|null Kept beside the object, where nothing that prints the object looks. */
    private static ?\WeakMap $texts = null;

    private function __construct()
    {
    }

    /** Takes the text out of the variable: where PHP does not know sensitive parameters yet, traces show what is there. */
    public static function take(#[\SensitiveParameter] ?string &$text): self
    {
        $secret = new self();
        self::$texts ??= new \WeakMap();
        self::$texts[$secret] = trim($text ?? '');
        $text = null;
        return $secret;
    }

    public function reveal(): string
    {
        return self::$texts[$this] ?? '';
    }

    /** @return never */
    public function __serialize(): array
    {
        throw new \LogicException('ActivitySmith: a client holds an API key and is not serialized');
    }

    private function __clone()
    {
    }
}
