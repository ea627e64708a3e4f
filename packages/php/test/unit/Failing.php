<?php

declare(strict_types=1);

namespace ActivitySmith\Test;

use PHPUnit\Framework\Assert;

/** For tests that look at what was thrown. */
trait Failing
{
    /**
     * @template T of \Throwable
     * @param class-string<T> $class
     * @return T
     */
    private static function thrown(string $class, callable $does): \Throwable
    {
        try {
            $does();
        } catch (\Throwable $error) {
            Assert::assertInstanceOf($class, $error, (string) $error);
            return $error;
        }
        Assert::fail("$class was to be thrown");
    }
}
