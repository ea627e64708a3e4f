<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** 5xx: the server failed. */
final class InternalServerException extends ApiException
{
}
